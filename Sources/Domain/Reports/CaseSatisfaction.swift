/// Whether those who asked heard of it, think it solved and are content (响应率、解决率、满意率).
///
/// Each closed case stands once in each of three groups, so that every group adds up to the cases that were closed; who was
/// not reachable and who did not rate have columns of their own and are never counted as content.
extension CasePeriod where Figure == SatisfactionFigure {
    package var report: ReportDocument {
        whole(.satisfaction, CaseReport.satisfaction.title, rates: SatisfactionFigure.rates)
    }
}

extension SatisfactionFigure {
    fileprivate static let rates: [CaseRate<SatisfactionFigure>] = [
        CaseRate(key: "responded_rate", title: Title("响应率（%）", "Responded (%)"), part: .responded, whole: .closed),
        CaseRate(
            key: "solved_rate",
            title: Title("解决率（%）", "Solved (%)"),
            part: .solved,
            whole: .solved,
            and: .notSolved
        ),
        CaseRate(
            key: "satisfied_rate",
            title: Title("满意率（%）", "Satisfied (%)"),
            part: .satisfied,
            whole: .satisfied,
            and: .notSatisfied
        ),
    ]
}

/// What the three rates are counted from (三率指标), group by group.
package enum SatisfactionFigure: String, TitledEnum {
    case closed
    case responded
    case responseNotReachable = "response_not_reachable"
    case nobodyToTell = "nobody_to_tell"
    case notTold = "not_told"
    case solved
    case notSolved = "not_solved"
    case solutionNotReachable = "solution_not_reachable"
    case solutionUnknown = "solution_unknown"
    case satisfied
    case notSatisfied = "not_satisfied"
    case ratingNotReachable = "rating_not_reachable"
    case notRated = "not_rated"

    package var title: Title {
        switch self {
        case .closed: .closedWithAnswer
        case .responded: Title("已告知", "Told")
        case .responseNotReachable: Title("告知时联系不上", "Not reachable to be told")
        case .nobodyToTell: Title("无人可告知", "Nobody to tell")
        case .notTold: Title("尚未告知", "Not told yet")
        case .solved: Title("已解决", "Solved")
        case .notSolved: Title("未解决", "Not solved")
        case .solutionNotReachable: Title("是否解决：联系不上", "Solved or not: not reachable")
        case .solutionUnknown: Title("是否解决：未答复", "Solved or not: no answer")
        case .satisfied: Title("满意", "Satisfied")
        case .notSatisfied: Title("不满意", "Not satisfied")
        case .ratingNotReachable: Title("评价：联系不上", "Rating: not reachable")
        case .notRated: Title("未评价", "Not rated")
        }
    }
}

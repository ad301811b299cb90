/// How well the cases of a period were handled (办理质量): every rate with what it is counted from.
extension CasePeriod where Figure == QualityFigure {
    package var report: ReportDocument {
        whole(.deadlines, Title("办理质量", "Quality"), rates: QualityFigure.rates)
    }
}

extension QualityFigure {
    fileprivate static let rates: [CaseRate<QualityFigure>] = [
        CaseRate(
            key: "filing_rate",
            title: Title("按期立案率（%）", "Filed on time (%)"),
            part: .filedOnTime,
            whole: .filingDue
        ),
        CaseRate(
            key: "accuracy_rate",
            title: Title("准确立案率（%）", "Filed rightly (%)"),
            part: .filed,
            less: .filedVoid,
            whole: .filed
        ),
        CaseRate(
            key: "closing_rate",
            title: .closedOnTimeRate,
            part: .closedOnTime,
            whole: .closingDue
        ),
        CaseRate(key: "rework_rate", title: Title("返工率（%）", "Rework (%)"), part: .failedChecks, whole: .checks),
        CaseRate(key: "responded_rate", title: Title("响应率（%）", "Responded (%)"), part: .responded, whole: .closed),
        CaseRate(
            key: "solved_rate",
            title: Title("解决率（%）", "Solved (%)"),
            part: .solved,
            whole: .solved,
            and: .notSolved
        ),
        CaseRate(key: "satisfied_rate", title: Title("满意率（%）", "Satisfied (%)"), part: .satisfied, whole: .rated),
    ]
}

/// What the quality of handling is counted by (质量指标).
package enum QualityFigure: String, TitledEnum {
    /// Cases that were to be filed or declined in the period.
    case filingDue = "filing_due"
    case filedOnTime = "filed_on_time"
    /// Of those due, what its reporter took back late and before anybody had taken it on: it is of no post.
    case filingWithdrawn = "filing_withdrawn"
    case filed
    /// Filed by mistake, of those filed in the period, whenever that was found: accuracy is one of the filing.
    case filedVoid = "filed_void"
    /// Limits of handling that ended in the period.
    case closingDue = "closing_due"
    case closedOnTime = "closed_on_time"
    case checks
    case failedChecks = "failed_checks"
    case returns
    case upheldReturns = "upheld_returns"
    case closed
    /// Of those closed: whoever asked knows.
    case responded
    case notReachable = "not_reachable"
    case rated
    case ratingNotReachable = "rating_not_reachable"
    case notRated = "not_rated"
    case solved
    case notSolved = "not_solved"
    case satisfied

    package var title: Title {
        switch self {
        case .filingDue: Title("应立案", "Due to be filed")
        case .filedOnTime: Title("按期立案", "Filed on time")
        case .filingWithdrawn:
            Title("其中超时未受理即撤回（不计入任何岗位）", "Of these withdrawn late, before anybody took them on; of no post")
        case .filed: Title("立案", "Filed")
        case .filedVoid: Title("其中后来作废（计入立案当月）", "Of these void later, counted with their filing")
        case .closingDue: Title("应办结", "Due to be closed")
        case .closedOnTime: Title("按期办结", "Closed on time")
        case .checks: Title("核查", "Checks")
        case .failedChecks: Title("核查未通过", "Failed checks")
        case .returns: Title("退回", "Returns")
        case .upheldReturns: Title("退回成立", "Returns upheld")
        case .closed: .closedWithAnswer
        case .responded: Title("已告知", "Told")
        case .notReachable: Title("联系不上", "Not reachable")
        case .rated: Title("已评价", "Rated")
        case .notRated: SatisfactionFigure.notRated.title
        case .ratingNotReachable: SatisfactionFigure.ratingNotReachable.title
        case .solved: SatisfactionFigure.solved.title
        case .notSolved: SatisfactionFigure.notSolved.title
        case .satisfied: SatisfactionFigure.satisfied.title
        }
    }
}

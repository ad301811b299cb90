/// What became of the summonses of a period (吹哨报到统计): by unit, grid, category and month.
///
/// Each one that was asked came, sent somebody, declined, or has not answered.
extension CasePeriod where Figure == WhistleFigure {
    package var report: ReportDocument { whole(.whistles, CaseReport.whistles.title, rates: WhistleFigure.rates) }
}

extension WhistleFigure {
    fileprivate static let rates: [CaseRate<WhistleFigure>] = [
        CaseRate(key: "in_time_rate", title: Title("按时率（%）", "In time (%)"), part: .inTime, whole: .asked),
        CaseRate(key: "came_rate", title: Title("到场率（%）", "Came (%)"), part: .scoredCame, whole: .scored),
        CaseRate(key: "solved_rate", title: Title("解决率（%）", "Solved (%)"), part: .scoredSolved, whole: .scored),
    ]
}

/// What is counted of summonses (应哨指标).
package enum WhistleFigure: String, TitledEnum {
    case asked, came, sent, declined, unanswered
    /// Answered by the time that was set.
    case inTime = "in_time"
    /// Scored by whoever called.
    case scored
    case scoredCame = "scored_came"
    case scoredSolved = "scored_solved"

    package var title: Title {
        switch self {
        case .asked: Title("召集", "Asked")
        case .came: Title("已到场", "Came")
        case .sent: Title("已派人", "Sent somebody")
        case .declined: Title("不能到场", "Declined")
        case .unanswered: Title("未答复", "Not answered")
        case .inTime: Title("按时答复", "In time")
        case .scored: Title("已评分", "Scored")
        case .scoredCame: Title("评为到场", "Scored: came")
        case .scoredSolved: Title("评为解决", "Scored: solved")
        }
    }
}

/// How well the cases of a period were handled (办理质量): every rate with what it is counted from.
package struct CaseQuality: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let facts: [Fact]
    package let names: [Dimension: [Int64: String]]

    /// By what the figures are told apart (统计维度).
    package enum Dimension: Int, Sendable, CaseIterable {
        case grid, category, person, partner
    }

    /// So many of one sort, of one grid, category, handler and month.
    package struct Fact: Sendable {
        package let keys: [Dimension: Int64]
        package let month: String
        package let figure: Figure
        package let count: Int64

        package init(keys: [Dimension: Int64], month: String, figure: Figure, count: Int64) {
            self.keys = keys
            self.month = month
            self.figure = figure
            self.count = count
        }
    }

    /// What is counted (指标).
    package enum Figure: String, Sendable, CaseIterable {
        /// Cases that were to be filed or declined in the period.
        case filingDue = "filing_due"
        case filedOnTime = "filed_on_time"
        case filed
        /// Filed by mistake, of those filed in the period.
        case void
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
        case notRated = "not_rated"
        case solved
        case satisfied

        package var title: Title {
            switch self {
            case .filingDue: Title("应立案", "Due to be filed")
            case .filedOnTime: Title("按期立案", "Filed on time")
            case .filed: Title("立案", "Filed")
            case .void: Title("其中作废", "Of these void")
            case .closingDue: Title("应办结", "Due to be closed")
            case .closedOnTime: Title("按期办结", "Closed on time")
            case .checks: Title("核查", "Checks")
            case .failedChecks: Title("核查未通过", "Failed checks")
            case .returns: Title("退回", "Returns")
            case .upheldReturns: Title("退回成立", "Returns upheld")
            case .closed: Title("办结", "Closed")
            case .responded: Title("已告知", "Told")
            case .notReachable: Title("联系不上", "Not reachable")
            case .rated: Title("已评价", "Rated")
            case .notRated: Title("未评价", "Not rated")
            case .solved: Title("评价已解决", "Rated solved")
            case .satisfied: Title("评价满意", "Rated satisfied")
            }
        }
    }

    package init(
        community: ReportedCommunity,
        from: CivilDate,
        to: CivilDate,
        facts: [Fact],
        names: [Dimension: [Int64: String]]
    ) {
        self.community = community
        self.from = from
        self.to = to
        self.facts = facts
        self.names = names
    }
}

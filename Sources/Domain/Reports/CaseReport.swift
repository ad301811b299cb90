/// A report over cases whose figures open down to the cases behind them (可下钻报表).
package enum CaseReport: String, CaseIterable, Sendable {
    case statistics = "case-statistics"
    case deadlines = "case-deadlines"
    case posts = "case-posts"
    case satisfaction = "case-satisfaction"
    case whistles
    case backlog
    case ledger = "case-ledger"

    package var title: Title {
        switch self {
        case .statistics: Title("诉求统计", "Case statistics")
        case .deadlines: Title("诉求时限与办理质量", "Deadlines and quality of cases")
        case .posts: Title("岗位评价", "Posts")
        case .satisfaction: Title("响应、解决与满意", "Responded, solved, satisfied")
        case .whistles: Title("吹哨报到", "Whistles")
        case .backlog: Title("在办积压", "Backlog")
        case .ledger: Title("零积压台账", "Zero-backlog ledger")
        }
    }

    /// The figures of it that can be opened, by the keys that the report gives them.
    package var figures: Enumeration {
        switch self {
        case .statistics: Enumeration(StatisticsFigure.self)
        case .deadlines: Enumeration(QualityFigure.self)
        case .posts: Enumeration(PostFigure.self)
        case .satisfaction: Enumeration(SatisfactionFigure.self)
        case .whistles: Enumeration(WhistleFigure.self)
        case .backlog: Enumeration(BacklogFigure.self)
        case .ledger: Enumeration(LedgerFigure.self)
        }
    }
}

/// What the backlog of a day counts (积压指标).
package enum BacklogFigure: String, TitledEnum {
    case opened, closed, open, overdue

    package var title: Title {
        switch self {
        case .opened: Title("累计收到", "Opened so far")
        case .closed: Title("累计办结", "Closed so far")
        case .open: Title("在办", "Open")
        case .overdue: Title("其中超时", "Of these overdue")
        }
    }
}

/// What the zero-backlog ledger counts (台账指标).
package enum LedgerFigure: String, TitledEnum {
    case opening, arrived, told, household, published, nobody
    case notReachable = "not_reachable"
    case closing

    package var title: Title {
        switch self {
        case .opening: Title("期初", "Opening")
        case .arrived: Title("新增", "Arrived")
        case .told: Title("已告知", "Told")
        case .household: Title("其中告知住户", "To the household")
        case .published: Title("其中公开", "Published")
        case .nobody: Title("其中无人可告知", "Nobody to tell")
        case .notReachable: Title("其中联系不上", "Not reachable")
        case .closing: Title("期末", "Closing")
        }
    }
}

/// Which figure of which report is opened (指标下钻).
package struct FigureQuestion: Sendable {
    package let report: CaseReport
    /// One of the report's figures.
    package let figure: String
    package let from: CivilDate
    /// The last day, which counts; for the backlog it is the day itself.
    package let to: CivilDate
    /// Only those of a grid, category, person or partner.
    package let keys: [CaseDimension: Int64]
    package let limit: Int
    /// Where the page before ended.
    package let after: OpenedFigure.Place?

    package init(
        report: CaseReport,
        figure: String,
        from: CivilDate,
        to: CivilDate,
        keys: [CaseDimension: Int64],
        limit: Int,
        after: OpenedFigure.Place?
    ) {
        self.report = report
        self.figure = figure
        self.from = from
        self.to = to
        self.keys = keys
        self.limit = limit
        self.after = after
    }
}

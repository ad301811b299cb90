/// What came in and what was closed in a period (诉求统计), of each community and of all together.
package struct CaseStatistics: Sendable {
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let lines: [Line]
    /// Of a single community: the same, told apart.
    package let facts: CaseFacts<StatisticsFigure>?

    /// One community.
    package struct Line: Sendable {
        package let community: ReportedCommunity
        package let figures: CaseFigures

        package init(community: ReportedCommunity, figures: CaseFigures) {
            self.community = community
            self.figures = figures
        }
    }

    package init(from: CivilDate, to: CivilDate, lines: [Line], facts: CaseFacts<StatisticsFigure>?) {
        self.from = from
        self.to = to
        self.lines = lines
        self.facts = facts
    }

    package var total: CaseFigures { lines.reduce(CaseFigures()) { $0 + $1.figures } }
}

/// The figures of cases in a period (诉求指标), each with the counting rule that it follows.
package struct CaseFigures: Sendable, Hashable {
    /// Those that arrived.
    package var received: Int64
    /// Those that ended, however they ended; the next five are all of it.
    package var ended: Int64
    /// Those that were answered, as the reports on quality and satisfaction count them.
    package var closed: Int64
    /// Those that went into another case, and are answered with it.
    package var merged: Int64
    package var declined: Int64
    package var withdrawn: Int64
    package var void: Int64
    /// Those that were open when the last day was over.
    package var open: Int64
    /// Limits of handling that were to be kept in the period, as the report on deadlines counts them.
    package var due: Int64
    /// Of those due the ones that were done by their deadline, also before the period.
    package var onTime: Int64

    package init(
        received: Int64 = 0,
        ended: Int64 = 0,
        closed: Int64 = 0,
        merged: Int64 = 0,
        declined: Int64 = 0,
        withdrawn: Int64 = 0,
        void: Int64 = 0,
        open: Int64 = 0,
        due: Int64 = 0,
        onTime: Int64 = 0
    ) {
        self.received = received
        self.ended = ended
        self.closed = closed
        self.merged = merged
        self.declined = declined
        self.withdrawn = withdrawn
        self.void = void
        self.open = open
        self.due = due
        self.onTime = onTime
    }

    /// So many can be told apart within the time that a report has; of more, a shorter period is asked for.
    package static let toldApart: Int64 = 50_000

    package var isFewEnough: Bool { max(received, ended, open, due) <= Self.toldApart }

    /// Tenths of a percent; nothing where nothing was due.
    var onTimeRate: Int64? { due == 0 ? nil : (onTime * 2_000 + due) / (due * 2) }

    package static func + (left: CaseFigures, right: CaseFigures) -> CaseFigures {
        CaseFigures(
            received: left.received + right.received,
            ended: left.ended + right.ended,
            closed: left.closed + right.closed,
            merged: left.merged + right.merged,
            declined: left.declined + right.declined,
            withdrawn: left.withdrawn + right.withdrawn,
            void: left.void + right.void,
            open: left.open + right.open,
            due: left.due + right.due,
            onTime: left.onTime + right.onTime
        )
    }
}

/// What is counted of cases in a period (诉求指标), by the keys of the report.
package enum StatisticsFigure: String, TitledEnum {
    case received, ended, closed, merged, declined, withdrawn, void, open, due
    case onTime = "on_time"

    package var title: Title {
        switch self {
        case .received: Title("收到", "Received")
        case .ended: Title("结束（不论以何种方式）", "Ended, in whichever way")
        case .closed: .closedWithAnswer
        case .merged: Title("其中并入其他诉求", "Of these merged into others")
        case .declined: Title("其中不予受理", "Of these declined")
        case .withdrawn: Title("其中撤回", "Of these withdrawn")
        case .void: Title("其中作废", "Of these void")
        case .open: Title("期末未办结", "Open at the end")
        case .due: QualityFigure.closingDue.title
        case .onTime: QualityFigure.closedOnTime.title
        }
    }
}

extension Title {
    /// One key of several reports, counted alike in all of them.
    static let closedOnTimeRate = Title("按期办结率（%）", "Closed on time (%)")
    static let closedWithAnswer = Title("答复办结（不含并案）", "Closed with an answer, duplicates apart")
}

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
    /// Those that ended, however they ended; the next three are part of it.
    package var closed: Int64
    package var declined: Int64
    package var withdrawn: Int64
    package var void: Int64
    /// Those that were open when the last day was over.
    package var open: Int64
    /// Those whose deadline lay in the period, but for withdrawn and void ones, which nobody had to close.
    package var due: Int64
    /// Of those due the ones that ended by their deadline, also before the period.
    package var onTime: Int64

    package init(
        received: Int64 = 0,
        closed: Int64 = 0,
        declined: Int64 = 0,
        withdrawn: Int64 = 0,
        void: Int64 = 0,
        open: Int64 = 0,
        due: Int64 = 0,
        onTime: Int64 = 0
    ) {
        self.received = received
        self.closed = closed
        self.declined = declined
        self.withdrawn = withdrawn
        self.void = void
        self.open = open
        self.due = due
        self.onTime = onTime
    }

    /// So many can be told apart within the time that a report has; of more, a shorter period is asked for.
    package static let toldApart: Int64 = 50_000

    package var isFewEnough: Bool { max(received, closed, open, due) <= Self.toldApart }

    /// Tenths of a percent; nothing where nothing was due.
    var onTimeRate: Int64? { due == 0 ? nil : (onTime * 2_000 + due) / (due * 2) }

    package static func + (left: CaseFigures, right: CaseFigures) -> CaseFigures {
        CaseFigures(
            received: left.received + right.received,
            closed: left.closed + right.closed,
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
    case received, closed, declined, withdrawn, void, open, due
    case onTime = "on_time"

    package var title: Title {
        switch self {
        case .received: Title("收到", "Received")
        case .closed: Title("结束（不论以何种方式）", "Ended, in whichever way")
        case .declined: Title("其中不予受理", "Of these declined")
        case .withdrawn: Title("其中撤回", "Of these withdrawn")
        case .void: Title("其中作废", "Of these void")
        case .open: Title("期末未办结", "Open at the end")
        case .due: Title("期内到期", "Due in the period")
        case .onTime: Title("按期办结", "Closed on time")
        }
    }
}

/// What came in and what was closed in a period (诉求统计), of each community and of all together.
package struct CaseStatistics: Sendable {
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let lines: [Line]

    /// One community.
    package struct Line: Sendable {
        package let community: ReportedCommunity
        package let figures: CaseFigures

        package init(community: ReportedCommunity, figures: CaseFigures) {
            self.community = community
            self.figures = figures
        }
    }

    package init(from: CivilDate, to: CivilDate, lines: [Line]) {
        self.from = from
        self.to = to
        self.lines = lines
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

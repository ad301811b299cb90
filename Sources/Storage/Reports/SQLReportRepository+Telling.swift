import Domain
import SQLite

/// Whose household waits for a word (待告知).
extension SQLReportRepository {
    /// What has ended and whose reporter nobody has told yet, and what was shelved without a word; a partner tells nobody.
    ///
    /// What waits longer than the community allows is a list of its own, the longest waiting first, so that neither buries the other
    /// and nothing is left lying.
    func toTell(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        if case .organization = worker.scope { return [] }
        if worker.asksForOverdue { return try overdue(worker, limit: limit) }
        let shelved = try listed(
            "t.status = 'shelved' AND t.told IS NULL AND (t.reporter_id IS NOT NULL OR t.household_id IS NOT NULL)",
            [],
            worker,
            limit: limit,
            isPartial: Self.isOfGrid(worker.scope)
        ).map { item in
            var item = item
            item.part = .telling
            return item
        }
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        let start = Value.integer(try tellingStart(worker).milliseconds)
        // What ended long ago with another case, and has its answer from there since.
        let again = try connection.query(
            """
            SELECT \(Self.columns) FROM case_file t INDEXED BY case_file_answered_with \(Self.names)
            WHERE t.community_id = ? AND t.told IS NULL AND t.answered_with_at > ? AND t.closed_at <= ? AND \(Self.isOwed)
                AND \(cut.sql)
            ORDER BY t.answered_with_at DESC LIMIT ?
            """,
            [.text(worker.today.description), .optional(worker.scope.communityID), start, start] + cut.values
                + [.integer(Int64(limit))],
            Self.item
        )
        let ended = try connection.query(
            """
            SELECT \(Self.columns) FROM case_file t \(Self.names)
            WHERE \(cut.sql) AND t.told IS NULL AND t.closed_at > ? AND \(Self.isOwed)
            ORDER BY t.closed_at DESC LIMIT ?
            """,
            [.text(worker.today.description)] + cut.values + [start, .integer(Int64(limit))],
            Self.item
        )
        return Array((shelved + again + ended).prefix(limit))
    }

    private func overdue(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT \(Self.columns) FROM case_file t INDEXED BY case_file_untold \(Self.names)
            WHERE \(Self.isOverdue) AND \(cut.sql) ORDER BY t.closed_at LIMIT ?
            """,
            [.text(worker.today.description)] + (try overdueValues(worker)) + cut.values + [.integer(Int64(limit))],
            Self.item
        )
    }

    func overdueToTell(_ worker: Worker, most: Int) throws -> Int64 {
        if case .organization = worker.scope { return 0 }
        guard worker.scope.communityID != nil else { return 0 }
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        let sql = """
            SELECT count(*) FROM (SELECT 1 FROM case_file t INDEXED BY case_file_untold
                WHERE \(Self.isOverdue) AND \(cut.sql) LIMIT ?)
            """
        let values = try overdueValues(worker) + cut.values + [.integer(Int64(most))]
        return try connection.first(sql, values) { $0.integer(0) } ?? 0
    }

    /// Of what went into another case nobody is told before that is answered.
    private static let isOwed =
        "t.status IN ('closed', 'declined') AND (t.duplicate_of_id IS NULL OR t.answer IS NOT NULL)"

    /// A duplicate has its answer after it has ended, and maybe anew; it waits from then.
    private static let isOverdue = """
        t.community_id = ? AND t.told IS NULL AND t.closed_at <= ? AND coalesce(t.answered_with_at, 0) <= ? AND \(isOwed)
        """

    private func overdueValues(_ worker: Worker) throws -> [Value] {
        let start = Value.integer(try tellingStart(worker).milliseconds)
        return [.optional(worker.scope.communityID), start, start]
    }

    /// What ended before has waited too long.
    private func tellingStart(_ worker: Worker) throws -> Instant {
        worker.now.advanced(bySeconds: -(try chosen(.tellingDays, worker.scope)) * 86_400)
    }

    private static func isOfGrid(_ scope: DataScope) -> Bool { if case .grid = scope { true } else { false } }
}

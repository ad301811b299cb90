import Domain
import SQLite

/// Where posts in grids and the open work of those who leave them lie (岗位交接的存储).
struct SQLPostRepository: PostRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> GridPostHolder? {
        guard try transaction.contains(.gridStaff, id: id, scope: scope) else { return nil }
        let sql = "SELECT account_id, from_date, until_date FROM grid_staff WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            CivilDate(row.text(1)).map {
                GridPostHolder(
                    id: id,
                    account: row.optionalInteger(0),
                    from: $0,
                    until: row.optionalText(2).flatMap { CivilDate($0) }
                )
            }
        } ?? nil
    }

    func openWork(of post: GridPostHolder) throws -> OpenWork {
        guard let account = post.account else { return OpenWork(cases: [], parts: [], summonses: []) }
        let here = """
             WHERE c.grid_id = (SELECT p.grid_id FROM grid_staff p WHERE p.id = ?2) OR NOT EXISTS (
                SELECT 1 FROM grid_staff o WHERE o.account_id = ?1 AND o.id <> ?2 AND o.until_date IS NULL)
            """
        return try work { rows in
            try ids(rows + here, [.integer(account), .integer(post.id)])
        }
    }

    func openWork(ofAccount account: Int64) throws -> OpenWork {
        try work { rows in try ids(rows, [.integer(account)]) }
    }

    private func work(_ ids: (_ rows: String) throws -> [Int64]) throws -> OpenWork {
        func all(_ rows: String) throws -> [Int64] {
            try ids("SELECT w.id FROM (\(rows)) w JOIN case_file c ON c.id = w.case_id")
        }
        var work = OpenWork(
            cases: try all(Self.cases),
            parts: try all(Self.parts),
            summonses: try all(Self.summonses)
        )
        work.whistles = try all(Self.whistles)
        work.followUps = try all(Self.followUps)
        work.shelved = try all(Self.shelved)
        return work
    }

    private func ids(_ sql: String, _ values: [Value]) throws -> [Int64] {
        try connection.query(sql, values) { $0.integer(0) }
    }

    private static let cases = """
        SELECT id, id AS case_id FROM case_file WHERE handler_id = ?1 AND closed_at IS NULL
        UNION SELECT id, id FROM case_file WHERE answerable_id = ?1 AND closed_at IS NULL
        """
    private static let parts = """
        SELECT h.id, h.case_id FROM case_co_handler h JOIN case_file f ON f.id = h.case_id
        WHERE h.account_id = ?1 AND h.until IS NULL AND f.closed_at IS NULL
        """
    private static let summonses = """
        SELECT s.id, s.case_id FROM case_summons s JOIN case_file f ON f.id = s.case_id
        WHERE s.account_id = ?1 AND s.answer IS NULL AND f.closed_at IS NULL
        """
    /// Whoever came is scored after the end of the case, too; of one that has ended nobody owes an answer.
    private static let whistles = """
        SELECT b.id, b.case_id FROM case_whistle b JOIN case_file f ON f.id = b.case_id WHERE b.caller_id = ?1 AND EXISTS (
            SELECT 1 FROM case_summons s WHERE s.whistle_id = b.id AND s.scored_at IS NULL
                AND (s.answer IN ('came', 'sent') OR s.answer IS NULL AND f.closed_at IS NULL))
        """
    private static let followUps = """
        SELECT m.id, m.case_id FROM case_file f JOIN case_mediation m ON m.case_id = f.id
        WHERE f.handler_id = ?1 AND f.closing_reason IN ('mediated', 'mediation_failed') AND m.follow_up_by_id IS NULL AND \(waits)
        UNION ALL SELECT m.id, m.case_id FROM case_mediation m JOIN case_file f ON f.id = m.case_id
        WHERE m.follow_up_by_id = ?1 AND f.closing_reason IN ('mediated', 'mediation_failed') AND \(waits)
        """
    private static let waits =
        "f.status = 'closed' AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL AND \(SQLMediationRepository.isLatest)"
    private static let shelved = """
        SELECT f.id, f.id AS case_id FROM case_pause p JOIN case_file f ON f.id = p.case_id
        WHERE p.owner_id = ?1 AND f.status = 'shelved' AND \(SQLCaseRepository.isLastPause)
        """
}

import Domain
import SQLite

/// Where the records of mediations lie, and what came of their follow-up (调解记录的存储).
struct SQLMediationRepository: MediationRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> MediationRecord? {
        guard try transaction.contains(.mediations, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT m.case_id, m.follow_up_on, m.followed_up_at IS NOT NULL, \(Self.isLatest), m.follow_up_by_id
            FROM case_mediation m WHERE m.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            var record = MediationRecord(
                id: id,
                caseID: row.integer(0),
                followUpOn: row.optionalText(1).flatMap { CivilDate($0) },
                isFollowedUp: row.boolean(2),
                isLatest: row.boolean(3)
            )
            record.followUpBy = row.optionalInteger(4)
            return record
        }
    }

    /// Whether no later record of the same case stands.
    static let isLatest = "NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id)"

    func save(_ followUp: String, to id: Int64, by account: Int64) throws {
        try transaction.touch(.mediations, id)
        try connection.run(
            """
            UPDATE case_mediation SET follow_up = ?1, followed_up_by = ?2, followed_up_at = ?3, version = version + 1, updated_at = ?3
            WHERE id = ?4
            """,
            [.text(followUp), .integer(account), .integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func pass(followUp id: Int64, to account: Int64) throws {
        try transaction.touch(.mediations, id)
        try connection.run(
            "UPDATE case_mediation SET follow_up_by_id = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(account), .integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func isFollowedUp(ofCase id: Int64, since moment: Instant) throws -> Bool {
        let sql = "SELECT 1 FROM case_mediation WHERE case_id = ? AND followed_up_at >= ?"
        return try connection.first(sql, [.integer(id), .integer(moment.milliseconds)]) { _ in true } ?? false
    }

    func settle(_ id: Int64) throws {
        try transaction.touch(.mediations, id)
        try connection.run("UPDATE case_mediation SET reminded = 1 WHERE id = ?", [.integer(id)])
    }

    /// Of what nobody has confirmed yet nobody is reminded; it comes once its case is closed.
    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            """
            SELECT m.id FROM case_mediation m CROSS JOIN case_file c ON c.id = m.case_id
            WHERE m.due_at <= ? AND m.reminded = 0 AND m.followed_up_at IS NULL AND c.closed_at IS NOT NULL
            ORDER BY m.due_at LIMIT ?
            """,
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

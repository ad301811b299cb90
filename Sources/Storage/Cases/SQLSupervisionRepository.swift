import Domain
import SQLite

/// Where orders from above lie, and what was answered to them (督办的存储).
struct SQLSupervisionRepository: SupervisionRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> SupervisionOrder? {
        let sql = "SELECT case_id, supervisor_id, due_at, status FROM case_supervision WHERE id = ?"
        let found = try connection.first(sql, [.integer(id)]) { row in
            SupervisionStatus(rawValue: row.text(3)).map {
                SupervisionOrder(
                    id: id,
                    caseID: row.integer(0),
                    supervisor: row.integer(1),
                    dueAt: Instant(milliseconds: row.integer(2)),
                    status: $0
                )
            }
        }
        guard let found = found ?? nil, try transaction.contains(.cases, id: found.caseID, scope: scope) else {
            return nil
        }
        return found
    }

    func save(_ report: String, to id: Int64, by account: Int64) throws {
        try transaction.touch(.supervisions, id)
        try connection.run(
            """
            UPDATE case_supervision SET status = 'answered', report = ?1, reported_by = ?2, reported_at = ?3, look_at = NULL,
                version = version + 1, updated_at = ?3
            WHERE id = ?4
            """,
            [.text(report), .integer(account), .integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func expire(_ id: Int64, isOverdue: Bool) throws {
        try transaction.touch(.supervisions, id)
        try connection.run(
            """
            UPDATE case_supervision SET status = CASE WHEN ?1 THEN 'overdue' ELSE status END, look_at = NULL, updated_at = ?2
            WHERE id = ?3
            """,
            [.boolean(isOverdue), .integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func waiting(ofCase id: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM case_supervision WHERE case_id = ? AND status <> 'answered'"
        return try connection.first(sql, [.integer(id)]) { $0.integer(0) } ?? 0
    }

    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM case_supervision WHERE look_at < ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

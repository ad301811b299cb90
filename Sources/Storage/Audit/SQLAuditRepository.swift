import Domain
import SQLite

/// What services tell the audit chain (审计登记的存储).
struct SQLAuditRepository: AuditRepository {
    let transaction: SQLTransaction

    func note(_ action: String, object: String, community: Int64?, words: String) throws {
        transaction.acts.append(
            ActDone(action: action, object: object, account: nil, community: community, words: words)
        )
    }

    func count(of action: String, by account: Int64, since moment: Instant) throws -> Int64 {
        // From the first entry of the time on, so that the years before cost nothing.
        let sql = """
            SELECT count(*) FROM audit WHERE account_id = ?1 AND action = ?2
                AND id >= (SELECT f.id FROM audit f WHERE f.at >= ?3 ORDER BY f.at LIMIT 1)
            """
        let values: [Value] = [.integer(account), .text(action), .integer(moment.milliseconds)]
        return try transaction.connection.first(sql, values) { $0.integer(0) } ?? 0
    }

    func account(of action: String, object: String) throws -> Int64? {
        // The account beside the least id; ordered, it would be sorted where much is known of the table.
        let sql = "SELECT account_id, min(id) FROM audit WHERE object = ? AND action = ?"
        return try transaction.connection.first(sql, [.text(object), .text(action)]) { $0.optionalInteger(0) } ?? nil
    }
}

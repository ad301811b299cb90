import Domain
import SQLite

/// Where the showing of Party members lies (党员公示的存储).
struct SQLPartyDisplayRepository: PartyDisplayRepository {
    let connection: Connection

    func display(_ id: Int64, seenBy account: Int64?) throws -> PartyDisplay? {
        let sql = """
            SELECT d.acknowledged_at IS NOT NULL, d.ended_at IS NOT NULL, EXISTS (
                SELECT 1 FROM account a WHERE a.id = ? AND a.resident_id = m.resident_id)
            FROM party_display d JOIN party_member m ON m.id = d.member_id WHERE d.id = ?
            """
        return try connection.first(sql, [.optional(account), .integer(id)]) { row in
            PartyDisplay(id: id, isAcknowledged: row.boolean(0), isEnded: row.boolean(1), isOwn: row.boolean(2))
        }
    }
}

import Domain
import SQLite

/// Residents who ask for an account (居民注册申请).
extension SQLAccessRepository {
    func registration(_ id: Int64) throws -> Registration? {
        let sql = """
            SELECT community_id, login, name, status, code_hash, openid_hash, phone_hash, address
            FROM registration WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = RegistrationStatus(rawValue: row.text(3)) else { return nil }
            return Registration(
                community: row.integer(0),
                login: row.text(1),
                name: row.text(2),
                status: status,
                codeHash: row.blob(4),
                openIDHash: row.optionalBlob(5),
                phoneHash: row.blob(6),
                address: row.optionalText(7)
            )
        } ?? nil
    }

    func setCode(_ hash: [UInt8], ofRegistration id: Int64) throws {
        try connection.run("UPDATE registration SET code_hash = ? WHERE id = ?", [.blob(hash), .integer(id)])
    }

    func setOrigin(_ address: String?, request: [UInt8]?, ofRegistration id: Int64) throws {
        try connection.run(
            "UPDATE registration SET address = ?, request_hash = ? WHERE id = ?",
            [.optional(address), request.map(Value.blob) ?? .null, .integer(id)]
        )
    }

    func hasRegistration(ofRequest hash: [UInt8]) throws -> Bool {
        let sql = "SELECT 1 FROM registration WHERE request_hash = ?"
        return try connection.first(sql, [.blob(hash)]) { _ in true } ?? false
    }

    func waitingRegistrations(in community: Int64, byWeChat: Bool) throws -> Int64 {
        let sql = "SELECT count(*) FROM registration WHERE community_id = ? AND status = 'pending' AND by_wechat = ?"
        return try connection.first(sql, [.integer(community), .integer(byWeChat ? 1 : 0)]) { $0.integer(0) } ?? 0
    }

    func registrations(from address: String, since moment: Instant) throws -> Int64 {
        let sql = "SELECT count(*) FROM registration WHERE address = ? AND created_at >= ?"
        return try connection.first(sql, [.text(address), .integer(moment.milliseconds)]) { $0.integer(0) } ?? 0
    }

    func forgetRegistrations(pendingBefore: Instant, declinedBefore: Instant) throws -> Int {
        try connection.run(
            """
            DELETE FROM registration WHERE status = 'pending' AND created_at < ?
                OR status = 'declined' AND created_at < ?
            """,
            [.integer(pendingBefore.milliseconds), .integer(declinedBefore.milliseconds)]
        )
        return connection.changes
    }

    func record(ofResident id: Int64) throws -> PersonRecord? {
        let sql = "SELECT name, phone_hash, phone_changed_at, phone_changed_by FROM resident WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            PersonRecord(
                name: row.text(0),
                phoneHash: row.optionalBlob(1),
                phoneChange: Self.phoneChange(row.optionalInteger(2), by: row.optionalInteger(3))
            )
        }
    }

    func phoneChange(of holder: PhoneHolder) throws -> PhoneChange? {
        // A resident may be found by the phone of the Party membership, which somebody else may have written.
        let sql =
            holder.kind == .resident
            ? """
            SELECT phone_changed_at, phone_changed_by FROM resident WHERE id = ?1
            UNION ALL SELECT phone_changed_at, phone_changed_by FROM party_member WHERE resident_id = ?1
            ORDER BY phone_changed_at DESC LIMIT 1
            """
            : "SELECT phone_changed_at, phone_changed_by FROM party_member WHERE id = ?1"
        return try connection.first(sql, [.integer(holder.id)]) { row in
            Self.phoneChange(row.optionalInteger(0), by: row.optionalInteger(1))
        } ?? nil
    }

    private static func phoneChange(_ at: Int64?, by account: Int64?) -> PhoneChange? {
        at.map { PhoneChange(at: Instant(milliseconds: $0), by: account) }
    }

    func hasAccount(resident: Int64, beside account: Int64?) throws -> Bool {
        let sql = """
            SELECT 1 FROM account WHERE resident_id = ? AND role IN ('resident', 'party_member') AND id IS NOT ? LIMIT 1
            """
        return try connection.first(sql, [.integer(resident), .optional(account)]) { _ in true } ?? false
    }
}

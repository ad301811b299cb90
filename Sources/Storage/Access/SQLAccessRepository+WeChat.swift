import Domain
import SQLite

/// WeChat users, and the programs that act for residents (微信绑定与代办程序).
extension SQLAccessRepository {
    func hash(of openID: OpenID) -> [UInt8] {
        // A name in front keeps it apart from phones and id numbers.
        transaction.reader.vault.lookupHash("wechat openid \(openID.text)")
    }

    func account(ofOpenID hash: [UInt8]) throws -> Account? {
        try account(where: "a.id = (SELECT b.account_id FROM wechat_binding b WHERE b.openid_hash = ?)", .blob(hash))
    }

    func holders(ofPhone phone: MobileNumber, in community: Int64?) throws -> [PhoneHolder] {
        let sql = """
            SELECT kind, id, community_id, name FROM (
                SELECT 'resident' AS kind, r.id, r.community_id, r.name FROM resident r WHERE r.phone_hash = ?1
                UNION SELECT 'resident', r.id, r.community_id, r.name
                    FROM party_member m JOIN resident r ON r.id = m.resident_id WHERE m.phone_hash = ?1
                UNION SELECT 'party_member', m.id, m.community_id, m.name
                    FROM party_member m WHERE m.phone_hash = ?1 AND m.resident_id IS NULL)
            WHERE ?2 IS NULL OR community_id = ?2 LIMIT 2
            """
        let hash = transaction.reader.vault.lookupHash(phone.digits)
        return try connection.query(sql, [.blob(hash), .optional(community)]) { row in
            PhoneHolder(
                kind: PhoneHolder.Kind(rawValue: row.text(0)) ?? .resident,
                id: row.integer(1),
                community: row.integer(2),
                name: row.text(3)
            )
        }
    }

    func account(of holder: PhoneHolder) throws -> Account? {
        switch holder.kind {
        case .resident:
            try account(
                where: """
                    a.id = (SELECT min(o.id) FROM account o WHERE o.resident_id = ? AND o.role IN ('resident', 'party_member'))
                    """,
                .integer(holder.id)
            )
        case .partyMember: try account(where: "a.party_member_id = ?", .integer(holder.id))
        }
    }

    func isBound(_ account: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM wechat_binding WHERE account_id = ?"
        return try connection.first(sql, [.integer(account)]) { _ in true } ?? false
    }

    func bind(_ hash: [UInt8], to account: Int64, proof: WeChatProof) throws {
        try transaction.note("bind_wechat", account: account)
        try connection.run(
            "INSERT INTO wechat_binding (account_id, openid_hash, proof, bound_at) VALUES (?, ?, ?, ?)",
            [
                .integer(account), .blob(hash), .text(proof.rawValue), .integer(transaction.now.milliseconds),
            ]
        )
    }

    func unbind(_ account: Int64) throws -> Bool {
        guard try isBound(account) else { return false }
        try transaction.note("unbind_wechat", account: account)
        try connection.run("DELETE FROM wechat_binding WHERE account_id = ?", [.integer(account)])
        return true
    }

    func setOpenID(_ hash: [UInt8], ofRegistration id: Int64) throws {
        try connection.run("UPDATE registration SET openid_hash = ? WHERE id = ?", [.blob(hash), .integer(id)])
    }

    func isWaiting(_ hash: [UInt8]) throws -> Bool {
        let sql = "SELECT 1 FROM registration WHERE openid_hash = ? AND status = 'pending'"
        return try connection.first(sql, [.blob(hash)]) { _ in true } ?? false
    }

    func bind(key: Int64, to account: Int64) throws {
        try transaction.note("bind_key", account: account)
        try connection.run(
            "INSERT INTO key_binding (key_id, account_id, bound_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [.integer(key), .integer(account), .integer(transaction.now.milliseconds)]
        )
    }

    func releaseKeys(of account: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM key_binding WHERE account_id = ? LIMIT 1"
        guard try connection.first(sql, [.integer(account)], { _ in true }) ?? false else { return false }
        try transaction.note("release_keys", account: account)
        try connection.run("DELETE FROM key_binding WHERE account_id = ?", [.integer(account)])
        return true
    }
}

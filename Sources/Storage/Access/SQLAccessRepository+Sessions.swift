import Domain
import SQLite

/// Sessions and one-time codes (会话与一次性验证码).
extension SQLAccessRepository {
    func openCode(_ hash: [UInt8], account: Int64, expiresAt: Instant) throws {
        // Whoever lets somebody set a password stands for it, and not the one who is to set it.
        try transaction.note("make_code", account: account, isOwn: false)
        try connection.run(
            """
            INSERT INTO account_code (account_id, code_hash, created_at, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET code_hash = excluded.code_hash, created_at = excluded.created_at,
                expires_at = excluded.expires_at
            """,
            [
                .integer(account), .blob(hash), .integer(transaction.now.milliseconds),
                .integer(expiresAt.milliseconds),
            ]
        )
    }

    func account(ofCode hash: [UInt8]) throws -> Account? {
        let sql = """
            SELECT \(Principal.columns("a")), a.login, a.password, a.disabled
            FROM account_code c JOIN account a ON a.id = c.account_id
            WHERE c.code_hash = ? AND c.expires_at > ? AND a.disabled = 0
            """
        let values: [Value] = [.blob(hash), .integer(transaction.now.milliseconds)]
        return try connection.first(sql, values, Self.makeAccount)
    }

    func closeCode(of account: Int64) throws {
        try connection.run("DELETE FROM account_code WHERE account_id = ?", [.integer(account)])
    }

    /// Sessions that one account may have at once; the oldest gives way, so that no client fills the disk.
    private static let sessionsOfAccount: Int64 = 50

    func openSession(_ session: NewSession) throws -> Int64 {
        try transaction.note("sign_in", account: session.account)
        let now = Value.integer(transaction.now.milliseconds)
        try connection.run(
            """
            INSERT INTO session (token_hash, account_id, address, device, idle_seconds, created_at, last_seen_at,
                expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .blob(session.tokenHash), .integer(session.account), .optional(session.address),
                .optional(session.device), .integer(session.idleSeconds), now, now,
                .integer(session.expiresAt.milliseconds),
            ]
        )
        let id = connection.lastInsertedID
        let surplus = """
            SELECT id FROM session WHERE account_id = ? ORDER BY id DESC LIMIT 1 OFFSET \(Self.sessionsOfAccount)
            """
        if let oldest = try connection.first(surplus, [.integer(session.account)], { $0.integer(0) }) {
            transaction.changedAccess = true
            try connection.run(
                "DELETE FROM session WHERE account_id = ? AND id <= ?",
                [.integer(session.account), .integer(oldest)]
            )
        }
        return id
    }

    func closeSession(_ id: Int64) throws {
        transaction.changedAccess = true
        if let account = try account(ofSession: id) { try transaction.note("sign_out", account: account) }
        try connection.run("DELETE FROM session WHERE id = ?", [.integer(id)])
    }

    func hasSession(_ account: Int64, at address: String) throws -> Bool {
        let sql = "SELECT 1 FROM session WHERE account_id = ? AND address = ? LIMIT 1"
        return try connection.first(sql, [.integer(account), .text(address)]) { _ in true } ?? false
    }

    func account(ofSession id: Int64) throws -> Int64? {
        try connection.first("SELECT account_id FROM session WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func closeSessions(of account: Int64, except kept: Int64?) throws {
        transaction.changedAccess = true
        try connection.run(
            "DELETE FROM session WHERE account_id = ? AND id <> ?",
            [.integer(account), .integer(kept ?? 0)]
        )
    }

    func forgetSessions(endedBefore moment: Instant) throws {
        try connection.run("DELETE FROM session WHERE expires_at <= ?", [.integer(moment.milliseconds)])
    }

    func note(_ uses: [CredentialUse]) throws {
        transaction.leavesNoEntry = true
        for use in uses {
            let (sql, id) =
                switch use.credential {
                case .session(let id): ("UPDATE session SET last_seen_at = max(last_seen_at, ?) WHERE id = ?", id)
                case .apiKey(let id): ("UPDATE api_key SET last_used_at = ? WHERE id = ?", id)
                }
            try connection.run(sql, [.integer(use.at.milliseconds), .integer(id)])
        }
    }
}

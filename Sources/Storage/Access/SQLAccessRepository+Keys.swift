import Domain
import SQLite

/// API keys (接口密钥).
extension SQLAccessRepository {
    func insert(_ key: NewApiKey, tokenHash: [UInt8], tail: String) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO api_key (account_id, name, token_hash, tail, scopes, addresses, per_minute, expires_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(key.account), .text(key.name), .blob(tokenHash), .text(tail), .text(key.scopeText),
                .optional(key.addresses), .optional(key.perMinute), .integer(key.expiresAt.milliseconds),
                .integer(transaction.now.milliseconds),
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.apiKeys, id, isNew: true)
        return id
    }

    func keys(of account: Int64) throws -> Int64 {
        try connection.first("SELECT count(*) FROM api_key WHERE account_id = ?", [.integer(account)]) {
            $0.integer(0)
        } ?? 0
    }

    func owner(ofKey id: Int64) throws -> Int64? {
        try connection.first("SELECT account_id FROM api_key WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func deleteKeys(of account: Int64) throws {
        let ids = try connection.query("SELECT id FROM api_key WHERE account_id = ?", [.integer(account)]) {
            $0.integer(0)
        }
        for id in ids { try deleteKey(id) }
    }

    func deleteKey(_ id: Int64) throws {
        try transaction.touch(.apiKeys, id)
        try connection.run("DELETE FROM api_key WHERE id = ?", [.integer(id)])
    }
}

import App
import Glibc
import SQLite

/// The account that the load signs in as (测试账号): a secretary, who sees one community and checks run on every row.
enum BenchAccount {
    static let login = "bench"
    /// The first account of the database.
    static let id: Int64 = 1
    static let days = 30

    /// Its hash is of nothing, so that no password opens it.
    static func insert(_ connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO account (id, login, name, password, role, community_id, created_at, updated_at)
            VALUES (?, ?, '测试账号', '$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$none', 'secretary', ?, ?, ?)
            """,
            [.integer(id), .text(login), .integer(TerritoryFiller.community), .integer(now), .integer(now)]
        )
    }

    static func openSession(_ connection: Connection) throws -> String {
        let tokens = RandomTokens()
        let token = try tokens.mint()
        try connection.run(
            "INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
            [.blob(tokens.hash(token)), .integer(id), .integer(now), .integer(now + Int64(days) * 86_400_000)]
        )
        return token
    }

    private static var now: Int64 { Int64(time(nil)) * 1000 }
}

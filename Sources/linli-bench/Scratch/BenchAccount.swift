import App
import Glibc
import SQLite

/// The accounts that the load signs in as (测试账号).
///
/// The first is the one of the bench: of one community its secretary, whose scope is checked on every row; of a city
/// its administrator, who may ask for any row of it. In a city each community and each sub-district has one besides.
struct BenchAccount {
    static let login = "bench"
    /// The first account of the database.
    static let id: Int64 = 1
    static let days = 30

    let id: Int64
    /// What the token is called in the output.
    let label: String

    static func all(of territory: ScratchTerritory) -> [BenchAccount] {
        let bench = BenchAccount(id: id, label: "TOKEN")
        guard territory.isCity else { return [bench] }
        return [
            bench, BenchAccount(id: secretary(of: 1, territory), label: "TOKEN_OF_COMMUNITY_1"),
            BenchAccount(id: officer(of: 1, territory), label: "TOKEN_OF_SUBDISTRICT_1"),
        ]
    }

    /// Who answers for the cases of a community.
    static func secretary(of community: Int, _ territory: ScratchTerritory) -> Int64 {
        territory.isCity ? id + Int64(community) : id
    }

    private static func officer(of subdistrict: Int, _ territory: ScratchTerritory) -> Int64 {
        secretary(of: territory.communities, territory) + Int64(subdistrict)
    }

    static func insert(_ connection: Connection, _ territory: ScratchTerritory) throws {
        func insert(_ id: Int64, _ login: String, _ role: String, community: Int? = nil, subdistrict: Int? = nil) throws
        {
            // The hash is of nothing, so that no password opens it.
            try connection.run(
                """
                INSERT INTO account (id, login, name, password, role, community_id, subdistrict_id, created_at, updated_at)
                VALUES (?, ?, '测试账号', '$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$none', ?, ?, ?, ?, ?)
                """,
                [
                    .integer(id), .text(login), .text(role), community.map(Value.number) ?? .null,
                    subdistrict.map(Value.number) ?? .null, .integer(now), .integer(now),
                ]
            )
        }
        guard territory.isCity else { return try insert(id, login, "secretary", community: 1) }
        try insert(id, login, "admin")
        for community in 1...territory.communities {
            try insert(
                secretary(of: community, territory),
                "\(login)-\(community)",
                "secretary",
                community: community
            )
        }
        for number in 1...territory.subdistricts {
            try insert(
                officer(of: number, territory),
                "\(login)-street-\(number)",
                "subdistrict_officer",
                subdistrict: number
            )
        }
    }

    func openSession(_ connection: Connection) throws -> String {
        let tokens = RandomTokens()
        let token = try tokens.mintSession()
        let now = Self.now
        try connection.run(
            """
            INSERT INTO session (token_hash, account_id, idle_seconds, created_at, last_seen_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .blob(tokens.hash(token)), .integer(id), .integer(Int64(Self.days) * 86_400), .integer(now),
                .integer(now), .integer(now + Int64(Self.days) * 86_400_000),
            ]
        )
        return token
    }

    private static var now: Int64 { Int64(time(nil)) * 1000 }
}

import Crypto
package import SQLite

/// The schema and how it grew (数据库结构): the migrations travel inside the program.
package enum Schema {
    /// All migrations in their order.
    ///
    /// A test holds this list against the folder.
    package static let migrations: [Migration] = [
        migration("0001_territory", PackageResources._001_territory_sql),
        migration("0002_organizations", PackageResources._002_organizations_sql),
        migration("0003_party", PackageResources._003_party_sql),
        migration("0004_people", PackageResources._004_people_sql),
        migration("0005_access", PackageResources._005_access_sql),
        migration("0006_activities", PackageResources._006_activities_sql),
        migration("0007_deliberation", PackageResources._007_deliberation_sql),
        migration("0008_cases", PackageResources._008_cases_sql),
        migration("0010_search", PackageResources._010_search_sql),
    ]

    /// Brings a database up to this program, or refuses one that was changed or is newer.
    package static func migrate(
        path: String,
        now: @escaping () -> Int64,
        progress: (String) -> Void = { _ in }
    ) throws -> [String] {
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        return try Migrator(migrations, digest: SHA256.hexDigest, now: now).migrate(connection, progress: progress)
    }

    /// Ties a new database to its keys, and refuses keys that are not those of an old one.
    package static func bind(_ vault: Vault, path: String) throws -> Bool {
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        return try connection.transaction {
            // Also proves that the file can be written, before anybody is answered.
            try connection.run(
                "INSERT INTO vault_print (id, print) VALUES (1, ?) ON CONFLICT DO NOTHING",
                [.blob(vault.print)]
            )
            return try connection.first("SELECT print FROM vault_print") { $0.blob(0) } == vault.print
        }
    }

    private static func migration(_ name: String, _ bytes: [UInt8]) -> Migration {
        Migration(name: name, sql: String(decoding: bytes, as: UTF8.self))
    }
}

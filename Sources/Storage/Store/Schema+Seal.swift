import Crypto
package import SQLite

/// What the schema of a file consists of, and whether it is still what the migrations left (结构封记).
extension Schema {
    /// A table, index, view or trigger with the words that made it.
    private struct Piece: Hashable {
        let type: String
        let name: String
        let table: String
        let sql: String

        var title: String { "\(type) \(name)" }
    }

    /// Everything but what SQLite makes for itself: indexes of constraints, the figures of ANALYZE.
    private static let all = """
        SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name
        """

    /// What the tables of a full-text index are called behind its own name; their words are the library's.
    private static let shadows = ["_data", "_idx", "_content", "_docsize", "_config"]

    private static func pieces(of connection: Connection) throws -> [Piece] {
        let found = try connection.query(all) {
            Piece(type: $0.text(0), name: $0.text(1), table: $0.text(2), sql: $0.text(3))
        }
        let ofLibrary = Set(
            found.filter { $0.sql.hasPrefix("CREATE VIRTUAL") }.flatMap { index in shadows.map { index.name + $0 } }
        )
        return found.map {
            ofLibrary.contains($0.name) ? Piece(type: $0.type, name: $0.name, table: $0.table, sql: "") : $0
        }
    }

    /// Keeps what the schema is now, in the transaction of the migration that made it so; before there was a seal, nothing.
    package static func seal(_ connection: Connection) throws {
        guard try hasSeal(connection) else { return }
        try connection.run(
            """
            INSERT INTO schema_seal (id, cookie, digest) VALUES (1, ?1, ?2)
            ON CONFLICT (id) DO UPDATE SET cookie = excluded.cookie, digest = excluded.digest
            """,
            [.integer(try cookie(of: connection)), .text(try digest(of: connection))]
        )
    }

    /// Throws where somebody changed the schema since the last migration, or took its seal away.
    ///
    /// The whole is looked at, in some two milliseconds: SQLite's own count of changes (`cookie`) can be set back by whoever changes
    /// it, and a copy of the file begins another one.
    static func proveSealed(_ connection: Connection) throws {
        guard try hasSeal(connection), try sealed(connection) == digest(of: connection) else { throw Misfit.altered }
    }

    private static func hasSeal(_ connection: Connection) throws -> Bool {
        // From memory, where the schema lies already; in its table each row would be looked at.
        try connection.first("SELECT 1 FROM pragma_table_info('schema_seal') LIMIT 1") { _ in true } ?? false
    }

    private static func sealed(_ connection: Connection) throws -> String? {
        try connection.first("SELECT digest FROM schema_seal") { $0.text(0) }
    }

    private static func cookie(of connection: Connection) throws -> Int64 {
        try connection.first("PRAGMA schema_version") { $0.integer(0) } ?? 0
    }

    private static func digest(of connection: Connection) throws -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512 * 1024)
        try connection.withStatement(all) { row in
            while try row.step() {
                for column: Int32 in 0..<4 {
                    if !bytes.isEmpty { bytes.append(0) }
                    row.withTextBytes(column) { bytes.append(contentsOf: $0) }
                }
            }
        }
        return Hex.encode(SHA256.digest(bytes))
    }

    /// What of the schema is missing, altered or added beside what its migrations make, a sentence each.
    static func differences(of connection: Connection) throws -> [String] {
        let present = try pieces(of: connection)
        let made = try pieces(afterMigrations: try status(of: connection).applied.count)
        let (here, there) = (byTitle(present), byTitle(made))
        let missing = made.filter { here[$0.title] == nil }.map { "\($0.title) is missing" }
        let added = present.filter { there[$0.title] == nil }.map { "\($0.title) is of no migration" }
        let altered = made.filter { piece in here[piece.title].map { $0 != piece } ?? false }
        // Who changed the schema by hand and put it back did not make another seal; who took it away left none.
        let isSealed = try !hasSeal(connection) || sealed(connection) == digest(of: connection)
        return missing + altered.map { "\($0.title) is not as its migration made it" } + added
            + (isSealed ? [] : ["the seal of the schema is missing or is that of another one"])
    }

    private static func byTitle(_ pieces: [Piece]) -> [String: Piece] {
        Dictionary(pieces.map { ($0.title, $0) }) { first, _ in first }
    }

    /// What the first so many migrations make of nothing.
    private static func pieces(afterMigrations count: Int) throws -> [Piece] {
        let empty = try Connection(path: ":memory:", access: .readWriteCreate, settings: .writer)
        _ = try Migrator(Array(migrations.prefix(count)), digest: SHA256.hexDigest, now: { 0 }).migrate(empty)
        return try pieces(of: empty)
    }
}

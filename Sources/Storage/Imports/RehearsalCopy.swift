import Domain
import SQLite

/// A scratch database with the registers of a community as they are at one moment (预演副本), in files that go with it.
final class RehearsalCopy {
    let connection: Connection
    /// Where the steps are written down, which must not be mixed with what they change.
    let steps: Connection
    private let files: [String]

    private static let suffix = ".rehearsal-"

    /// Whether a file in the folder of a database is one of these, left by a process that was killed.
    static func isRest(_ name: String, of database: String) -> Bool { name.hasPrefix(database + suffix) }

    /// The registers that imports read and write, each after those that it refers to.
    static let tables = [
        "subdistrict", "community", "compound", "grid", "building", "building_grid", "party_organization",
        "party_member",
        "unit", "dwelling", "ownership", "household", "resident", "residence",
    ]

    init(
        of path: String,
        _ fileSystem: String?,
        _ number: Int,
        community: String?,
        _ ids: [String: Int64]
    ) throws {
        files = ["\(path)\(Self.suffix)\(number)", "\(path)\(Self.suffix)\(number)-steps"]
        Self.remove(files)
        var settings = ConnectionSettings.writer.on(fileSystem)
        // It holds the indexes of a whole register while it is used.
        settings.cacheKiB = 64 * 1_024
        do {
            connection = try Connection(path: files[0], access: .readWriteCreate, settings: settings)
            steps = try Connection(path: files[1], access: .readWriteCreate, settings: settings)
            for each in [connection, steps] {
                // Nothing of it is wanted after a crash.
                try each.execute(
                    "PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = 1000"
                )
            }
            for migration in Schema.migrations { try connection.execute(migration.sql) }
            try fill(from: try Connection(path: path, access: .readOnly, settings: .reader.on(fileSystem)), community)
            try setAside(ids)
        } catch {
            Self.remove(files)
            throw error
        }
    }

    deinit { Self.remove(files) }

    private func fill(from source: Connection, _ community: String?) throws {
        try connection.execute("PRAGMA foreign_keys = OFF")
        try source.run("BEGIN")
        let name: Value = community.map { .text($0) } ?? .null
        let found = try source.query(
            "SELECT id FROM community WHERE ?1 IS NULL OR CAST(id AS TEXT) = ?1 OR code = ?1 OR name = ?1",
            [name]
        ) { $0.integer(0) }
        try connection.transaction {
            for table in Self.tables { try copy(table, from: source, of: found.count == 1 ? found[0] : nil) }
        }
        source.endReading()
        try connection.execute("PRAGMA foreign_keys = ON")
    }

    private func copy(_ table: String, from source: Connection, of community: Int64?) throws {
        // Without the columns that the schema computes.
        let columns = try source.query("SELECT name FROM pragma_table_info(?)", [.text(table)]) { $0.text(0) }
        let names = columns.joined(separator: ", ")
        let isOfCommunity = community != nil && columns.contains("community_id")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
        let select = "SELECT \(names) FROM \(table)\(isOfCommunity ? " WHERE community_id = ?" : "") ORDER BY id"
        try source.withStatement(select) { row in
            if isOfCommunity, let community { try row.bind(1, community) }
            while try row.step() {
                try connection.run(insert, (0..<Int32(columns.count)).map { row.value($0) })
            }
        }
    }

    /// New rows get the ids that were set aside for them.
    private func setAside(_ ids: [String: Int64]) throws {
        for (table, last) in ids {
            try connection.run("DELETE FROM sqlite_sequence WHERE name = ?", [.text(table)])
            try connection.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table), .integer(last)])
        }
    }

    private static func remove(_ files: [String]) {
        for file in files { DatabaseFile.remove(file) }
    }
}

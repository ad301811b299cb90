import App
import SQLite

/// The database that is measured (测试数据库): the product's own schema, rows by SQL.
///
/// The rows are written directly, past the services: a million submissions would measure the patience of the reader,
/// and what is measured here is what the server does with rows that are there. Only a folder that holds nothing, or a
/// database that this bench made, is written to.
struct ScratchDatabase {
    private let configuration: Configuration

    init(folder: String) {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        self.configuration = configuration
    }

    /// Makes the database where there is none yet.
    ///
    /// - Returns: A token of a fresh session.
    func fill(cases: Int) async throws -> String {
        let output = CommandOutput(say: { _ in }, progress: { _ in })
        let isNew = !FileContents.exists(configuration.databasePath)
        // Writes the schema as `linli migrate` does, and the key file beside it.
        if isNew { try await MigrateCommand.run(configuration, isDry: false, output: output) }
        let lock = try FileLock(path: configuration.lockPath)
        defer { withExtendedLifetime(lock) {} }
        let connection = try Connection(path: configuration.databasePath, access: .readWrite, settings: Self.settings)
        if isNew {
            try fill(connection, cases: cases)
        } else {
            try Self.check(connection, cases: cases, path: configuration.databasePath)
        }
        return try BenchAccount.openSession(connection)
    }

    private func fill(_ connection: Connection, cases: Int) throws {
        // A crash here costs a scratch database; the sync at the end makes it whole for the server.
        try connection.execute("PRAGMA synchronous = OFF")
        try connection.transaction {
            try TerritoryFiller.fill(connection)
            try BenchAccount.insert(connection)
            try SearchCommand.settle(connection)
        }
        try CaseFiller(connection: connection).fill(cases)
        Terminal.progress("statistics for the planner")
        try connection.execute("ANALYZE")
        try connection.execute("PRAGMA synchronous = FULL")
        _ = try connection.checkpoint(.truncate)
    }

    /// A database that somebody else made is not touched, and one of another size would give other figures.
    private static func check(_ connection: Connection, cases: Int, path: String) throws {
        let accounts = try connection.query("SELECT id FROM account WHERE login = ?", [.text(BenchAccount.login)]) {
            $0.integer(0)
        }
        guard accounts == [BenchAccount.id] else {
            throw BenchFailure("\(path) was not made by linli-bench; choose another folder")
        }
        let filled = try connection.first("SELECT count(*) FROM case_file WHERE number LIKE 'BN-%'") { $0.integer(0) }
        guard filled == Int64(cases) else {
            throw BenchFailure("\(path) holds \(filled ?? 0) cases of the bench, not \(cases); choose another folder")
        }
    }

    /// As the writer, but with room for the indexes that random rows touch, and a log copied in large pieces.
    private static let settings: ConnectionSettings = {
        var settings = ConnectionSettings.writer
        settings.cacheKiB = 1_024 * 1_024
        settings.walAutocheckpoint = 50_000
        return settings
    }()
}

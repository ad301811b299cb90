import App
import SQLite

/// The database that is measured (测试数据库): the product's own schema, rows by SQL.
///
/// The rows are written directly, past the services: a million submissions would measure the patience of the reader,
/// and what is measured here is what the server does with rows that are there. Only a folder that holds nothing, or a
/// database that this bench made, is written to.
struct ScratchDatabase {
    private let configuration: Configuration
    private let territory: ScratchTerritory
    /// Without it the cases are left for the server to put into the index, as after an upgrade.
    private let fillsSearch: Bool

    init(folder: String, territory: ScratchTerritory = .oneCommunity, fillsSearch: Bool = true) {
        var configuration = Configuration()
        configuration.dataDirectory = folder
        self.configuration = configuration
        self.territory = territory
        self.fillsSearch = fillsSearch
    }

    /// What a filling gives (造数结果).
    struct Filled {
        /// Tokens of fresh sessions, the one of the bench first.
        let tokens: [(label: String, token: String)]
        /// Nothing where nothing had to be made.
        let times: StageTimes?
    }

    /// Makes the database where there is none yet.
    ///
    /// - Returns: A token of a fresh session.
    func fill(cases: Int) async throws -> String { try await make(cases: cases).tokens[0].token }

    func make(cases: Int) async throws -> Filled {
        let output = CommandOutput(say: { _ in }, progress: { _ in })
        let isNew = !FileContents.exists(configuration.databasePath)
        // Writes the schema as `linli migrate` does, and the key file beside it.
        if isNew { try await MigrateCommand.run(configuration, isDry: false, output: output) }
        let lock = try FileLock(path: configuration.lockPath)
        defer { withExtendedLifetime(lock) {} }
        let connection = try Connection(path: configuration.databasePath, access: .readWrite, settings: Self.settings)
        var times: StageTimes?
        if isNew {
            times = try fill(connection, cases: cases)
        } else {
            try check(connection, cases: cases)
            times = try completeSearch(connection, cases: cases)
        }
        let tokens = try BenchAccount.all(of: territory).map { ($0.label, try $0.openSession(connection)) }
        return Filled(tokens: tokens, times: times)
    }

    private func fill(_ connection: Connection, cases: Int) throws -> StageTimes {
        var times = StageTimes()
        try connection.execute(Self.careless)
        let aside = try LaidAside(["case_file", "case_event"], connection)
        try times.take("territory") {
            try connection.transaction {
                try TerritoryFiller(connection: connection, territory: territory).fill()
                try SearchCommand.settle(connection)
            }
        }
        try times.take("cases") { try CaseFiller(connection: connection, territory: territory).fill(cases) }
        try times.take("indexes") { try aside.putBackIndexes(connection) }
        try BulkCases.leaveSearchUnfilled(connection)
        try times.take("search") { try fillSearch(connection, cases: cases) }
        try times.take("daily figures") { try connection.transaction { try BulkCases.countDays(connection) } }
        try aside.putBackTriggers(connection)
        try times.take("statistics") { try Self.analyze(connection) }
        // Last of all: by it a database is known that was made to its end.
        try connection.transaction { try BenchAccount.insert(connection, territory) }
        try connection.execute(Self.careful)
        _ = try connection.checkpoint(.truncate)
        return times
    }

    private func fillSearch(_ connection: Connection, cases: Int) throws {
        guard fillsSearch else { return }
        try BulkCases.fillSearch(connection) { Terminal.progress("search index: \($0) of \(cases) cases") }
    }

    /// Fills the index of a database that was made without.
    private func completeSearch(_ connection: Connection, cases: Int) throws -> StageTimes? {
        let lacks = try connection.first("SELECT unfilled FROM search_index WHERE name = 'case'") { $0.integer(0) } ?? 0
        guard fillsSearch, lacks > 0 else { return nil }
        var times = StageTimes()
        try connection.execute(Self.careless)
        try times.take("search") { try fillSearch(connection, cases: cases) }
        try connection.execute(Self.careful)
        return times
    }

    /// For the planner; the tables inside the search index are found without it, and are as large as the cases.
    private static func analyze(_ connection: Connection) throws {
        let tables = try connection.query(
            """
            SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            """
        ) { $0.text(0) }
        for table in tables { try connection.execute("ANALYZE \(table)") }
    }

    /// A database that somebody else made is not touched, and one of another size would give other figures.
    private func check(_ connection: Connection, cases: Int) throws {
        let path = configuration.databasePath
        let accounts = try connection.query("SELECT id FROM account WHERE login = ?", [.text(BenchAccount.login)]) {
            $0.integer(0)
        }
        guard accounts == [BenchAccount.id] else {
            throw BenchFailure("\(path) was not made by linli-bench, or not to its end; choose another folder")
        }
        let communities = try connection.first("SELECT count(*) FROM community") { $0.integer(0) }
        guard communities == Int64(territory.communities) else {
            throw BenchFailure(
                "\(path) holds \(communities ?? 0) communities, not \(territory.communities); name its number or choose another folder"
            )
        }
        let filled = try connection.first("SELECT count(*) FROM case_file WHERE number LIKE 'BN-%'") { $0.integer(0) }
        guard filled == Int64(cases) else {
            throw BenchFailure("\(path) holds \(filled ?? 0) cases of the bench, not \(cases); choose another folder")
        }
    }

    /// A crash while filling costs a scratch database: nothing is synced, no log and no old content is kept, and what
    /// the filler writes is not examined row by row (a test examines a small one as a whole).
    private static let careless = """
        PRAGMA journal_mode = MEMORY;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA synchronous = OFF;
        PRAGMA secure_delete = OFF;
        PRAGMA foreign_keys = OFF;
        PRAGMA ignore_check_constraints = ON;
        PRAGMA mmap_size = 68719476736;
        """

    private static let careful = """
        PRAGMA ignore_check_constraints = OFF;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA synchronous = FULL;
        PRAGMA locking_mode = NORMAL;
        PRAGMA journal_mode = WAL;
        """

    /// As the writer, but with room for the pages that sorting and filling come back to.
    private static let settings: ConnectionSettings = {
        var settings = ConnectionSettings.writer
        settings.cacheKiB = 1_024 * 1_024
        return settings
    }()
}

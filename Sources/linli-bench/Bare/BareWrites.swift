import App
import Glibc
import SQLite

/// The statements of a create run bare (裸写对照): no HTTP, no rights, no checks, no answer, 64 to a commit.
///
/// What the server adds to them is the ratio that the budget limits; it depends little on the machine. Durable like the
/// server's: the same connection settings, so `synchronous = FULL`, and references are checked.
struct BareWrites {
    /// Rows of one commit, as with 64 connections.
    static let group = 64

    let connection: Connection
    private let lock: FileLock
    private let texts: [String]
    private let territory: ScratchTerritory

    init(folder: String, territory: ScratchTerritory) throws {
        self.territory = territory
        var configuration = Configuration()
        configuration.dataDirectory = folder
        lock = try FileLock(path: configuration.lockPath)
        var settings = ConnectionSettings.writer
        // The step at which the server's writer copies its log between groups.
        settings.walAutocheckpoint = 1_000
        connection = try Connection(path: configuration.databasePath, access: .readWrite, settings: settings)
        var generator = SeededGenerator(seed: 64)
        texts = ChineseText.pool(64, length: 200...200, &generator)
    }

    /// Groups for so many seconds, on the core of the load, where nothing else runs then.
    func run(_ workload: Workload, seconds: Int) throws -> BareResult {
        var generator = SeededGenerator(seed: 65)
        var names = Names()
        var result = BareResult()
        var waiting =
            workload == .move ? try Array(Self.waiting(connection, most: 200_000).reversed()) : []
        let begin = LoadGenerator.now()
        let processor = try ProcessGauge(getpid())
        let spent = try processor.processorNanoseconds()
        while LoadGenerator.now() - begin < UInt64(seconds) * 1_000_000_000, workload != .move || !waiting.isEmpty {
            try connection.transaction {
                for _ in 0..<Self.group {
                    switch workload {
                    case .create: try insertPlace(names.next(), &generator)
                    case .move:
                        if let id = waiting.popLast() { try acceptCase(id, &generator) }
                    default: try insertCase(&generator)
                    }
                }
                // As the server does it: once for the whole group.
                try SearchCommand.settle(connection)
            }
            result.rows += Self.group
        }
        result.nanoseconds = LoadGenerator.now() - begin
        result.processorNanoseconds = try processor.processorNanoseconds() - spent
        return result
    }

    private func insertPlace(_ name: String, _ generator: inout SeededGenerator) throws {
        let community = generator.integer(1...territory.communities)
        let grid = territory.id(generator.integer(1...territory.grids), of: territory.grids, in: community)
        let sql = """
            INSERT INTO place (community_id, grid_id, kind, name, created_at, updated_at) VALUES (?, ?, 'gate', ?, ?, ?)
            """
        try connection.withStatement(sql) { row in
            try row.bind(1, community)
            try row.bind(2, grid)
            try row.bind(3, name)
            try row.bind(4, Self.now)
            try row.bind(5, Self.now)
            _ = try row.step()
        }
        try insertEntry(table: "place", path: "places", id: connection.lastInsertedID, community: community, &generator)
    }

    /// The number, the case and the first row of its timeline, in the words of `SQLCaseRepository`.
    private func insertCase(_ generator: inout SeededGenerator) throws {
        let community = generator.integer(1...territory.communities)
        let number = try connection.withStatement(
            """
            INSERT INTO case_number (community_id, year, last) VALUES (?, 1999, 1)
            ON CONFLICT (community_id, year) DO UPDATE SET last = last + 1 RETURNING last
            """
        ) { row in
            try row.bind(1, community)
            return try row.step() ? row.integer(0) : 0
        }
        let building = generator.integer(1...territory.buildings)
        let category = generator.integer(1...territory.categories)
        let reporter = generator.integer(1...territory.residents)
        let text = generator.pick(texts)
        try connection.withStatement(
            """
            INSERT INTO case_file (
                community_id, number, kind, source, category_id, title, description, status, priority, grid_id,
                compound_id, building_id, reporter_id, private, answerable_id, entered_by, created_at, due_at, updated_at)
            VALUES (?, ?, 'complaint', 'resident', ?, '夜间噪音扰民', ?, 'received', 'normal', ?, ?, ?, ?, 0, 1, 1, ?, ?, ?)
            """
        ) { row in
            try row.bind(1, community)
            try row.bind(2, "CS-1999-\(1_000_000 + number)")
            try row.bind(3, territory.id(category, of: territory.categories, in: community))
            try row.bind(4, text)
            try row.bind(5, territory.id(territory.grid(ofBuilding: building), of: territory.grids, in: community))
            try row.bind(
                6,
                territory.id(territory.compound(ofBuilding: building), of: territory.compounds, in: community)
            )
            try row.bind(7, territory.id(building, of: territory.buildings, in: community))
            try row.bind(8, territory.id(reporter, of: territory.residents, in: community))
            try row.bind(9, Self.now)
            try row.bind(10, Self.now + 3_600_000)
            try row.bind(11, Self.now)
            _ = try row.step()
        }
        let id = connection.lastInsertedID
        try connection.withStatement(
            """
            INSERT INTO case_event (case_id, at, actor_id, move, from_status, to_status, visibility, remark_digest)
            VALUES (?, ?, 1, 'create', NULL, 'received', 'public', NULL)
            """
        ) { row in
            try row.bind(1, id)
            try row.bind(2, Self.now)
            _ = try row.step()
        }
        let grid = territory.id(territory.grid(ofBuilding: building), of: territory.grids, in: community)
        try insertStanding(
            of: Int64(id),
            community: Int64(community),
            grid: Int64(grid),
            category: Int64(territory.id(category, of: territory.categories, in: community))
        )
        try insertEntry(table: "case_file", path: "cases", id: id, community: community, &generator)
    }

    /// The row as it now lies there and its entry in the audit chain, in the words of `SQLTransaction` and `AuditLog`; their
    /// digests are the server's work, and here random.
    func insertEntry(
        table: String,
        path: String,
        id: Int64,
        community: Int,
        _ generator: inout SeededGenerator
    ) throws {
        for columns in ["community_id", "*"] {
            try connection.withStatement("SELECT \(columns) FROM \(table) WHERE id = ?") { row in
                try row.bind(1, id)
                _ = try row.step()
                for column in 0..<row.columnCount { row.withTextBytes(column) { _ in } }
            }
        }
        let bound = try bind(table)
        let last = try connection.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1") { $0.integer(0) } ?? 0
        try connection.withStatement(
            """
            INSERT INTO audit (id, at, account_id, address, request_id, action, object, community_id, row_count, before_digest,
                after_digest, note_digest, hash, timeline_digest, case_event_until, issue_event_until)
            VALUES (?, ?, 1, '127.0.0.1', '01JDKQ0000000000000000BARE', 'POST /api/v1/bare', ?, ?, 1, NULL, ?, NULL, ?, ?, ?, ?)
            """
        ) { row in
            try row.bind(1, last + 1)
            try row.bind(2, Self.now)
            try row.bind(3, "\(path)/\(id)")
            try row.bind(4, community)
            try row.bind(5, Self.digest(&generator))
            try row.bind(6, Self.digest(&generator))
            try row.bind(7, bound == nil ? nil : Self.digest(&generator))
            try row.bind(8, bound?.cases)
            try row.bind(9, bound?.issues)
            _ = try row.step()
        }
    }

    /// What the entry binds of the timelines, read as the server reads it; nothing where no row came.
    private func bind(_ table: String) throws -> (cases: Int64, issues: Int64)? {
        let newest = """
            FROM audit INDEXED BY audit_timeline WHERE timeline_digest IS NOT NULL AND case_event_until >= 0
            ORDER BY case_event_until DESC, issue_event_until DESC LIMIT 1
            """
        let marks = """
            SELECT (SELECT max(id) FROM case_event), (SELECT max(id) FROM issue_event),
                (SELECT case_event_until \(newest)), (SELECT issue_event_until \(newest))
            """
        let found = try connection.first(marks) { ($0.integer(0), $0.integer(1), last: $0.integer(2)) }
        guard let found, table == "case_file" else { return nil }
        try connection.withStatement("SELECT * FROM case_event WHERE id > ? AND id <= ? ORDER BY id") { row in
            try row.bind(1, found.last)
            try row.bind(2, found.0)
            while try row.step() { for column in 0..<row.columnCount { row.withTextBytes(column) { _ in } } }
        }
        return (found.0, found.1)
    }

    private static func digest(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    static var now: Int64 { Int64(time(nil)) * 1000 }

    /// Names that no row has yet.
    private struct Names {
        private let run = String(UInt32.random(in: .min ... .max), radix: 36)
        private var count = 0

        mutating func next() -> String {
            count += 1
            return "\(run)-bare-\(count)"
        }
    }
}

/// What the bare statements did (裸写结果).
struct BareResult {
    var rows = 0
    var nanoseconds: UInt64 = 0
    var processorNanoseconds: UInt64 = 0

    var perSecond: Double { nanoseconds == 0 ? 0 : Double(rows) / Double(nanoseconds) * 1e9 }
    var processorMicroseconds: Double { rows == 0 ? 0 : Double(processorNanoseconds) / Double(rows) / 1000 }
}

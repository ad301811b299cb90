import Crypto
import Domain
import Glibc
import SQLite
import Storage
import TestSupport
import Testing

@Suite("The schema")
struct SchemaTests {
    private func database() throws -> (Connection, TemporaryFolder) {
        let folder = try TemporaryFolder()
        try EmptyDatabase.make(at: "\(folder.path)/test.db")
        return (try Connection(path: "\(folder.path)/test.db", access: .readWrite, settings: .writer), folder)
    }

    @Test("The program carries exactly the migrations of the folder, in their order")
    func migrations() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Migrations"
        let directory = try #require(opendir(folder))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".sql") { names.append(String(name.dropLast(4))) }
        }
        #expect(Schema.migrations.map(\.name) == names.sorted())
    }

    @Test("Every migration says what it is and why in its first lines")
    func headers() {
        let silent = Schema.migrations.filter { !$0.sql.hasPrefix("-- What: ") || !$0.sql.contains("\n-- Why: ") }
        #expect(silent.map(\.name).isEmpty)
    }

    @Test("Every table is strict")
    func strict() throws {
        let (connection, folder) = try database()
        let loose = try connection.query(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
        ) { $0.text(0) }
        #expect(loose.isEmpty)
        withExtendedLifetime(folder) {}
    }

    @Test("No reference waits for the commit, and no conflict takes the neighbors down")
    func noSurprises() {
        let all = Schema.migrations.map { $0.sql.uppercased() }.joined()
        #expect(!all.contains("DEFERRABLE"))
        #expect(!all.contains("ON CONFLICT ROLLBACK"))
    }

    @Test("Everything that a resource reads is there", arguments: ResourceName.allCases)
    func reads(resource: ResourceName) throws {
        let (connection, folder) = try database()
        let reader = SQLReader(connection: connection, vault: try Self.vault())
        let page = try reader.page(resource, ListQuery(), view: View(scope: .everything))
        #expect(String(decoding: page.bytes, as: UTF8.self) == #"{"items":[],"next_cursor":null}"#)
        withExtendedLifetime(folder) {}
    }

    @Test("What a field may hold, its column may hold: limits and values agree")
    func limits() throws {
        let (connection, folder) = try database()
        let tables = try connection.query("SELECT sql FROM sqlite_schema WHERE type = 'table'") {
            $0.optionalText(0) ?? ""
        }
        .joined()
        let values = Resource.all.filter {
            $0.name != .caseTimeline && $0.name != .issueTimeline && $0.name != .accounts
        }
        .flatMap(\.fields)
        .compactMap { field -> [String]? in
            guard case .enumeration(let enumeration) = field.type, field.writing != .computed else { return nil }
            return enumeration.values.map { "'\($0.code)'" }
        }
        let missing = values.flatMap { $0 }.filter { !tables.contains($0) }
        #expect(missing.isEmpty)
        withExtendedLifetime(folder) {}
    }

    @Test("A building can not be in two grids on one day, whoever writes it")
    func oneGrid() throws {
        let (connection, folder) = try database()
        try connection.execute(Self.twoGrids)
        let overlap = """
            INSERT INTO building_grid (community_id, building_id, grid_id, from_date, created_at, updated_at)
            VALUES (1, 1, 2, '2021-06-01', 0, 0)
            """
        #expect(throws: SQLiteError.self) { try connection.run(overlap) }
        withExtendedLifetime(folder) {}
    }

    private static let twoGrids = """
        INSERT INTO subdistrict (code, name, created_at, updated_at) VALUES ('1', '街道', 0, 0);
        INSERT INTO community (subdistrict_id, code, name, number_prefix, created_at, updated_at) VALUES (1, '1', '社区', 'A', 0, 0);
        INSERT INTO compound (community_id, name, created_at, updated_at) VALUES (1, '小区', 0, 0);
        INSERT INTO grid (community_id, code, name, created_at, updated_at) VALUES (1, '1', '一', 0, 0), (1, '2', '二', 0, 0);
        INSERT INTO building (community_id, compound_id, code, name, created_at, updated_at) VALUES (1, 1, '1', '1幢', 0, 0);
        INSERT INTO building_grid (community_id, building_id, grid_id, from_date, created_at, updated_at)
        VALUES (1, 1, 1, '2020-01-01', 0, 0);
        """

    static func vault() throws -> Vault {
        Vault(
            ring: KeyRing([try KeyRing.Entry(id: 1, bytes: [UInt8](repeating: 7, count: 32))]),
            lookup: [UInt8](repeating: 8, count: 32),
            cursors: [UInt8](repeating: 9, count: 32)
        )
    }
}

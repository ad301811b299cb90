import SQLite
import Testing

@Suite("Statement cache")
struct StatementCacheTests {
    let store: TemporaryDatabase
    let connection: Connection

    init() throws {
        store = try TemporaryDatabase()
        var settings = ConnectionSettings.writer
        settings.statementCacheSize = 4
        connection = try Connection(path: store.path, access: .readWriteCreate, settings: settings)
        try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)")
        for name in ["a", "b", "c"] {
            try connection.run("INSERT INTO item (name) VALUES (?)", [.text(name)])
        }
    }

    @Test("The cache keeps to its size and drops what was not used for longest")
    func boundedSize() throws {
        for number in 0..<20 {
            try connection.run("SELECT \(number)")
            try connection.run("SELECT 'kept'")
        }
        #expect(connection.cachedStatements == 4)
        #expect(try connection.first("SELECT 'kept'") { $0.text(0) } == "kept")
    }

    @Test("The same statement nested in itself gets a second one")
    func nesting() throws {
        let sql = "SELECT name FROM item ORDER BY id"
        let pairs = try connection.query(sql) { outer in
            let first = outer.text(0)
            let inner = try connection.query(sql) { $0.text(0) }
            return first + inner.joined()
        }
        #expect(pairs == ["aabc", "babc", "cabc"])
    }

    @Test("Nothing of one use is seen by the next, also after an error")
    func cleanAfterUse() throws {
        let sql = "SELECT ?"
        #expect(throws: Refusal.self) {
            try connection.withStatement(sql) { statement in
                try statement.bind(1, "left over")
                _ = try statement.step()
                throw Refusal()
            }
        }
        let value = try connection.withStatement(sql) { statement in
            _ = try statement.step()
            return statement.optionalText(0)
        }
        #expect(value == nil)
    }

    @Test("A statement that is in use while many others come stays whole")
    func inUseIsKept() throws {
        let names = try connection.query("SELECT name FROM item ORDER BY id") { row in
            for number in 0..<10 { try connection.run("SELECT \(number) + 1") }
            return row.text(0)
        }
        #expect(names == ["a", "b", "c"])
    }

    @Test("A kept statement follows a change of the schema")
    func schemaChange() throws {
        let sql = "SELECT * FROM item WHERE id = 1"
        #expect(try connection.first(sql) { $0.columnCount } == 2)
        try connection.execute("ALTER TABLE item ADD COLUMN extra TEXT")
        #expect(try connection.first(sql) { row in row.columnCount } == 3)
    }

    @Test("Statements are counted")
    func counting() throws {
        let before = connection.statementsRun
        _ = try connection.query("SELECT 1") { $0.integer(0) }
        _ = try connection.first("SELECT 2") { $0.integer(0) }
        #expect(connection.statementsRun - before == 2)
    }
}

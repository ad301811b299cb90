import SQLite
import Testing

@Suite("Migrations")
struct MigratorTests {
    let store: TemporaryDatabase
    let connection: Connection
    let first = Migration(name: "0001_territory", sql: "CREATE TABLE area (id INTEGER PRIMARY KEY) STRICT;")
    let second = Migration(name: "0002_people", sql: "CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT;")
    let third = Migration(name: "0003_cases", sql: "CREATE TABLE case_file (id INTEGER PRIMARY KEY) STRICT;")

    init() throws {
        store = try TemporaryDatabase()
        connection = try store.connection()
    }

    private func migrator(_ migrations: Migration...) -> Migrator {
        Migrator(migrations, digest: { "digest of \($0)" }, now: { 1_767_571_200_000 })
    }

    private func problem(_ body: () throws -> Void) -> MigrationError? {
        #expect(throws: MigrationError.self) { try body() }
    }

    @Test("A new database gets all migrations in order, told one by one")
    func applyAll() throws {
        var told: [String] = []
        let applied = try migrator(first, second).migrate(connection) { told.append($0) }
        #expect(applied == ["0001_territory", "0002_people"])
        #expect(told == applied)
        let status = try migrator(first, second).status(of: connection)
        #expect(status.isCurrent)
        #expect(status.applied.map(\.appliedAt) == [1_767_571_200_000, 1_767_571_200_000])
        #expect(status.applied.first?.sha256 == "digest of \(first.sql)")
    }

    @Test("Migrating again does nothing, and a later program applies only what is new")
    func applyAgain() throws {
        _ = try migrator(first, second).migrate(connection)
        #expect(try migrator(first, second).migrate(connection).isEmpty)
        #expect(try migrator(first, second, third).migrate(connection) == ["0003_cases"])
    }

    @Test("The status of a new file can be read by a connection that only reads")
    func statusOfNewFile() throws {
        try connection.execute("CREATE TABLE other (id INTEGER)")
        let status = try migrator(first).status(of: store.reader())
        #expect(status.pending == ["0001_territory"])
        #expect(status.applied.isEmpty)
    }

    @Test("A migration that was edited after it was applied is refused and named")
    func changed() throws {
        _ = try migrator(first, second).migrate(connection)
        let edited = Migration(name: second.name, sql: second.sql + " -- edited")
        let error = problem { _ = try migrator(first, edited).migrate(connection) }
        guard case .changed("0002_people") = error else { throw Refusal(reason: "\(String(describing: error))") }
        #expect(error?.description.contains("0002_people was edited") == true)
        #expect(error?.chinese.contains("0002_people 在应用到本数据库之后被改动") == true)
    }

    @Test("A database from a newer program is refused and the unknown migration named")
    func newer() throws {
        _ = try migrator(first, second).migrate(connection)
        let error = problem { _ = try migrator(first).status(of: connection) }
        guard case .newer("0002_people") = error else { throw Refusal(reason: "\(String(describing: error))") }
        #expect(error?.description.contains("does not know") == true)
        #expect(error?.chinese.contains("不认识") == true)
    }

    @Test("A migration that slipped in before an applied one is refused")
    func gap() throws {
        _ = try migrator(first, third).migrate(connection)
        let error = problem { _ = try migrator(first, second, third).migrate(connection) }
        guard case .gap("0002_people", "0003_cases") = error else {
            throw Refusal(reason: "\(String(describing: error))")
        }
        #expect(error?.description.contains("never applied") == true)
        #expect(error?.chinese.contains("从未应用") == true)
    }

    @Test("A program with its migrations out of order is refused")
    func misordered() {
        let error = problem { _ = try migrator(second, first).status(of: connection) }
        #expect(error?.description.contains("0001_territory is listed twice or out of order") == true)
        #expect(error?.chinese.contains("次序有误") == true)
    }

    @Test("A failing migration leaves nothing of itself and keeps those before it")
    func failing() throws {
        let broken = Migration(
            name: "0002_broken",
            sql: "CREATE TABLE half (id INTEGER); CREATE TABLE area (id INTEGER);"
        )
        let error = problem { _ = try migrator(first, broken).migrate(connection) }
        #expect(error?.description.contains("0002_broken failed and was undone") == true)
        #expect(error?.chinese.contains("已撤销") == true)
        #expect(try connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'half'") { _ in true } == nil)
        #expect(try migrator(first, second).status(of: connection).pending == ["0002_people"])
    }

    @Test("A migration that commits by itself is refused as a whole")
    func ownCommit() throws {
        let greedy = Migration(name: "0001_greedy", sql: "CREATE TABLE kept (id INTEGER); COMMIT; SELECT 1;")
        let error = problem { _ = try migrator(greedy).migrate(connection) }
        #expect(error?.description.contains("0001_greedy failed") == true)
        #expect(try connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'kept'") { _ in true } == nil)
    }
}

import Foundation
import SQLite
import Testing

@Suite("Connection")
struct ConnectionTests {
    let store: TemporaryDatabase
    let connection: Connection

    init() throws {
        store = try TemporaryDatabase()
        connection = try store.connection(
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0)) STRICT;
            CREATE TABLE pet (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person) STRICT;
            CREATE TRIGGER pet_stays BEFORE UPDATE ON pet BEGIN SELECT RAISE(ABORT, 'pets stay'); END;
            """
        )
    }

    private func pragma(_ name: String, of connection: Connection) throws -> String? {
        try connection.first("PRAGMA \(name)") { $0.text(0) }
    }

    @Test("The writing connection is durable, strict and erases what is deleted")
    func writerPragmas() throws {
        #expect(try pragma("journal_mode", of: connection) == "wal")
        #expect(try pragma("synchronous", of: connection) == "2")
        #expect(try pragma("foreign_keys", of: connection) == "1")
        #expect(try pragma("secure_delete", of: connection) == "1")
        #expect(try pragma("temp_store", of: connection) == "2")
        #expect(try pragma("trusted_schema", of: connection) == "0")
        #expect(try pragma("cell_size_check", of: connection) == "1")
        #expect(try pragma("wal_autocheckpoint", of: connection) == "0")
    }

    @Test("A reading connection cannot write")
    func readerIsReadOnly() throws {
        let reader = try store.reader()
        #expect(try pragma("query_only", of: reader) == "1")
        let error = #expect(throws: SQLiteError.self) {
            try reader.run("INSERT INTO person (name) VALUES ('a')")
        }
        #expect(error?.isReadOnly == true)
    }

    @Test("Values of all types come back as they were bound")
    func valuesRoundTrip() throws {
        let values: [Value] = [
            .null, .integer(.min), .real(1.5), .text("社区\0😀"), .text(""), .blob([0, 255]), .blob([]),
        ]
        let back = try connection.first("SELECT ?, ?, ?, ?, ?, ?, ?", values) { row in
            var back: [Value] = []
            for index in 0..<row.columnCount { back.append(row.value(index)) }
            return back
        }
        #expect(back == values)
    }

    @Test("Typed columns read NULL as nil and bytes without a copy")
    func typedColumns() throws {
        try connection.withStatement("SELECT ?1, ?2, ?3, NULL, ?1 AS again") { row in
            try row.bind(1, 7)
            try row.bind(2, "文")
            try row.bind(3, [1, 2])
            let hasRow = try row.step()
            let number = row.integer(0)
            let text = row.optionalText(1)
            let textLength = row.withTextBytes(1) { $0.count }
            let bytes = row.withTextBytes(2) { Array($0) }
            let isNull = row.isNull(3) && row.withTextBytes(3) { $0.isEmpty }
            let absent = (row.optionalInteger(3), row.optionalReal(3), row.optionalBlob(3))
            let name = row.columnName(4)
            let hasMore = try row.step()
            #expect(hasRow && !hasMore)
            #expect(number == 7)
            #expect(text == "文")
            #expect(textLength == 3)
            #expect(bytes == [1, 2])
            #expect(isNull && absent.0 == nil && absent.1 == nil && absent.2 == nil)
            #expect(name == "again")
        }
    }

    @Test("A forgotten argument is an error, not NULL")
    func argumentCount() {
        #expect(throws: SQLiteError.self) { try connection.run("SELECT ?, ?", [1]) }
        #expect(throws: SQLiteError.self) { try connection.run("SELECT 1", [1]) }
    }

    @Test("A second statement in a text is refused, a comment is not")
    func oneStatement() throws {
        #expect(throws: SQLiteError.self) { try connection.run("SELECT 1; SELECT 2") }
        #expect(throws: SQLiteError.self) { try connection.run("  -- nothing") }
        try connection.run("SELECT 1; -- one")
    }

    @Test("A misspelled column in double quotes is an error, not a text")
    func doubleQuotes() {
        #expect(throws: SQLiteError.self) { try connection.run(#"SELECT "nmae" FROM person"#) }
    }

    @Test("Each broken constraint is told apart by its code")
    func constraintKinds() throws {
        try connection.run("INSERT INTO person (id, name) VALUES (1, 'a')")
        try connection.run("INSERT INTO pet (id, person_id) VALUES (1, 1)")
        #expect(failure("INSERT INTO person (name) VALUES ('a')")?.isUnique == true)
        #expect(failure("INSERT INTO person (id, name) VALUES (1, 'b')")?.isUnique == true)
        #expect(failure("INSERT INTO pet (person_id) VALUES (9)")?.isForeignKey == true)
        #expect(failure("INSERT INTO person (name, age) VALUES ('c', -1)")?.isCheck == true)
        #expect(failure("INSERT INTO person (name) VALUES (NULL)")?.isNotNull == true)
        #expect(failure("UPDATE pet SET id = 2")?.isTrigger == true)
        #expect(failure("INSERT INTO person (name, age) VALUES ('d', 'old')")?.isDataType == true)
        #expect(failure("INSERT INTO person (name) VALUES ('a')")?.isConstraint == true)
    }

    @Test("No argument appears in an error, even where SQLite would quote it")
    func argumentsStayPrivate() throws {
        try connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        let error = #expect(throws: SQLiteError.self) {
            try connection.run("SELECT * FROM words WHERE words MATCH ?", ["secret AND AND"])
        }
        #expect(error.map { !"\($0)".contains("secret") && !"\($0)".contains("AND AND") } == true)
    }

    @Test("The last row and the number of changed rows are known")
    func counters() throws {
        try connection.run("INSERT INTO person (name) VALUES ('a'), ('b')")
        #expect(connection.changes == 2)
        #expect(connection.lastInsertedID == 2)
    }

    @Test("A statement beyond its step budget is stopped, the next one runs")
    func stepBudget() throws {
        connection.setStepBudget(10_000)
        #expect(failure(Self.endless)?.isInterrupt == true)
        let small = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT max(i) FROM n"
        for _ in 0..<100 { try connection.run(small) }
        connection.setStepBudget(nil)
        #expect(try connection.first(small) { $0.integer(0) } == 100)
    }

    @Test("A statement stops when another thread interrupts it")
    func interrupt() async throws {
        let handle = connection.interruptHandle()
        let error = #expect(throws: SQLiteError.self) {
            try connection.withStatement("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n")
            {
                _ = try $0.step()
                handle.interrupt()
                while try $0.step() {}
            }
        }
        #expect(error?.isInterrupt == true)
    }

    @Test("An interrupt after the connection is closed does nothing")
    func lateInterrupt() throws {
        var other: Connection? = try store.reader()
        let handle = try #require(other).interruptHandle()
        other = nil
        handle.interrupt()
    }

    @Test("A whole database has no problems, a missing row is told")
    func integrity() throws {
        #expect(try connection.integrityProblems().isEmpty)
        try connection.execute("PRAGMA foreign_keys = OFF; INSERT INTO pet (id, person_id) VALUES (5, 9)")
        #expect(try connection.integrityProblems() == ["table pet, row 5: refers to a missing row of person"])
    }

    @Test("A file that is no database is told apart")
    func notADatabase() throws {
        let other = try TemporaryDatabase()
        try #require(String(repeating: "x", count: 4_096).data(using: .utf8)).write(
            to: .init(fileURLWithPath: other.path)
        )
        let error = #expect(throws: SQLiteError.self) { try other.connection() }
        #expect(error?.isCorrupt == true)
    }

    @Test("The version of the library is known")
    func version() {
        #expect(SQLiteLibrary.version.hasPrefix("3."))
    }

    static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    private func failure(_ sql: String) -> SQLiteError? {
        do throws(SQLiteError) {
            try connection.run(sql)
            return nil
        } catch {
            return error
        }
    }
}

import SQLite
import Testing

@Suite("Transactions and savepoints")
struct TransactionTests {
    let store: TemporaryDatabase
    let connection: Connection

    init() throws {
        store = try TemporaryDatabase()
        connection = try store.connection("CREATE TABLE item (name TEXT UNIQUE)")
    }

    private func insert(_ name: String) throws {
        try connection.run("INSERT INTO item (name) VALUES (?)", [.text(name)])
    }

    private func names() throws -> [String] {
        try connection.query("SELECT name FROM item ORDER BY name") { $0.text(0) }
    }

    @Test("A transaction that throws leaves nothing")
    func rollback() throws {
        #expect(throws: Refusal.self) {
            try connection.transaction {
                try insert("a")
                throw Refusal()
            }
        }
        #expect(try names().isEmpty)
        #expect(connection.isAutocommit)
    }

    @Test("A savepoint that throws is undone alone, at any depth")
    func savepoints() throws {
        try connection.transaction {
            try insert("outer")
            try connection.savepoint {
                try insert("kept")
                #expect(throws: Refusal.self) {
                    try connection.savepoint {
                        try insert("undone")
                        throw Refusal()
                    }
                }
            }
            try insert("last")
        }
        #expect(try names() == ["kept", "last", "outer"])
    }

    @Test("A savepoint outside a transaction is one by itself")
    func bareSavepoint() throws {
        try connection.savepoint { try insert("a") }
        #expect(connection.isAutocommit)
        #expect(throws: SQLiteError.self) {
            try connection.savepoint {
                try insert("b")
                try insert("a")
            }
        }
        #expect(try names() == ["a"])
    }

    @Test("A body that commits by itself is refused and rolled back")
    func ownCommit() throws {
        #expect(throws: SQLiteError.self) {
            try connection.transaction {
                try insert("a")
                try connection.run("COMMIT")
            }
        }
        #expect(try names().isEmpty)
    }

    @Test("What a body writes after the transaction is gone is not kept")
    func writesAfterRollback() throws {
        #expect(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.run("ROLLBACK")
                try? insert("orphan")
            }
        }
        #expect(try names().isEmpty)
        try insert("later")
        #expect(try names() == ["later"])
    }

    @Test("A savepoint whose transaction was replaced takes everything with it")
    func replacedTransaction() throws {
        #expect(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.savepoint {
                    try connection.execute("ROLLBACK; BEGIN")
                    try insert("stray")
                }
            }
        }
        #expect(connection.isAutocommit)
        #expect(try names().isEmpty)
    }

    @Test("A transaction inside another is refused and leaves the outer one whole")
    func nestedTransaction() throws {
        try connection.transaction {
            try insert("a")
            #expect(throws: SQLiteError.self) { try connection.transaction { try insert("b") } }
        }
        #expect(try names() == ["a"])
    }

    @Test("A deferred transaction reads one snapshot")
    func snapshot() throws {
        let reader = try store.reader()
        try insert("a")
        let counts = try reader.transaction(.deferred) {
            let before = try reader.first("SELECT count(*) FROM item") { $0.integer(0) }
            try insert("b")
            let after = try reader.first("SELECT count(*) FROM item") { $0.integer(0) }
            return [before, after]
        }
        #expect(counts == [1, 1])
    }

    @Test("A second writer is told that the file is busy")
    func busy() throws {
        var impatient = ConnectionSettings.writer
        impatient.busyMilliseconds = 0
        let other = try Connection(path: store.path, access: .readWrite, settings: impatient)
        try connection.transaction {
            let error = #expect(throws: SQLiteError.self) { try other.transaction {} }
            #expect(error?.isBusy == true)
        }
    }
}

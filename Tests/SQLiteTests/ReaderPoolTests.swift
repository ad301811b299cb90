import SQLite
import Testing

@Suite("Reader pool")
struct ReaderPoolTests {
    let store: TemporaryDatabase
    let connection: Connection

    init() throws {
        store = try TemporaryDatabase()
        connection = try store.connection("CREATE TABLE item (name TEXT); INSERT INTO item VALUES ('a')")
    }

    private func pool(size: Int = 2, timeLimit: Duration = .seconds(60), waitLimit: Int = 64) -> ReaderPool {
        ReaderPool(path: store.path, size: size, timeLimit: timeLimit, waitLimit: waitLimit)
    }

    private static func count(_ connection: Connection) throws -> Int64? {
        try connection.first("SELECT count(*) FROM item") { $0.integer(0) }
    }

    @Test("Many reads share a few connections")
    func manyReads() async throws {
        let pool = pool()
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<50 { group.addTask { try await pool.read(Self.count) ?? 0 } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 50)
        pool.stop()
    }

    @Test("An endless read is stopped after the time limit, and the connection serves the next")
    func endlessRead() async throws {
        let pool = pool(size: 1, timeLimit: .milliseconds(20))
        await #expect(throws: ReaderError.tooLong) {
            try await pool.read { try $0.run(ConnectionTests.endless) }
        }
        #expect(try await pool.read(Self.count) == 1)
        pool.stop()
    }

    @Test("A read that swallows the interrupt is too long all the same")
    func swallowedInterrupt() async throws {
        let pool = pool(size: 1, timeLimit: .milliseconds(20))
        await #expect(throws: ReaderError.tooLong) {
            try await pool.read { connection in
                try? connection.run(ConnectionTests.endless)
                return 1
            }
        }
        pool.stop()
    }

    @Test("A read of many short statements is stopped as well")
    func manyShortStatements() async throws {
        let pool = pool(size: 1, timeLimit: .milliseconds(20))
        await #expect(throws: ReaderError.tooLong) {
            try await pool.read { connection in
                while true { _ = try Self.count(connection) }
            }
        }
        pool.stop()
    }

    @Test("A read sees one snapshot from its first statement to its end")
    func snapshot() async throws {
        let pool = pool()
        let store = store
        let counts = try await pool.read { reader in
            let before = try Self.count(reader)
            try store.connection().run("INSERT INTO item VALUES ('b')")
            return [before, try Self.count(reader)]
        }
        #expect(counts == [1, 1])
        #expect(try await pool.read(Self.count) == 2)
        pool.stop()
    }

    @Test("A read cannot write, and its error does not spoil the connection")
    func noWrites() async throws {
        let pool = pool(size: 1)
        let error = await #expect(throws: SQLiteError.self) {
            try await pool.read { try $0.run("DELETE FROM item") }
        }
        #expect(error?.isReadOnly == true)
        #expect(try await pool.read(Self.count) == 1)
        pool.stop()
    }

    @Test("When as many wait as may, the next read is refused at once")
    func busy() async throws {
        let pool = pool(size: 1, waitLimit: 0)
        let isHeld = Gate()
        let mayGo = Gate()
        async let holder: Void = pool.read { _ in
            isHeld.open()
            mayGo.pass()
        }
        await isHeld.arrive()
        await #expect(throws: ReaderError.busy) { try await pool.read(Self.count) }
        mayGo.open()
        try await holder
        #expect(try await pool.read(Self.count) == 1)
        pool.stop()
    }

    @Test("A stopped pool refuses")
    func stopped() async throws {
        let pool = pool()
        pool.stop()
        pool.stop()
        await #expect(throws: ReaderError.stopped) { try await pool.read(Self.count) }
    }
}

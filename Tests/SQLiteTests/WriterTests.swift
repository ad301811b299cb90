import SQLite
import Synchronization
import Testing

@Suite("Writer with group commit")
struct WriterTests {
    let store: TemporaryDatabase

    init() throws {
        store = try TemporaryDatabase()
    }

    private static func insert(_ name: String) -> @Sendable (Connection) throws -> Int64 {
        { connection in
            try connection.run("INSERT INTO item (name) VALUES (?)", [.text(name)])
            return connection.lastInsertedID
        }
    }

    /// Fills the queue while the writer is held by a first write, so that what follows is one group for sure.
    private func asOneGroup<T: Sendable>(
        on writer: Writer,
        _ bodies: [@Sendable (Connection) throws -> T]
    ) async throws -> [Result<T, any Error>] {
        let isHeld = Gate()
        let mayGo = Gate()
        async let holder: Void = writer.write { _ in
            isHeld.open()
            mayGo.pass()
        }
        await isHeld.arrive()
        let results = await withTaskGroup(of: (Int, Result<T, any Error>).self) { group in
            for (index, body) in bodies.enumerated() {
                group.addTask {
                    do { return (index, .success(try await writer.write(body))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            while writer.statistics.waiting < bodies.count { await Task.yield() }
            mayGo.open()
            var results: [(Int, Result<T, any Error>)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        try await holder
        return results
    }

    @Test("A write beyond its time is undone alone; its neighbors and what may be long are written")
    func timeLimit() async throws {
        try store.writer().stop()
        let writer = try Writer(path: store.path, timeLimit: .zero)
        async let long = writer.write(isLong: true, Self.insert("long"))
        await #expect(throws: WriterError.tooLong) { try await writer.write(Self.insert("short")) }
        _ = try await long
        writer.stop()
        let connection = try Connection(path: store.path, access: .readOnly, settings: .reader)
        #expect(try connection.query("SELECT name FROM item") { $0.text(0) } == ["long"])
    }

    @Test("A write that throws is undone alone while its 63 neighbors are committed together")
    func failingMember() async throws {
        let writer = try store.writer()
        var bodies = (0..<64).map { Self.insert("item \($0)") }
        bodies[31] = { connection in
            try connection.run("INSERT INTO item (name) VALUES ('undone')")
            throw Refusal()
        }
        let results = try await asOneGroup(on: writer, bodies)
        #expect(results.count { (try? $0.get()) != nil } == 63)
        #expect(throws: Refusal.self) { try results[31].get() }
        #expect(try store.itemCount() == 63)
        #expect(writer.statistics.largestBatch == 64)
        #expect(writer.statistics.rerunBatches == 0)
        writer.stop()
    }

    @Test("Every answer comes after the commit: another connection sees the row at once")
    func answersAfterCommit() async throws {
        let writer = try store.writer()
        let path = store.path
        let missing = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<16 {
                group.addTask {
                    let reader = try Connection(path: path, access: .readOnly, settings: .reader)
                    var missing = 0
                    for number in 0..<50 {
                        let id = try await writer.write(Self.insert("\(worker)-\(number)"))
                        let seen = try reader.first("SELECT 1 FROM item WHERE id = ?", [.integer(id)]) { _ in true }
                        if seen == nil { missing += 1 }
                    }
                    return missing
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(missing == 0)
        #expect(try store.itemCount() == 800)
        #expect(writer.statistics.transactions == 801)
        writer.stop()
    }

    @Test("A group that is lost as a whole runs again one by one and each gets its own answer")
    func lostGroup() async throws {
        let writer = try store.writer()
        let runs = Atomic<Int>(0)
        var bodies = (0..<8).map { Self.insert("item \($0)") }
        bodies[3] = { connection in
            let run = runs.add(1, ordering: .relaxed).newValue
            if run == 1 { try connection.run("ROLLBACK") }
            return try Self.insert("run \(run)")(connection)
        }
        bodies[5] = { _ in throw Refusal() }
        let results = try await asOneGroup(on: writer, bodies)
        #expect(results.count { (try? $0.get()) != nil } == 7)
        #expect(throws: Refusal.self) { try results[5].get() }
        #expect(runs.load(ordering: .relaxed) == 2)
        #expect(try store.itemCount() == 7)
        #expect(writer.statistics.rerunBatches == 1)
        writer.stop()
    }

    @Test("A write that SQLite interrupts takes the group down, and its neighbors are written nevertheless")
    func interruptedGroup() async throws {
        let writer = try store.writer()
        var bodies = (0..<8).map { Self.insert("item \($0)") }
        bodies[4] = { connection in
            connection.setStepBudget(5_000)
            defer { connection.setStepBudget(nil) }
            try connection.run(
                """
                INSERT INTO item (name)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'endless ' || i FROM n
                """
            )
            return 0
        }
        let results = try await asOneGroup(on: writer, bodies)
        #expect(results.count { (try? $0.get()) != nil } == 7)
        let error = #expect(throws: SQLiteError.self) { try results[4].get() }
        #expect(error?.isInterrupt == true)
        #expect(try store.itemCount() == 7)
        #expect(writer.statistics.rerunBatches == 1)
        writer.stop()
    }

    @Test("A write that commits by itself fails and no neighbor is written twice")
    func committingMember() async throws {
        let writer = try store.writer()
        var bodies = (0..<4).map { Self.insert("item \($0)") }
        bodies[2] = { connection in
            try connection.run("COMMIT")
            return 0
        }
        let results = try await asOneGroup(on: writer, bodies)
        #expect(results.count { (try? $0.get()) != nil } == 3)
        #expect(try store.itemCount() == 3)
        writer.stop()
    }

    @Test("A full queue refuses at once, and what it held is written")
    func queueLimit() async throws {
        let writer = try store.writer(queueLimit: 4)
        let isHeld = Gate()
        let mayGo = Gate()
        async let holder: Void = writer.write { _ in
            isHeld.open()
            mayGo.pass()
        }
        await isHeld.arrive()
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<4 {
                group.addTask {
                    _ = try await writer.write(Self.insert("\(number)"))
                    return false
                }
            }
            while writer.statistics.waiting < 4 { await Task.yield() }
            await #expect(throws: WriterError.busy) { try await writer.write(Self.insert("too many")) }
            mayGo.open()
            return try await group.reduce(false) { $0 || $1 }
        }
        try await holder
        #expect(!refused)
        #expect(try store.itemCount() == 4)
        #expect(writer.statistics.refused == 1)
        writer.stop()
    }

    @Test("A group is no larger than its limit")
    func groupLimit() async throws {
        let writer = try store.writer(groupLimit: 3)
        let results = try await asOneGroup(on: writer, (0..<10).map { Self.insert("\($0)") })
        #expect(results.count == 10)
        #expect(writer.statistics.largestBatch == 3)
        writer.stop()
    }

    @Test("A stop writes what waits, empties the log, closes the file and refuses the rest")
    func stop() async throws {
        let writer = try store.writer()
        let isHeld = Gate()
        let mayGo = Gate()
        async let holder: Void = writer.write { _ in
            isHeld.open()
            mayGo.pass()
        }
        await isHeld.arrive()
        async let waiting = writer.write(Self.insert("waiting"))
        while writer.statistics.waiting < 1 { await Task.yield() }
        mayGo.open()
        await Task.detached { writer.stop() }.value
        writer.stop()
        try await holder
        #expect(try await waiting == 1)
        await #expect(throws: WriterError.stopped) { try await writer.write(Self.insert("late")) }
        #expect(throws: WriterError.stopped) { try writer.writeBlocking(Self.insert("late")) }
        #expect(!store.exists("-wal"))
        #expect(try store.itemCount() == 1)
    }

    @Test("A writer that nobody holds any more ends by itself")
    func dropped() async throws {
        var writer: Writer? = try store.writer()
        _ = try await writer?.write(Self.insert("a"))
        writer = nil
        // The log goes when the last connection closes.
        while store.exists("-wal") { await Task.yield() }
        #expect(try store.itemCount() == 1)
    }

    @Test("Work that stands apart runs outside a transaction and leaves none open")
    func apart() async throws {
        let writer = try store.writer()
        let wasOutside = try await writer.runApart { connection in
            let isOutside = connection.isAutocommit
            try connection.execute("VACUUM; BEGIN IMMEDIATE; INSERT INTO item (name) VALUES ('stray')")
            return isOutside
        }
        #expect(wasOutside)
        _ = try await writer.write(Self.insert("a"))
        #expect(try store.itemCount() == 1)
        writer.stop()
    }

    @Test("The log is copied between groups and does not grow without end")
    func checkpoints() async throws {
        let writer = try store.writer()
        for number in Int64(0)..<40 {
            try await writer.write { connection in
                try connection.run("INSERT INTO item (name) VALUES (? || hex(zeroblob(200000)))", [.integer(number)])
            }
        }
        #expect(writer.statistics.checkpoints >= 2)
        #expect(writer.statistics.walPages < 3_000)
        writer.stop()
    }

    @Test("A reader that stays keeps the log, and the writer goes on without it")
    func stubbornReader() async throws {
        let writer = try store.writer()
        let reader = try store.reader()
        try reader.execute("BEGIN; SELECT count(*) FROM item")
        for number in Int64(0)..<20 {
            try await writer.write { connection in
                try connection.run("INSERT INTO item (name) VALUES (? || hex(zeroblob(200000)))", [.integer(number)])
            }
        }
        _ = try await writer.runApart { _ in true }
        #expect(writer.statistics.unfinishedCheckpoints >= 1)
        #expect(try store.itemCount() == 20)
        try reader.execute("COMMIT")
        writer.stop()
        #expect(writer.statistics.failures == 0)
    }
}

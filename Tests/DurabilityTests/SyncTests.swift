import App
import Glibc
import SQLite
import Synchronization
import TestSupport
import Testing

@Suite("Syncs of the disk")
struct SyncTests {
    private let disk: FaultyDisk
    private let folder: TemporaryFolder

    init() throws {
        disk = try FaultyDisk()
        folder = try TemporaryFolder()
    }

    private func writer() throws -> Writer {
        // Whoever holds it until all others wait may have to wait long on a machine that does much else.
        let writer = try Writer(
            path: "\(folder.path)/test.db",
            settings: .writer.on(disk.name),
            timeLimit: .seconds(600)
        )
        try writer.writeBlocking { connection in
            try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
        }
        return writer
    }

    private static let insert: @Sendable (Connection) throws -> Void = { connection in
        try connection.run("INSERT INTO item (name) VALUES ('name')")
    }

    @Test(
        "A hundred writes one after another are a hundred syncs of the log, each a system call, and none of the database"
    )
    func onePerCommit() throws {
        let writer = try writer()
        let before = (disk.count(.sync, of: .log), disk.systemSyncs(of: .log), disk.systemSyncs(of: .database))
        for _ in 0..<100 { try writer.writeBlocking(Self.insert) }
        #expect(disk.count(.sync, of: .log) - before.0 == 100)
        #expect(disk.systemSyncs(of: .log) - before.1 == 100)
        #expect(disk.systemSyncs(of: .database) == before.2)
        writer.stop()
    }

    @Test("Writes that wait together share one sync: 64 of them are one commit")
    func groupCommit() async throws {
        let writer = try writer()
        let before = disk.systemSyncs(of: .log)
        let isHeld = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Holds the writer until all others wait.
            group.addTask {
                try await writer.write { connection in
                    isHeld.isUp.store(true, ordering: .releasing)
                    while writer.statistics.waiting < 64 { sched_yield() }
                    try Self.insert(connection)
                }
            }
            while !isHeld.isUp.load(ordering: .acquiring) { await Task.yield() }
            for _ in 0..<64 { group.addTask { try await writer.write(Self.insert) } }
            try await group.waitForAll()
        }
        #expect(writer.statistics.largestBatch == 64)
        // The one that held the writer, and the 64.
        #expect(disk.systemSyncs(of: .log) - before == 2)
        writer.stop()
    }

    @Test("64 clients of the real server who write at once share commits: fewer syncs than acknowledged writes")
    func sharedByClients() async throws {
        let test = try await TestServer(folder: TestServer.demoFolder(), on: disk)
        let token = try await test.token("secretary")
        let before = disk.systemSyncs(of: .log)
        let answers = await Crowd.send(to: test, connections: 64, requests: 640) { client, number in
            try client.send(
                "POST",
                "/api/v1/places",
                token: token,
                body: #"{"grid_id": 1, "kind": "gate", "name": "门 \#(number)"}"#
            )
        }
        #expect(answers.count == 640 && answers.allSatisfy { $0.status == 201 })
        let syncs = disk.systemSyncs(of: .log) - before
        #expect(syncs > 0 && syncs < 640, "\(syncs) syncs")
        await test.stop()
    }

    @Test("A checkpoint syncs the log before it writes to the database, and the database before the log begins anew")
    func checkpoint() async throws {
        let writer = try writer()
        try writer.writeBlocking(Self.insert)
        let before = (disk.systemSyncs(of: .log), disk.systemSyncs(of: .database), disk.count(.write, of: .database))
        let result = try await writer.runApart { try $0.checkpoint(.truncate) }
        #expect(result.wasBusy == false)
        #expect(disk.count(.write, of: .database) > before.2)
        #expect(disk.systemSyncs(of: .log) > before.0)
        #expect(disk.systemSyncs(of: .database) == before.1 + 1)
        writer.stop()
    }
}

/// Tells one task that another has come to a point.
private final class Flag: Sendable {
    let isUp = Atomic(false)
}

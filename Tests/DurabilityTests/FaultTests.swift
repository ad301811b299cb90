import App
import Domain
import SQLite
import Storage
import TestSupport
import Testing
import Torture

@Suite("A disk that fails")
struct FaultTests {
    private let disk: FaultyDisk

    init() throws { disk = try FaultyDisk() }

    @Test("A full disk is noticed by whoever asks whether the server is ready, and so is the room that was made")
    func readiness() async throws {
        let test = try await TestServer(folder: try await TestServer.demoFolder(), on: disk) { $0.readinessSeconds = 0 }
        let client = test.client()
        #expect(try client.send("GET", "/readyz").status == 200)
        disk.failAlways(.space)
        #expect(try client.send("GET", "/readyz").status == 503)
        disk.heal()
        #expect(try client.send("GET", "/readyz").status == 200)
        await test.stop()
    }

    @Test("Asking whether the server is ready, again and again, writes once in its interval")
    func readinessIsCheap() async throws {
        let test = try await TestServer(folder: try await TestServer.demoFolder(), on: disk) {
            $0.readinessSeconds = 3600
        }
        let client = test.client()
        #expect(try client.send("GET", "/readyz").status == 200)
        disk.failAlways(.space)
        for _ in 0..<20 { #expect(try client.send("GET", "/readyz").status == 200) }
        #expect(disk.failures == 0)
        disk.heal()
        await test.stop()
    }

    @Test(
        "Whichever operation fails, the answer is a success that holds or a clear refusal, and the next write goes well",
        arguments: FaultyDisk.Operation.allCases
    )
    func everyOperation(operation: FaultyDisk.Operation) async throws {
        let folder = try await TestServer.demoFolder()
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        let line = Line(test, token: try await test.token("secretary"))
        let ledger = Ledger(run: "fault")
        var (number, failures) = (0, 0)
        repeat {
            number += 1
            let activity = try #require(Neighbor.openActivity(line, capacity: 2, ledger: ledger))
            var neighbor = Neighbor(
                ledger,
                Neighbor.Surroundings(grids: 5, residents: 1000),
                activity: activity,
                // The same acts in each run, so that the n-th operation is the next one of the same work.
                chance: Chance(seed: 11)
            )
            disk.fail(operation, at: number)
            for _ in 0..<5 { neighbor.act(on: line) }
            line.get("/api/v1/places?limit=5&sort=-id")
            line.get("/api/v1/reports/annual?year=2021")
            line.get("/api/v1/sign-ups?format=ndjson&activity_id=\(activity)")
            failures = disk.failures
            disk.heal()
            try #require(neighbor.act(on: line).map { $0.status < 300 } == true, "\(operation) \(number): no recovery")
        } while failures > 0
        #expect(line.wrong.isEmpty, "\(operation): \(line.wrong.prefix(5))")
        // These happen when files are opened, when the log is cut or when all is closed: other tests are about them.
        let isRare = [.open, .truncate, .delete, .map].contains(operation)
        #expect(isRare || number > 3, "\(operation) was never hit")
        try expectWhole(ledger, folder)
        await test.stop()
    }

    @Test(
        "While the disk fails every time, all writes are refused in both languages; when it works again, so does the server",
        arguments: [
            (FaultyDisk.Operation.space, 507, "storage_full", "磁盘空间不足", "disk is full"),
            (.sync, 503, "storage_unavailable", "稍后重试", "try again"),
            (.write, 503, "storage_unavailable", "稍后重试", "try again"),
        ]
    )
    func lasting(
        operation: FaultyDisk.Operation,
        status: Int,
        code: String,
        chinese: String,
        english: String
    ) async throws {
        let folder = try await TestServer.demoFolder()
        let test = try await TestServer(folder: folder, on: disk, loops: 1)
        let token = try await test.token("secretary")
        let place = #"{"grid_id": 1, "kind": "gate", "name": "东门外"}"#
        disk.failAlways(operation)
        let first = try test.client().send("POST", "/api/v1/places", token: token, body: place)
        let second = try test.client().send(
            "POST",
            "/api/v1/places",
            token: token,
            headers: [("Accept-Language", "en")],
            body: place
        )
        #expect(first.status == status && first.code == code && first.text.contains(chinese), "\(first.text)")
        #expect(second.status == status && second.code == code && second.text.contains(english), "\(second.text)")
        #expect(first.header("Content-Type") == "application/problem+json")
        // Reads go on.
        #expect(try test.client().send("GET", "/api/v1/places?limit=1", token: token).status == 200)
        let crowd = await Crowd.send(to: test, connections: 16, requests: 64) { client, number in
            try client.send(
                "POST",
                "/api/v1/places",
                token: token,
                body: #"{"grid_id": 1, "kind": "gate", "name": "门外 \#(number)"}"#
            )
        }
        #expect(crowd.count == 64 && crowd.allSatisfy { $0.status == status && $0.code == code })
        disk.heal()
        #expect(try test.client().send("POST", "/api/v1/places", token: token, body: place).status == 201)
        try expectWhole(Ledger(run: "nobody"), folder)
        await test.stop()
    }

    @Test("A group that the disk loses is run again one by one: a single failure costs none of 64 writes")
    func groupRunsAgain() async throws {
        let test = try await TestServer(folder: TestServer.demoFolder(), on: disk)
        let token = try await test.token("secretary")
        disk.fail(.sync, at: 3)
        let answers = await Crowd.send(to: test, connections: 64, requests: 256) { client, number in
            try client.send(
                "POST",
                "/api/v1/places",
                token: token,
                body: #"{"grid_id": 2, "kind": "gate", "name": "门 \#(number)"}"#
            )
        }
        // At most the one of a group that was alone in it.
        #expect(answers.count { $0.status == 201 } >= 255 && disk.failures == 1)
        await test.stop()
    }

    @Test(
        "A checkpoint that fails anywhere loses nothing, and the next one goes well",
        arguments: [FaultyDisk.Operation.read, .write, .sync, .truncate, .space, .lock]
    )
    func checkpoints(operation: FaultyDisk.Operation) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        let writer = try Writer(path: path, settings: .writer.on(disk.name))
        try writer.writeBlocking { try $0.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT) STRICT") }
        var (number, rows, failures) = (0, 0, 0)
        repeat {
            number += 1
            for _ in 0..<3 {
                try writer.writeBlocking { try $0.run("INSERT INTO item (text) VALUES (hex(randomblob(3000)))") }
                rows += 1
            }
            disk.fail(operation, at: number)
            let result = try? await writer.runApart { try $0.checkpoint(.truncate) }
            failures = disk.failures
            disk.heal()
            #expect(failures > 0 || result?.wasBusy == false)
        } while failures > 0
        #expect(number > 1, "\(operation) was never hit")
        writer.stop()
        let reader = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try reader.first("SELECT count(*) FROM item") { $0.integer(0) } == Int64(rows))
        #expect(try reader.integrityProblems().isEmpty)
    }

    private func expectWhole(_ ledger: Ledger, _ folder: TemporaryFolder) throws {
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        let faults = try ledger.settle(with: connection, refusedIsAbsent: true).faults
        let problems = try Checkup.examine(connection).flatMap(\.problems)
        #expect(faults.isEmpty && problems.isEmpty, "\(faults.prefix(5)) \(problems.prefix(5))")
    }
}

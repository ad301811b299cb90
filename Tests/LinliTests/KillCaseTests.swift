import App
import Domain
import Glibc
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("断电与诉求：killed between moves, each acknowledged one is whole")
struct KillCaseTests {
    private static let rounds = 8

    /// A case with two duplicates, at one building; all of staff.
    private struct Knot {
        let target: Int64
        let duplicates: [Int64]
    }

    private func made(_ client: HTTPClient, _ token: String, _ path: String, _ body: String) throws -> Int64 {
        let answer = try client.send("POST", "/api/v1/\(path)", token: token, body: body)
        guard answer.status < 300, let id = try answer.json()["id"]?.integer else {
            throw TestFailure("\(path): \(answer.status) \(answer.text)")
        }
        return id
    }

    private func knot(_ client: HTTPClient, _ token: String, _ handler: Int64) throws -> Knot {
        let matter = #"{"kind": "help", "category_id": 3, "title": "灯不亮", "description": "坏了", "building_id": 1}"#
        let ids = try (0..<3).map { _ in try made(client, token, "cases", matter) }
        _ = try made(client, token, "cases/\(ids[0])/accept", #"{"handler_id": \#(handler)}"#)
        for id in ids.dropFirst() { _ = try made(client, token, "cases/\(id)/merge", #"{"case_id": \#(ids[0])}"#) }
        return Knot(target: ids[0], duplicates: Array(ids.dropFirst()))
    }

    /// One after the other, until the process is gone; says which were acknowledged.
    private func play(_ client: HTTPClient, _ token: String, _ acts: [(path: String, body: String)]) -> Int {
        var count = 0
        for (path, body) in acts {
            let isPatch = !path.hasPrefix("POST ")
            let target = isPatch ? path : String(path.dropFirst(5))
            guard
                let answer = try? client.send(
                    isPatch ? "PATCH" : "POST",
                    "/api/v1/\(target)",
                    token: token,
                    headers: [("If-Match", "*")],
                    body: body
                ), answer.status < 300
            else { break }
            count += 1
        }
        return count
    }

    private func number(_ connection: Connection, _ sql: String) throws -> Int64 {
        try connection.first(sql) { $0.integer(0) } ?? -1
    }

    @Test("After each kill, duplicates have the answer of their case, the ledger its word, and every move its row")
    func kills() async throws {
        let folder = try await TestServer.demoFolder()
        let arguments = ["serve", "--data", folder.path, "--port", "0", "--tour", "secretary", "--retention-at", "off"]
        for round in 0..<Self.rounds {
            let program = try Program.start(arguments)
            let (port, token) = (try program.waitForPort(), try program.waitForToken())
            let client = HTTPClient(port: port)
            let workers = try client.send("GET", "/api/v1/accounts?role=grid_worker,grid_leader&limit=50", token: token)
                .json()
            let people =
                workers["items"]?.elements.filter { $0["grid_id"]?.integer == 1 }.compactMap { $0["id"]?.integer } ?? []
            try #require(people.count >= 2, "\(people)")
            let buildings = try client.send("GET", "/api/v1/buildings?grid_id.not=1&limit=50", token: token).json()
            let far = try #require(buildings["items"]?.elements.first { $0["grid_id"]?.integer != nil }?["id"]?.integer)
            let knot = try knot(client, token, people[0])
            let id = knot.target
            let acts: [(path: String, body: String)] = [
                (
                    "POST cases/hand-over",
                    #"{"from_account_id": \#(people[0]), "to_account_id": \#(people[1]), "remark": "病假"}"#
                ),
                ("cases/\(id)", #"{"building_id": \#(far)}"#),
                ("POST cases/\(id)/answer", #"{"answer": "第 \#(round) 次"}"#),
                ("POST cases/\(id)/tell", #"{"told": "published", "also_duplicates": true}"#),
                ("POST cases/\(id)/reopen", #"{"remark": "又坏了", "handler_id": \#(people[1])}"#),
                ("POST cases/\(knot.duplicates[1])/undo", #"{"remark": "不是同一处"}"#),
            ]
            let killer = Thread(program, after: UInt32(2_000 + round * 9_000))
            let acknowledged = play(client, token, acts)
            killer.join()
            let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
            #expect(try CaseDays.differences(connection).isEmpty, "round \(round)")
            #expect(try CaseSums.differences(connection).isEmpty, "round \(round)")
            let events = try connection.query("SELECT move FROM case_event WHERE case_id = \(id) ORDER BY id") {
                $0.text(0)
            }
            for (place, move) in ["hand_over", "change", "answer", "tell", "reopen"].enumerated()
            where place < acknowledged {
                #expect(events.contains(move), "round \(round): \(move) of \(acknowledged) in \(events)")
            }
            // An answer is everybody's or nobody's, and so is its word to the households.
            for duplicate in knot.duplicates {
                let same = """
                    SELECT d.duplicate_of_id IS NULL OR d.answer IS c.answer OR c.status <> 'closed' AND d.answer IS NULL
                    FROM case_file d, case_file c WHERE d.id = \(duplicate) AND c.id = \(id)
                    """
                #expect(try number(connection, same) == 1, "round \(round)")
            }
            let told = "SELECT count(DISTINCT coalesce(told, '-')) FROM case_file WHERE duplicate_of_id = \(id)"
            #expect(try number(connection, told) == 1, "round \(round)")
            let rows = """
                SELECT count(*) FROM case_file c WHERE (c.told IS NULL) <> EXISTS (
                    SELECT 1 FROM case_untold u WHERE u.case_id = c.id AND u.until IS NULL)
                """
            #expect(try number(connection, rows) == 0, "round \(round)")
            #expect(try AuditChain.verify(connection).fault == nil)
        }
    }
}

/// Kills a process a moment from now, beside whatever is asked of it.
private final class Thread {
    private var id = pthread_t()

    private final class Order {
        let program: pid_t
        let delay: UInt32

        init(_ program: pid_t, _ delay: UInt32) {
            self.program = program
            self.delay = delay
        }
    }

    init(_ program: Program, after delay: UInt32) {
        let order = Unmanaged.passRetained(Order(program.id, delay))
        pthread_create(
            &id,
            nil,
            { raw in
                guard let raw else { return nil }
                let order = Unmanaged<Order>.fromOpaque(raw).takeRetainedValue()
                usleep(order.delay)
                kill(order.program, SIGKILL)
                return nil
            },
            order.toOpaque()
        )
    }

    func join() { pthread_join(id, nil) }
}

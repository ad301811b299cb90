import App
import JSON
import TestSupport
import Testing

@Suite("Reports that were noted without a network")
struct CaseBatchTests {
    private func batch(_ entries: [String]) -> String { #"{"cases": [\#(entries.joined(separator: ", "))]}"# }

    private func entry(_ name: String, _ category: Int64 = 3, _ more: String = #""building_id": 1"#) -> String {
        IntakeDesk.report(category, #""client_id": "\#(name)", \#(more)"#)
    }

    private func statuses(_ answer: HTTPAnswer) throws -> [Int64?] {
        try answer.json()["items"]?.elements.map { $0["status"]?.integer } ?? []
    }

    @Test(
        "Each entry is judged for itself and answered in its order; sent again, none is doubled, also after a restart"
    )
    func eachForItself() async throws {
        let folder = try await TestServer.demoFolder()
        let (id, entries) = try await beforeRestart(folder)
        let desk = try await IntakeDesk(try await TestServer(folder: folder))
        let second = try desk.send("grid_worker", "cases/batch", batch(entries))
        #expect(try statuses(second) == [200, 422, 422, 200, 422, 200])
        let same = try #require(try second.json().at("items.0.entry"))
        #expect(same["id"]?.integer == id && same["status"]?.string == "dispatched")
        // The names are each account's own, and hold for a single report, too.
        #expect(try statuses(desk.send("staff", "cases/batch", batch([entry("walk-1")]))) == [201])
        let alone = try desk.send("grid_worker", "cases", entry("walk-1"))
        #expect(try alone.json()["id"]?.integer == id)
    }

    /// Sends a batch of good and bad entries to a server that is stopped then; says what the first became, and what was sent.
    private func beforeRestart(_ folder: TemporaryFolder) async throws -> (id: Int64, entries: [String]) {
        let desk = try await IntakeDesk(try await TestServer(folder: folder))
        let category = try desk.category("lamps")
        try desk.question(category, "lamps", "number", #", "required": true"#)
        let worker = try desk.account("grid_worker")
        let entries = [
            entry("walk-1"), entry("walk-2", category), "7",
            entry("walk-3", category, #""building_id": 1, "answers": {"lamps": 2}"#), IntakeDesk.report(3),
            entry("walk-4", 3, #""building_id": 2, "answer": {"answer": "当场换好"}"#),
        ]
        let first = try desk.send("grid_worker", "cases/batch", batch(entries))
        #expect(try first.status == 200 && statuses(first) == [201, 422, 422, 201, 422, 201], "\(first.text)")
        let items = try #require(try first.json()["items"]?.elements.map { $0 })
        #expect(items.map { $0["client_id"]?.string } == ["walk-1", "walk-2", nil, "walk-3", nil, "walk-4"])
        #expect(items[1].at("problem.errors.0.pointer")?.string == "#/cases/1/answers/lamps")
        #expect(items[2].at("problem.errors.0.code")?.string == "wrong_type")
        #expect(items[4].at("problem.errors.0.pointer")?.string == "#/cases/4/client_id")
        #expect(items[5].at("entry.status")?.string == "closed")
        let id = try #require(items[0].at("entry.id")?.integer)
        #expect(try desk.send("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#).status == 200)
        await desk.test.stop()
        return (id, entries)
    }

    @Test("Sent many times at once an entry becomes one case")
    func race() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lamps")
        let body = batch((0..<5).map { entry("r-\($0)", category) })
        let token = try #require(desk.tokens["grid_worker"])
        let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for _ in 0..<8 {
                let client = desk.test.client()
                group.addTask { try client.send("POST", "/api/v1/cases/batch", token: token, body: body) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let made = try answers.flatMap { try statuses($0) }
        #expect(made.count { $0 == 201 } == 5 && made.count { $0 == 200 } == 35)
        #expect(try desk.ids("staff", "cases?category_id=\(category)").count == 5)
    }

    @Test("A name that a device used for one report is refused for another, so that none is lost without a word")
    func reused() async throws {
        let desk = try await IntakeDesk()
        let other = entry("walk-1", 3, #""building_id": 2"#)
        #expect(try statuses(desk.send("grid_worker", "cases/batch", batch([entry("walk-1"), other]))) == [201, 422])
        let sent = try desk.send("grid_worker", "cases/batch", batch([entry("walk-0"), other]))
        let problem = try #require(try sent.json().at("items.1.problem"))
        #expect(problem.at("errors.0.pointer")?.string == "#/cases/1/client_id")
        #expect(problem.at("errors.0.code")?.string == "used_before" && problem["request_id"] == nil)
        #expect(try desk.send("grid_worker", "cases", other).faults == ["#/client_id used_before"])
    }

    @Test("A batch sent again under its key is answered as the first time, and nothing of it is carried out again")
    func sentAgain() async throws {
        let desk = try await IntakeDesk()
        func send(_ login: String, _ key: String, _ body: String) throws -> HTTPAnswer {
            let headers = [("Idempotency-Key", key)]
            return try desk.client.send(
                "POST",
                "/api/v1/cases/batch",
                token: desk.tokens[login],
                headers: headers,
                body: body
            )
        }
        let body = batch([entry("key-1"), entry("key-2", 99_999)])
        let answers = try (0..<2).map { _ in try send("grid_worker", "b-1", body) }
        #expect(try answers.map(statuses) == [[201, 422], [201, 422]])
        #expect(answers[0].text == answers[1].text)
        #expect(answers.map { $0.header("Idempotency-Replayed") } == [nil, "true"])
        let other = try send("grid_worker", "b-1", batch([entry("key-3")]))
        #expect(other.status == 422 && other.code == "idempotency_key_reused", "\(other.text)")
        // Also of somebody who wants to stay unknown, whom the kept answer does not name.
        let hidden = batch([entry("key-4", 3, #""building_id": 1, "anonymous": true"#)])
        let unknown = try (0..<2).map { _ in try send("resident", "b-2", hidden) }
        #expect(try unknown.map(statuses) == [[201], [201]])
        #expect(unknown.map { $0.header("Idempotency-Replayed") } == [nil, "true"])
    }

    @Test("An entry says all that is wrong with it at once, each at its place")
    func faults() async throws {
        let desk = try await IntakeDesk()
        let odd = """
            {"client_id": "odd", "kind": "zz", "category_id": 99999, "building_id": 99999, "title": "灯", "description": "不亮"}
            """
        let sent = try desk.send("staff", "cases/batch", batch([entry("good"), odd]))
        #expect(try statuses(sent) == [201, 422])
        let pointers = try sent.json().at("items.1.problem.errors")?.elements.compactMap { $0["pointer"]?.string }
        #expect(
            Set(pointers ?? []) == ["#/cases/1/kind", "#/cases/1/category_id", "#/cases/1/building_id"],
            "\(sent.text)"
        )
    }

    @Test("Who wants to stay unknown stays so, and an entry sent again is not doubled all the same")
    func anonymous() async throws {
        let desk = try await IntakeDesk()
        let category = try desk.category("lamps")
        let body = batch([entry("secret-1", category, #""building_id": 1, "anonymous": true"#)])
        #expect(try statuses(desk.send("resident", "cases/batch", body)) == [201])
        #expect(try statuses(desk.send("resident", "cases/batch", body)) == [200])
        let row = try desk.get("staff", "cases?category_id=\(category)").at("items.0")
        #expect(row?["reporter_id"]?.isNull == true && row?["entered_by"]?.isNull == true)
    }

    @Test("A batch longer than the community takes is refused whole, and whoever may not report sends none")
    func limits() async throws {
        let desk = try await IntakeDesk()
        #expect(try desk.send("secretary", "settings", #"{"batch_entries": 2}"#, method: "PATCH").status == 200)
        let three = try desk.send("grid_worker", "cases/batch", batch((0..<3).map { entry("n-\($0)") }))
        #expect(three.status == 422 && three.faults == ["#/cases too_many"])
        #expect(
            try statuses(desk.send("grid_worker", "cases/batch", batch((0..<2).map { entry("n-\($0)") }))) == [
                201, 201,
            ]
        )
        #expect(try desk.send("partner", "cases/batch", batch([entry("p")])).status == 403)
        #expect(try desk.send("grid_worker", "cases/batch").faults == ["#/cases required"])
    }
}

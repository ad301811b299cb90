import App
import Domain
import JSON
import Storage
import TestSupport
import Testing

@Suite("破解难题零积压：the life of a case over HTTP")
struct CaseLifeTests {
    /// A server of its own with its people signed in (办理现场).
    private struct Desk {
        let test: TestServer
        let client: HTTPClient
        let tokens: [String: String]

        init() async throws {
            test = try await TestServer.ownDemo()
            client = test.client()
            var tokens: [String: String] = [:]
            for login in ["secretary", "staff", "grid_worker", "resident", "partner", "subdistrict_officer"] {
                tokens[login] = try await test.token(login)
            }
            self.tokens = tokens
        }

        func send(_ login: String, _ path: String, _ body: String = "{}") throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/\(path)", token: tokens[login], body: body)
        }

        func get(_ login: String, _ path: String) throws -> JSONValue {
            try client.send("GET", "/api/v1/\(path)", token: tokens[login]).json()
        }

        /// Reported by the resident, at a building of the own grid.
        func report(_ category: Int = 3) throws -> Int64 {
            let body = """
                {"kind": "help", "category_id": \(category), "title": "楼道灯不亮", "description": "三楼坏了", "building_id": 1}
                """
            return try send("resident", "cases", body).json()["id"]?.integer ?? 0
        }

        /// Moves on, each of which must be taken.
        func move(_ id: Int64, _ steps: [(login: String, move: String, body: String)]) throws {
            for step in steps {
                let answer = try send(step.login, "cases/\(id)/\(step.move)", step.body)
                #expect(answer.status == 200, "\(step.move): \(answer.text)")
            }
        }
    }

    @Test(
        "反馈身边要事: the partner's work is entered for it, the household reads how it ended, and not solved goes to others"
    )
    func wholeLife() async throws {
        let desk = try await Desk()
        let id = try desk.report()
        try desk.move(
            id,
            [
                ("staff", "accept", #"{"handler_organization_id": 1}"#),
                ("staff", "start", #"{"handler_name": "王师傅", "channel": "phone"}"#),
                ("staff", "report-done", #"{"answer": "已更换灯泡", "channel": "wechat"}"#),
                ("secretary", "send-back", #"{"remark": "仍不亮"}"#),
                ("staff", "report-done", #"{"answer": "已换线路", "channel": "phone"}"#),
                ("secretary", "close", "{}"),
            ]
        )
        let timeline = try desk.get("staff", "cases/\(id)/timeline?limit=20")["items"]?.elements.map { $0 } ?? []
        let start = timeline.first { $0["move"]?.string == "start" }
        #expect(start?["on_behalf_of_id"]?.integer == 1 && start?["channel"]?.string == "phone")
        let seen = try desk.get("resident", "cases/\(id)/timeline?limit=20")["items"]?.elements
            .compactMap { $0["move"]?.string }
        #expect(seen?.contains("send_back") == false && seen?.last == "close")

        let notices = try desk.get("resident", "notifications")["items"]?.elements.map { $0 } ?? []
        let ended = try #require(notices.first { $0["topic"]?.string == "case_ended" && $0["case_id"]?.integer == id })
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true)
        #expect(try desk.send("resident", "notifications/\(ended["id"]?.integer ?? 0)/read").status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")

        let rating = #"{"speed": 4, "result": 1, "attitude": 5, "solved": false, "second_handling": true}"#
        #expect(try desk.send("resident", "cases/\(id)/rate", rating).status == 200)
        let all = try desk.get("staff", "cases?sort=-id&limit=1")
        let second = try #require(all.at("items.0"))
        #expect(second["second_of_id"]?.integer == id && second["status"]?.string == "received")
        let first = try desk.get("staff", "cases/\(id)")
        #expect(second["answerable_id"]?.integer != first["answerable_id"]?.integer)
        #expect(try desk.send("resident", "cases/\(id)/rate", rating).status >= 400)
    }

    @Test("The phone matter is answered in one call, and the group-chat matter given to the grid worker in one")
    func oneCall() async throws {
        let desk = try await Desk()
        let worker = try desk.get("grid_worker", "me")["id"]?.integer ?? 0
        let matter =
            #""kind": "consultation", "source": "hotline", "category_id": 3, "title": "问", "description": "几点开门", "building_id": 1"#
        let answered = try desk.send("staff", "cases", #"{\#(matter), "answer": {"answer": "八点半"}}"#)
        #expect(answered.status == 201, "\(answered.text)")
        #expect(try answered.json()["status"]?.string == "closed")
        let given = try desk.send("staff", "cases", #"{\#(matter), "accept": {"handler_id": \#(worker)}}"#)
        #expect(try given.json()["status"]?.string == "dispatched")
        let mine = try desk.get("grid_worker", "lists/mine?limit=200")["items"]?.elements.compactMap {
            $0["id"]?.integer
        }
        #expect(mine?.contains(try given.json()["id"]?.integer ?? 0) == true)
        let both = #"{\#(matter), "accept": {}, "answer": {"answer": "好"}}"#
        #expect(try desk.send("staff", "cases", both).status == 422)
    }

    @Test("Two people move the same case at once: one wins, the other learns what is possible now")
    func race() async throws {
        let desk = try await Desk()
        let id = try desk.report()
        let token = try #require(desk.tokens["staff"])
        let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for _ in 0..<8 {
                let client = desk.test.client()
                group.addTask {
                    try client.send(
                        "POST",
                        "/api/v1/cases/\(id)/accept",
                        token: token,
                        body: #"{"handler_organization_id": 1}"#
                    )
                }
            }
            return try await group.reduce(into: [HTTPAnswer]()) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 200 }.count == 1)
        let others = answers.filter { $0.status != 200 }
        #expect(others.allSatisfy { $0.status == 409 && $0.code == "illegal_move" && $0.text.contains("dispatched") })
    }

    @Test("The own last move is undone within half an hour, as if it had not been made; both rows stay")
    func undo() async throws {
        let desk = try await Desk()
        let id = try desk.report()
        let before = try desk.get("staff", "cases/\(id)")
        try desk.move(id, [("staff", "accept", #"{"handler_organization_id": 1}"#)])
        #expect(try desk.send("secretary", "cases/\(id)/undo").status == 403)
        try desk.move(id, [("staff", "undo", "{}")])
        let after = try desk.get("staff", "cases/\(id)")
        #expect(after["status"]?.string == "received" && after["handler_organization_id"]?.isNull == true)
        #expect(after["due_at"]?.string == before["due_at"]?.string)
        #expect(try desk.get("staff", "cases/\(id)/timeline")["items"]?.count == 3)
    }

    @Test("Who may not make a move is refused, whoever is outside its scope does not find it, and every fault is named")
    func refusals() async throws {
        let desk = try await Desk()
        let id = try desk.report()
        #expect(try desk.send("grid_worker", "cases/\(id)/accept").status == 403)
        #expect(try desk.send("staff", "cases/\(id)/shelve").status == 403)
        #expect(try desk.send("partner", "cases/\(id)/start").status == 404)
        let shelve = try desk.send("secretary", "cases/\(id)/merge", #"{"case_id": "x", "kind": 3}"#)
        #expect(shelve.status == 422 && shelve.faults.count == 2)
        #expect(try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(id)}"#).status == 422)
    }

    @Test("A merged case brings those who wait for it to the other, and no chain of merged cases goes in a circle")
    func merge() async throws {
        let desk = try await Desk()
        let (one, two) = (try desk.report(), try desk.report())
        try desk.move(one, [("staff", "merge", #"{"case_id": \#(two)}"#)])
        let other = try desk.get("staff", "cases/\(two)/timeline?limit=200")["items"]?.elements
        #expect(other?.contains { $0["move"]?.string == "take_in" } == true)
        let merged = try desk.get("staff", "cases/\(one)")
        #expect(merged["status"]?.string == "closed" && merged["duplicate_of_id"]?.integer == two)
        #expect(try desk.send("staff", "cases/\(two)/merge", #"{"case_id": \#(one)}"#).status == 422)
    }

    @Test("More time is asked for by one and granted by another; the limit becomes longer")
    func moreTime() async throws {
        let desk = try await Desk()
        let id = try desk.report()
        try desk.move(
            id,
            [
                ("staff", "accept", #"{"handler_organization_id": 1}"#),
                ("staff", "extend", #"{"limit": "2 working_days", "remark": "等配件", "channel": "phone"}"#),
            ]
        )
        // How the word of a partner arrived stands beside it.
        let unsaid = try desk.send("staff", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        #expect(unsaid.faults == ["#/channel required"], "\(unsaid.text)")
        let due = try desk.get("staff", "cases/\(id)")["due_at"]?.string ?? ""
        let asked = try desk.get("staff", "cases/\(id)/extensions").at("items.0.id")?.integer ?? 0
        let own = try desk.send("staff", "extensions/\(asked)/grant")
        #expect(own.status == 403 && own.code == "two_persons")
        #expect(try desk.send("secretary", "extensions/\(asked)/grant").status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["due_at"]?.string ?? "" > due)
        #expect(try desk.send("secretary", "extensions/\(asked)/refuse", #"{"remark": "晚了"}"#).status == 409)
    }

    @Test("The backlog of any day is what the cases themselves say, and the ledger of each grid balances")
    func figures() async throws {
        let desk = try await Desk()
        for date in ["2021-03-31", "2021-06-30", "2021-12-31"] {
            let report = try desk.get("secretary", "reports/backlog?on=\(date)")
            let before = "created_at.lt=\(date)T23:59:59.999%2B08:00&limit=1"
            let arrived = try desk.client.send(
                "GET",
                "/api/v1/cases?\(before)",
                token: desk.tokens["secretary"],
                headers: [("Prefer", "count=exact")]
            ).json()["total"]?.integer
            let still = try desk.client.send(
                "GET",
                "/api/v1/cases?\(before)&closed_at.lte=\(date)T23:59:59.999%2B08:00",
                token: desk.tokens["secretary"],
                headers: [("Prefer", "count=exact")]
            ).json()["total"]?.integer
            #expect(report["opened"]?.integer == arrived && report["closed"]?.integer == still, "\(date)")
            let grids = report["by_grid"]?.elements.compactMap { $0["open"]?.integer } ?? []
            #expect(report["open"]?.integer == grids.reduce(0, +))
        }
        let ledger =
            try desk.get("secretary", "reports/case-ledger?year=2021")["by_grid_and_month"]?.elements.map { $0 } ?? []
        #expect(ledger.count == 60)
        for line in ledger {
            let figure = { (name: String) in line[name]?.integer ?? -1 }
            #expect(figure("opening") + figure("arrived") - figure("told") == figure("closing"))
        }

        let problems = try Checkup.examine(desk.test.folder)
        #expect(problems.isEmpty, "\(problems)")
    }
}

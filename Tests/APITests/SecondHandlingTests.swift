import JSON
import TestSupport
import Testing

@Suite("二次办理：what was not solved is handled again, by other people")
struct SecondHandlingTests {
    @Test("Neither who answered for it, nor who worked on it, nor who ended it has a hand in the second handling")
    func others() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let staff = try desk.account("staff")
        let first = try desk.report()
        _ = try desk.make("staff", "cases/\(first)/accept", #"{"handler_id": \#(worker)}"#)
        try desk.finish(first)
        let rating = #"{"speed": 1, "result": 1, "attitude": 3, "solved": false, "second_handling": true}"#
        #expect(try desk.send("resident", "cases/\(first)/rate", rating).status == 200)
        let second = try #require(
            try desk.items("secretary", "cases?sort=-id&limit=20").first { $0["second_of_id"]?.integer == first }
        )
        let id = try #require(second["id"]?.integer)
        #expect(second["answerable_id"]?.integer != staff)

        // Who answered for the first takes it in as everybody of the desk may, but neither answers it nor gives it back.
        let answer = #"{"answer": "已修好"}"#
        #expect(try desk.send("staff", "cases/\(id)/answer", answer).code == "not_other_people")
        let declined = #"{"reason": "repeated", "answer": "已答复"}"#
        #expect(try desk.send("staff", "cases/\(id)/decline", declined).code == "not_other_people")
        let again = try desk.send("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        #expect(again.faults == ["#/handler_id not_other_people"])
        let patched = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"answerable_id": \#(staff)}"#
        )
        #expect(patched.faults == ["#/answerable_id not_other_people"])

        // Whoever answers it at once has done it, and somebody else looks.
        #expect(try desk.send("secretary", "cases/\(id)/answer", answer).json()["status"]?.string == "checking")
        #expect(try desk.send("secretary", "cases/\(id)/close").code == "not_yours")
        _ = try desk.make("secretary", "cases/\(id)/undo")
        #expect(try desk.send("secretary", "cases/\(id)/merge", #"{"case_id": \#(first)}"#).code == "second_stays")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(leader)}"#)
        // As a deputy neither.
        let deputy = #"{"account_id": \#(leader), "deputy_id": \#(worker), "from_date": "2020-01-01"}"#
        _ = try desk.make("secretary", "deputies", deputy)
        #expect(try desk.send("grid_worker", "cases/\(id)/start").code == "not_yours")
        #expect(try desk.send("grid_leader", "cases/\(id)/report-done", answer).status == 200)
        // Whoever worked on it the first time, or answered for it, does not look at it; nor is it their list's.
        for login in ["grid_worker", "staff"] {
            #expect(try desk.send(login, "cases/\(id)/close").code == "not_yours", "\(login)")
            #expect(
                try desk.items(login, "lists/to-check?limit=200").allSatisfy { $0["id"]?.integer != id },
                "\(login)"
            )
        }
        // Handed over to one of them with other work, it goes to the desk, and the answer says so.
        let body = #"{"from_account_id": \#(leader), "to_account_id": \#(worker), "remark": "病假"}"#
        let handed = try desk.send("secretary", "cases/hand-over", body)
        let moved = try handed.json()["cases"]?.elements.first { $0["id"]?.integer == id }
        #expect(moved?["number"]?.string == second["number"]?.string)
        let receiver = try #require(moved?["to_account_id"]?.integer)
        #expect(![worker, staff, leader].contains(receiver))
        let why = moved?["detail"]?.string ?? ""
        #expect(moved?["code"]?.string == "not_other_people" && why.contains("首次办理"), "\(handed.text)")
        #expect(try why.contains(desk.get("secretary", "accounts/\(receiver)")["name"]?.string ?? "?"), "\(why)")
    }

    @Test("Whom a second handling would go to by its category is passed over, and it is said for whom, and why")
    func proposed() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        _ = try desk.make(
            "secretary",
            "case-routes",
            #"{"category_id": 3, "handler_id": \#(worker), "from_date": "2021-01-01"}"#
        )
        let first = try desk.report()
        _ = try desk.make("staff", "cases/\(first)/accept", #"{"handler_id": \#(worker)}"#)
        try desk.finish(first)
        let rating = #"{"speed": 1, "result": 1, "attitude": 3, "solved": false, "second_handling": true}"#
        #expect(try desk.send("resident", "cases/\(first)/rate", rating).status == 200)
        let id = try #require(
            try desk.items("secretary", "cases?sort=-id&limit=20").first { $0["second_of_id"]?.integer == first }?[
                "id"
            ]?
            .integer
        )
        let accepted = try desk.send("secretary", "cases/\(id)/accept").json()
        #expect(accepted.at("proposal.handler_id")?.integer == leader, "\(accepted)")
        #expect(accepted.at("proposal.reason")?.string?.contains("首次办理") == true, "\(accepted)")
        let given = try desk.send("secretary", "cases/\(id)/dispatch", #"{"handler_id": \#(leader)}"#)
        #expect(given.status == 200, "\(given.text)")
    }

    @Test("A reporter who looks in the end says that it is done, and writes none of the words")
    func confirming() async throws {
        let desk = try await CaseDesk()
        let body = #"{"code": "confirmed", "name": "居民确认类", "check_policy": "reporter"}"#
        let id = try desk.report(category: try desk.make("secretary", "case-categories", body))
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        let words = #"{"answer": "胡说", "closing_reason": "explained", "told": "household"}"#
        let refused = try desk.send("resident", "cases/\(id)/close", words)
        #expect(
            refused.faults.sorted() == [
                "#/answer not_allowed", "#/closing_reason not_allowed", "#/told not_allowed",
            ]
        )
        #expect(try desk.send("resident", "cases/\(id)/close").status == 200)
        let file = try desk.get("staff", "cases/\(id)")
        #expect(file["answer"]?.string == "已修好" && file["closing_reason"]?.string == "fixed")
    }

    @Test("The marks of an earlier round are none of the next, which is rated anew")
    func rounds() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        try desk.finish(id)
        let marks = #"{"speed": 1, "result": 1, "attitude": 1, "solved": false}"#
        #expect(try desk.send("resident", "cases/\(id)/rate", marks).status == 200)
        let report = "reports/case-satisfaction?from=2022-01-01"
        let before = try desk.get("secretary", report)["total"]
        try await desk.pass(hours: 1)
        _ = try desk.make("staff", "cases/\(id)/reopen", #"{"handler_id": \#(worker), "remark": "又坏了"}"#)
        try desk.finish(id, answer: "已换灯")
        let after = try desk.get("secretary", report)["total"]
        #expect(before?["not_rated"]?.integer == 0 && after?["not_rated"]?.integer == 1)
        let better = #"{"speed": 5, "result": 5, "attitude": 5, "solved": true}"#
        #expect(try desk.send("resident", "cases/\(id)/rate", better).status == 200)
        #expect(try desk.get("secretary", report).at("total.satisfied")?.integer == 1)
    }
}

import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("更正与重来：a place set right, time given so often, a word that is taken back")
struct CasePlaceTests {
    private func change(_ desk: CaseDesk, _ id: Int64, _ login: String, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens[login],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test(
        "A building that was written down wrong is set right; the case is its grid's, in the ledger and the backlog too"
    )
    func setRight() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("staff")
        let old = try #require(try desk.get("staff", "cases/\(id)")["grid_id"]?.integer)
        let far = try #require(
            try desk.items("staff", "buildings?grid_id.not=\(old)&limit=50").first { $0["grid_id"]?.integer != nil }
        )
        let (building, grid) = (far["id"]?.integer ?? 0, far["grid_id"]?.integer)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        #expect(try change(desk, id, "grid_worker", #"{"building_id": \#(building)}"#).status == 403)
        let both = try change(desk, id, "staff", #"{"building_id": \#(building), "place_id": 1}"#)
        #expect(both.faults == ["#/place_id one_place"], "\(both.text)")
        let moved = try change(desk, id, "grid_leader", #"{"building_id": \#(building)}"#)
        #expect(moved.status == 200, "\(moved.text)")
        let file = try desk.get("staff", "cases/\(id)")
        #expect(file["grid_id"]?.integer == grid && file["building_id"]?.integer == building)
        #expect(file["compound_id"]?.integer == far["compound_id"]?.integer && file["household_id"]?.isNull == true)
        let opened = try desk.get("staff", "cases?grid_id=\(grid ?? 0)&id=\(id)")
        #expect((opened["items"]?.elements.map { $0 } ?? []).count == 1)
        // Nobody is set to take such cases there, and nobody of that grid has come to work yet: the desk has it, and all read so.
        let given = try #require(try moved.json().at("given_to.handler_id")?.integer, "\(moved.text)")
        let worker = try desk.account("grid_worker")
        #expect(given != worker && file["handler_id"]?.integer == given)
        let row = try desk.items("staff", "cases/\(id)/timeline?limit=200").last
        #expect(row?["move"]?.string == "hand_over" && row?["remark"]?.string?.contains("另一网格") == true)
        await desk.test.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseSums.differences(connection).isEmpty)
    }

    @Test(
        "Set right into another grid, a case goes to whoever takes such cases there, and the answer and the timeline say so"
    )
    func rerouted() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("staff")
        let old = try #require(try desk.get("staff", "cases/\(id)")["grid_id"]?.integer)
        let far = try #require(
            try desk.items("staff", "buildings?grid_id.not=\(old)&limit=50").first { $0["grid_id"]?.integer != nil }
        )
        let (building, grid) = (far["id"]?.integer ?? 0, far["grid_id"]?.integer ?? 0)
        let own = try desk.account("staff")
        let route = #"{"category_id": 3, "grid_id": \#(grid), "handler_id": \#(own), "from_date": "2021-01-01"}"#
        _ = try desk.make("secretary", "case-routes", route)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let moved = try change(desk, id, "grid_leader", #"{"building_id": \#(building)}"#)
        #expect(try moved.json().at("given_to.handler_id")?.integer == own, "\(moved.text)")
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == own)
        let row = try desk.items("staff", "cases/\(id)/timeline?limit=200").last
        #expect(row?["move"]?.string == "reassign" && row?["remark"]?.string?.contains("另一网格") == true)
        #expect(try desk.topics("staff", of: id).contains("case_assigned"))
        // Within its grid nothing changes hands.
        let near = try desk.report("staff")
        _ = try desk.make("staff", "cases/\(near)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let stays = try change(desk, near, "staff", #"{"building_id": 2}"#)
        #expect(try stays.status == 200 && stays.json()["given_to"] == nil)
    }

    @Test("More time is given twice in one handling, and not a third time")
    func enough() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let more = #"{"limit": "2 working_days", "remark": "等配件"}"#
        for _ in 1...2 {
            _ = try desk.make("grid_worker", "cases/\(id)/extend", more)
            let asked = try desk.items("staff", "cases/\(id)/extensions").first { $0["status"]?.string == "asked" }
            _ = try desk.make("staff", "extensions/\(try #require(asked?["id"]?.integer))/grant")
        }
        let third = try desk.send("grid_worker", "cases/\(id)/extend", more)
        #expect(third.status == 409 && third.code == "extended_enough", "\(third.text)")
    }

    @Test("What was asked for a handling that has ended is nobody's to decide, and says so")
    func lapsed() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/extend", #"{"limit": "2 working_days", "remark": "等配件"}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        let asked = try #require(try desk.items("staff", "cases/\(id)/extensions").first)
        #expect(asked["status"]?.string == "lapsed")
        #expect(try desk.send("staff", "extensions/\(asked["id"]?.integer ?? 0)/grant").code == "step_has_ended")
    }

    @Test("Whoever read that it is done reads that it is not; to whom it went already it does not go again")
    func takenBack() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let same = try desk.send("staff", "cases/\(id)/reassign", #"{"handler_id": \#(worker), "remark": "再派"}"#)
        #expect(same.status == 409 && same.code == "has_it_already", "\(same.text)")
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已修好"}"#)
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.moves("resident", of: id).last == "undo")
        #expect(try desk.topics("resident", of: id).suffix(2) == ["case_ended", "case_moved_on"])
    }

    @Test("Nobody is out of reach who was not tried often enough, and the timeline says how often")
    func tries() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        for tries in ["", #", "tries": 2"#] {
            let lost = #"{"answer": "已修好", "told": "not_reachable"\#(tries)}"#
            #expect(try desk.send("staff", "cases/\(id)/answer", lost).faults == ["#/tries too_few_tries"])
        }
        let reason = #"{"answer": "联系不上，留门条", "closing_reason": "not_reachable", "tries": 4}"#
        _ = try desk.make("staff", "cases/\(id)/answer", reason)
        let note = try desk.items("staff", "cases/\(id)/timeline?limit=200").last { $0["move"]?.string == "note" }
        #expect(note?["remark"]?.string?.contains("4") == true)
    }

    @Test("Whoever loses a case by its move to another grid reads who has it")
    func lost() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("staff")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let far = try #require(
            try desk.items("staff", "buildings?grid_id.not=1&limit=50").first { $0["grid_id"]?.integer != nil }
        )
        let moved = try change(desk, id, "grid_leader", #"{"building_id": \#(far["id"]?.integer ?? 0)}"#)
        let name = try #require(try moved.json().at("given_to.name")?.string, "\(moved.text)")
        #expect(try desk.send("grid_worker", "cases/\(id)", "", "GET").status == 404)
        let word = try desk.items("grid_worker", "notifications?limit=200").first {
            $0["topic"]?.string == "case_taken_over" && $0["case_id"]?.integer == id
        }
        #expect(word?["text"]?.string?.contains(name) == true)
    }

    @Test("Whoever loses a case by a reassignment reads who has it, and so it is when that is undone")
    func reassigned() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("staff")
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("staff", "cases/\(id)/reassign", #"{"handler_id": \#(leader), "remark": "病假"}"#)
        #expect(try desk.topics("grid_worker", of: id) == ["case_assigned", "case_taken_over"])
        #expect(try desk.topics("grid_leader", of: id) == ["case_assigned"])
        let name = try #require(
            try desk.get("staff", "accounts/\(leader)")["name"]?.string ?? desk.get("grid_leader", "me")["name"]?.string
        )
        let word = try desk.items("grid_worker", "notifications?limit=200").first {
            $0["topic"]?.string == "case_taken_over" && $0["case_id"]?.integer == id
        }
        #expect(word?["text"]?.string?.contains(name) == true, "\(word?["text"]?.string ?? "")")
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.topics("grid_worker", of: id).last == "case_assigned")
        #expect(try desk.topics("grid_leader", of: id).last == "case_taken_over")
        // To an organization and back, those who sign in for it read the same.
        _ = try desk.make(
            "staff",
            "cases/\(id)/reassign",
            #"{"handler_organization_id": \#(desk.company), "remark": "属物业"}"#
        )
        _ = try desk.make("staff", "cases/\(id)/reassign", #"{"handler_id": \#(worker), "remark": "属网格"}"#)
        #expect(try desk.topics("partner", of: id) == ["case_assigned", "case_taken_over"])
    }
}

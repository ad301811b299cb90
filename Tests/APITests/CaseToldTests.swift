import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("告知入账：a household is told once, when its case is closed, and a slip is taken back")
struct CaseToldTests {
    @Test("What was said at the door counts at the close: one arrival and one telling, also after a rework")
    func atTheClose() async throws {
        let desk = try await CaseDesk()
        let start = try desk.ledger()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let done = #"{"answer": "已修好", "told": "household"}"#
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", done)
        let waiting = try desk.get("staff", "cases/\(id)")
        #expect(waiting["told"]?.isNull == true && waiting["told_at_close"]?.string == "household")
        #expect(try desk.grown(since: start) == [1, 0, 1])
        _ = try desk.make("staff", "cases/\(id)/send-back", #"{"remark": "还漏水"}"#)
        #expect(try desk.get("staff", "cases/\(id)")["told_at_close"]?.isNull == true)
        #expect(try desk.grown(since: start) == [1, 0, 1])
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", done)
        _ = try desk.make("staff", "cases/\(id)/close")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
        #expect(try desk.grown(since: start) == [1, 1, 0])
        // To take back the close takes back what counted with it.
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.grown(since: start) == [1, 0, 1])
        _ = try desk.make("staff", "cases/\(id)/close")
        #expect(try desk.grown(since: start) == [1, 1, 0])
        // Opened again it is a round of its own, which is told once more.
        _ = try desk.make("staff", "cases/\(id)/reopen", #"{"remark": "又坏了"}"#)
        #expect(try desk.grown(since: start) == [2, 1, 1])
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", done)
        _ = try desk.make("staff", "cases/\(id)/close")
        #expect(try desk.grown(since: start) == [2, 2, 0])
        try await desk.examine()
    }

    @Test(
        "A telling by mistake is taken back by whoever entered it, with the duplicates that were told by the same word"
    )
    func takenBack() async throws {
        let desk = try await CaseDesk()
        let start = try desk.ledger()
        let (first, second) = (try desk.report("resident"), try desk.report("resident"))
        _ = try desk.make("staff", "cases/\(second)/merge", #"{"case_id": \#(first), "remark": "同一事项"}"#)
        _ = try desk.make("staff", "cases/\(first)/answer", #"{"answer": "已安排"}"#)
        let left = try desk.get("staff", "cases/\(first)")["untold_duplicates"]
        #expect(
            left?.at("0.id")?.integer == second && left?.at("0.next.path")?.string == "/api/v1/cases/\(second)/tell"
        )
        #expect(try desk.get("resident", "cases/\(first)")["untold_duplicates"] == nil)
        let listed = try desk.items("staff", "lists/to-tell?limit=200").compactMap { $0["id"]?.integer }
        #expect(listed.contains(first) && listed.contains(second))
        _ = try desk.make("staff", "cases/\(first)/tell", #"{"told": "household", "also_duplicates": true}"#)
        #expect(try desk.grown(since: start) == [2, 2, 0])
        #expect(try desk.get("staff", "cases/\(first)")["untold_duplicates"] == nil)
        #expect(try desk.send("grid_worker", "cases/\(first)/undo").status == 403)
        _ = try desk.make("staff", "cases/\(first)/undo")
        for id in [first, second] { #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true, "\(id)") }
        #expect(try desk.grown(since: start) == [2, 0, 2])
        // After the time of undoing it stands.
        _ = try desk.make("staff", "cases/\(first)/tell", #"{"told": "household"}"#)
        try await desk.pass(hours: 1)
        #expect(try desk.send("staff", "cases/\(first)/undo").code == "undo_is_over")
        try await desk.examine()
    }

    @Test("That a household read its answer is nobody's to take back")
    func read() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已安排"}"#)
        let notice = try #require(
            try desk.items("resident", "notifications?limit=200").first {
                $0["case_id"]?.integer == id && $0["topic"]?.string == "case_ended"
            }
        )
        _ = try desk.make("resident", "notifications/\(notice["id"]?.integer ?? 0)/read")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
        for login in ["resident", "staff"] {
            #expect(try desk.send(login, "cases/\(id)/undo").status >= 403, "\(login)")
        }
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
    }

    @Test("That there is nobody to tell holds no longer once a household waits")
    func nobodyNoMore() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("staff")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好", "told": "nobody"}"#)
        #expect(try desk.get("staff", "cases/\(id)")["told_at_close"]?.string == "nobody")
        let home = try #require(try desk.items("staff", "households?grid_id=1&limit=1").first?["id"]?.integer)
        let entered = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"household_id": \#(home)}"#
        )
        #expect(try entered.json()["told_at_close"]?.isNull == true, "\(entered.text)")
        _ = try desk.make("staff", "cases/\(id)/close")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true)
        #expect(try desk.items("staff", "lists/to-tell?limit=200").contains { $0["id"]?.integer == id })
        try await desk.examine()
    }

    @Test("Who was told at the door is not the household that the case is entered for since")
    func anotherHousehold() async throws {
        let desk = try await CaseDesk()
        let homes = try desk.items("staff", "households?grid_id=1&limit=2").compactMap { $0["id"]?.integer }
        try #require(homes.count == 2)
        for told in [#""told": "household", "channel": "on_site""#, #""told": "not_reachable", "tries": 3"#] {
            for other in ["\(homes[1])", "null"] {
                let id = try desk.make(
                    "staff",
                    "cases",
                    #"{"kind": "help", "category_id": 3, "description": "三楼灯坏了", "household_id": \#(homes[0])}"#
                )
                _ = try desk.make(
                    "staff",
                    "cases/\(id)/accept",
                    #"{"handler_id": \#(try desk.account("grid_worker"))}"#
                )
                _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好", \#(told)}"#)
                #expect(try desk.get("staff", "cases/\(id)")["told_at_close"]?.isNull == false, "\(told)")
                let place = other == "null" ? #", "building_id": 1"# : ""
                let moved = try desk.client.send(
                    "PATCH",
                    "/api/v1/cases/\(id)",
                    token: desk.tokens["staff"],
                    headers: [("If-Match", "*")],
                    body: #"{"household_id": \#(other)\#(place)}"#
                )
                #expect(try moved.json()["told_at_close"]?.isNull == true, "\(told) \(other): \(moved.text)")
            }
        }
        try await desk.examine()
    }

    @Test(
        "Whoever waits too long for a word is counted each morning and stays in a list, and so does who was told of no shelf"
    )
    func overdue() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/answer", #"{"answer": "已安排"}"#)
        let shelved = try desk.report()
        _ = try desk.make("staff", "cases/\(shelved)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let shelf = """
            {"remark": "等配件", "condition": "配件到货", "review_on": "2023-01-20", "answer": "配件到货后修"}
            """
        _ = try desk.make("secretary", "cases/\(shelved)/shelve", shelf)
        let listed = { (path: String) in
            try desk.items("staff", "lists/to-tell?limit=200\(path)").filter {
                [id, shelved].contains($0["id"]?.integer)
            }
        }
        #expect(try listed("").count == 2 && listed("&overdue=true").isEmpty)
        let count = try desk.get("staff", "home/work")["to_tell_overdue"]?.integer ?? -1
        try await desk.turn(to: desk.clock.now().advanced(bySeconds: 91 * 86_400))
        #expect(try listed("").compactMap { $0["id"]?.integer } == [shelved])
        #expect(try listed("&overdue=true").first?["next"]?.string == "POST /api/v1/cases/\(id)/tell")
        #expect(
            try desk.items("grid_worker", "lists/to-tell?overdue=true&limit=200").contains { $0["id"]?.integer == id }
        )
        #expect(try desk.items("partner", "lists/to-tell?overdue=true").isEmpty)
        #expect(try desk.get("staff", "home/work")["to_tell_overdue"]?.integer ?? -1 > count)
        let call = try #require(try listed("").first?["next"]?.string)
        #expect(call == "POST /api/v1/cases/\(shelved)/tell")
        for id in [id, shelved] { _ = try desk.make("staff", "cases/\(id)/tell", #"{"channel": "phone"}"#) }
        #expect(try listed("").isEmpty && listed("&overdue=true").isEmpty)
        // How long that is, the secretary says.
        let days = #"{"telling_days": 1}"#
        #expect(try desk.send("staff", "settings", days, "PATCH").code == "secretary_only")
        #expect(try desk.send("secretary", "settings", days, "PATCH").status == 200)
        try await desk.examine()
    }
}

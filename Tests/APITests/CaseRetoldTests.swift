import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("并案再告知：whoever was told an answer that was taken back is told the one that stands")
struct CaseRetoldTests {
    /// A case of somebody else with a duplicate of the resident.
    private func pair(_ desk: CaseDesk) throws -> (target: Int64, duplicate: Int64) {
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        let duplicate = try desk.report()
        _ = try desk.make("staff", "cases/\(duplicate)/merge", #"{"case_id": \#(target)}"#)
        return (target, duplicate)
    }

    private func told(_ desk: CaseDesk, _ id: Int64) throws -> String? {
        try desk.get("staff", "cases/\(id)")["told"]?.string
    }

    private func waits(_ desk: CaseDesk, _ id: Int64) throws -> Bool {
        try desk.items("staff", "lists/to-tell?limit=200").contains { $0["id"]?.integer == id }
    }

    private static let both = #"{"told": "household", "channel": "phone", "also_duplicates": true}"#

    @Test(
        "Opened again, a case and its duplicates wait for the new answer, and are told it; undone, they were told as before"
    )
    func reopened() async throws {
        let desk = try await CaseDesk()
        let start = try desk.ledger()
        let (target, duplicate) = try pair(desk)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "三日内修"}"#)
        _ = try desk.make("staff", "cases/\(target)/tell", Self.both)
        #expect(try desk.grown(since: start) == [2, 2, 0])
        try await desk.pass(hours: 1)
        let again = #"{"remark": "又坏了", "handler_id": \#(try desk.account("grid_worker"))}"#
        _ = try desk.make("staff", "cases/\(target)/reopen", again)
        for id in [target, duplicate] { #expect(try told(desk, id) == nil, "\(id)") }
        #expect(try desk.grown(since: start) == [4, 2, 2])
        #expect(try !waits(desk, duplicate), "there is no answer yet to tell")
        // What was opened by mistake was told as before.
        _ = try desk.make("staff", "cases/\(target)/undo")
        for id in [target, duplicate] { #expect(try told(desk, id) == "household", "\(id)") }
        #expect(try desk.grown(since: start) == [2, 2, 0])
        _ = try desk.make("staff", "cases/\(target)/reopen", again)
        try desk.finish(target, answer: "已换新灯")
        let file = try desk.get("staff", "cases/\(duplicate)")
        #expect(file["answer"]?.string == "已换新灯" && file["told"]?.isNull == true)
        #expect(try waits(desk, duplicate))
        let left = try desk.get("staff", "cases/\(target)")["untold_duplicates"]
        #expect(left?.at("0.id")?.integer == duplicate)
        _ = try desk.make("staff", "cases/\(target)/tell", Self.both)
        #expect(try desk.grown(since: start) == [4, 4, 0])
        try await desk.examine()
    }

    @Test("Whoever rated an answer that was taken back rates the one that stands, within its own days")
    func ratedAgain() async throws {
        let desk = try await CaseDesk()
        let (target, duplicate) = try pair(desk)
        let marks = { (solved: Bool) in #"{"speed": 4, "result": 2, "attitude": 5, "solved": \#(solved)}"# }
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "三日内修"}"#)
        _ = try desk.make("resident", "cases/\(duplicate)/rate", marks(false))
        #expect(try desk.send("resident", "cases/\(duplicate)/rate", marks(true)).code == "already_rated")
        try await desk.pass(hours: 24 * 20)
        let again = #"{"remark": "又坏了", "handler_id": \#(try desk.account("grid_worker"))}"#
        _ = try desk.make("staff", "cases/\(target)/reopen", again)
        #expect(try desk.send("resident", "cases/\(duplicate)/rate", marks(true)).status == 409)
        // What was opened by mistake was rated already, and its days are over.
        _ = try desk.make("staff", "cases/\(target)/undo")
        #expect(try desk.send("resident", "cases/\(duplicate)/rate", marks(true)).status == 409)
        _ = try desk.make("staff", "cases/\(target)/reopen", again)
        try desk.finish(target, answer: "已换新灯")
        #expect(try desk.send("resident", "cases/\(duplicate)/rate", marks(true)).status == 200)
        #expect(try desk.send("resident", "cases/\(duplicate)/rate", marks(true)).code == "already_rated")
        try await desk.examine()
    }

    @Test(
        "The days in which a household is to be told run from the answer: of a duplicate that comes long after its end"
    )
    func waitsAnew() async throws {
        let desk = try await CaseDesk()
        let (target, duplicate) = try pair(desk)
        let day: Int64 = 86_400
        try await desk.turn(to: desk.clock.now().advanced(bySeconds: 100 * day))
        func lists(_ login: String) throws -> [Bool] {
            try ["", "&overdue=true"].map { more in
                try desk.items(login, "lists/to-tell?limit=200\(more)").contains { $0["id"]?.integer == duplicate }
            }
        }
        let count = try desk.get("staff", "home/work")["to_tell_overdue"]?.integer
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        for login in ["staff", "grid_leader"] { #expect(try lists(login) == [true, false], "\(login)") }
        #expect(try desk.get("staff", "home/work")["to_tell_overdue"]?.integer == count)
        try await desk.turn(to: desk.clock.now().advanced(bySeconds: 91 * day))
        for login in ["staff", "grid_leader"] { #expect(try lists(login) == [false, true], "\(login)") }
        // Answered anew, it waits anew.
        _ = try desk.make(
            "staff",
            "cases/\(target)/reopen",
            #"{"remark": "又坏了", "handler_id": \#(try desk.account("grid_worker"))}"#
        )
        #expect(try lists("staff") == [false, false])
        try desk.finish(target, answer: "已换新灯")
        #expect(try lists("staff") == [true, false])
        try await desk.examine()
    }

    @Test("An answer that was undone was told to nobody, also where another one had told a duplicate in between")
    func undone() async throws {
        let desk = try await CaseDesk()
        let start = try desk.ledger()
        let (target, duplicate) = try pair(desk)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "三日内修"}"#)
        _ = try desk.make("secretary", "cases/\(duplicate)/tell", #"{"told": "household", "channel": "phone"}"#)
        #expect(try desk.grown(since: start) == [2, 1, 1])
        _ = try desk.make("staff", "cases/\(target)/undo")
        #expect(try told(desk, duplicate) == nil)
        #expect(try desk.grown(since: start) == [2, 0, 2])
        // To undo the telling now would bring back what was not answered after all.
        #expect(try desk.send("secretary", "cases/\(duplicate)/undo").status >= 403)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "今日已修"}"#)
        let file = try desk.get("staff", "cases/\(duplicate)")
        #expect(file["answer"]?.string == "今日已修" && file["told"]?.isNull == true)
        #expect(try waits(desk, duplicate) && waits(desk, target))
        try await desk.examine()
    }

    @Test(
        "What tells the duplicates later is a line of its own, and is taken back by whoever said it and by nobody else"
    )
    func later() async throws {
        let desk = try await CaseDesk()
        let (target, duplicate) = try pair(desk)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        _ = try desk.make("staff", "cases/\(target)/tell", #"{"told": "household", "channel": "phone"}"#)
        _ = try desk.make("secretary", "cases/\(target)/tell", Self.both)
        let number = try desk.get("staff", "cases/\(duplicate)")["number"]?.string ?? "?"
        let row = try desk.items("staff", "cases/\(target)/timeline?limit=200").last
        #expect(row?["move"]?.string == "tell" && row?["remark"]?.string?.contains(number) == true)
        #expect(try desk.moves("resident", of: duplicate).last == "tell")
        #expect(try desk.send("staff", "cases/\(target)/undo").status == 403)
        _ = try desk.make("secretary", "cases/\(target)/undo")
        #expect(try told(desk, target) == "household" && told(desk, duplicate) == nil)
        // Nobody is out of reach who was not tried, and what says nothing asks for nothing.
        let lost = #"{"told": "not_reachable", "tries": 3, "also_duplicates": true}"#
        #expect(
            try desk.send("staff", "cases/\(target)/tell", lost).faults == ["#/also_duplicates each_is_tried"]
        )
        let plain = try pair(desk).target
        _ = try desk.make("staff", "cases/\(plain)/answer", #"{"answer": "已修好"}"#)
        _ = try desk.make("staff", "cases/\(plain)/tell", #"{"also_duplicates": null}"#)
        #expect(try told(desk, plain) == "household")
        try await desk.examine()
    }

    @Test(
        "What nobody had looked at is no answer of a case that is merged, withdrawn or void; merged, it has that of the other"
    )
    func unchecked() async throws {
        let desk = try await CaseDesk()
        func checked() throws -> Int64 {
            let id = try desk.report()
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
            _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "未经核查"}"#)
            #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "checking")
            return id
        }
        let target = try desk.report("staff")
        let (merged, withdrawn, void) = (try checked(), try checked(), try checked())
        _ = try desk.make("staff", "cases/\(merged)/merge", #"{"case_id": \#(target)}"#)
        _ = try desk.make("resident", "cases/\(withdrawn)/withdraw")
        _ = try desk.make("secretary", "cases/\(void)/void", #"{"remark": "误登记"}"#)
        for id in [merged, withdrawn, void] {
            let file = try desk.get("resident", "cases/\(id)")
            #expect(file["answer"]?.isNull == true, "\(id)")
            let said = try desk.items("resident", "cases/\(id)/timeline?limit=200").first {
                $0["remark"]?.string == "未经核查"
            }
            #expect(said?["taken_back"]?.bool == true, "\(id)")
        }
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已换新灯"}"#)
        #expect(try desk.get("resident", "cases/\(merged)")["answer"]?.string == "已换新灯")
        #expect(try desk.moves("resident", of: merged).contains("answered_with"))
        try await desk.examine()
    }
}

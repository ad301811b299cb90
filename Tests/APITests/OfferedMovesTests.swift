import App
import JSON
import TestSupport
import Testing

@Suite("所示即可办：what somebody is told to be possible is, and nothing else")
struct OfferedMovesTests {
    /// What a refusal names as possible.
    private func allowed(_ desk: CaseDesk, _ login: String, _ id: Int64) throws -> [String] {
        let refused = try desk.send(login, "cases/\(id)/wake")
        #expect(refused.status == 409, "\(refused.text)")
        return try refused.json()["allowed"]?.elements.compactMap(\.string) ?? []
    }

    @Test("Whoever helps with a case is not told to answer it, and nobody is where somebody else has to look first")
    func answers() async throws {
        let desk = try await CaseDesk()
        let (staff, worker) = (try desk.account("staff"), try desk.account("grid_worker"))
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(staff)}"#)
        #expect(try allowed(desk, "grid_worker", id).contains("answer"))
        _ = try desk.make("staff", "cases/\(id)/co-handlers", #"{"account_id": \#(worker), "task": "陪同"}"#)
        #expect(try !allowed(desk, "grid_worker", id).contains("answer"))
        #expect(try allowed(desk, "staff", id).contains("answer"))
        let order = #"{"remark": "从速", "due_at": "\#(desk.moment(after: 86_400))"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        #expect(try !allowed(desk, "staff", id).contains("answer"))
        #expect(
            try desk.send("staff", "cases/\(id)/answer", #"{"answer": "好了", "told": "household"}"#).code
                == "needs_check"
        )
    }

    @Test("Whoever did the work is not told to call it another case while somebody else has to look")
    func mergers() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("staff"))}"#)
        #expect(try allowed(desk, "staff", id).contains("merge"))
        _ = try desk.make("staff", "cases/\(id)/report-done", #"{"answer": "已修好"}"#)
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "checking")
        #expect(try !allowed(desk, "staff", id).contains("merge"))
        #expect(try allowed(desk, "secretary", id).contains("merge"))
    }

    @Test("More time that was asked for is granted while the limit runs, and not listed while it stands still")
    func moreTime() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let more = #"{"limit": "1 working_days", "remark": "等配件"}"#
        #expect(try allowed(desk, "grid_worker", id).contains("extend"))
        _ = try desk.make("grid_worker", "cases/\(id)/extend", more)
        #expect(try !allowed(desk, "grid_worker", id).contains("extend"))
        let again = try desk.send("grid_worker", "cases/\(id)/extend", more)
        #expect(again.code == "asked_already")
        #expect(try again.json()["allowed"]?.elements.contains { $0.string == "extend" } == false)
        func isListed() throws -> Bool {
            try desk.items("staff", "lists/to-grant?limit=200").contains { $0["id"]?.integer == id }
        }
        #expect(try isListed())
        _ = try desk.make(
            "secretary",
            "cases/\(id)/refer-up",
            #"{"external_number": "JD-1", "follow_up_on": "2022-02-01"}"#
        )
        #expect(try !isListed())
        _ = try desk.make("secretary", "cases/\(id)/refer-back")
        #expect(try isListed())
    }

    @Test("Whoever looked before a case is filed does not handle it, until it is dispatched; undone, they look again")
    func verifier() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/verify-first", #"{"handler_id": \#(worker)}"#)
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == worker)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"route": false}"#)
        let filed = try desk.get("staff", "cases/\(id)")
        #expect(filed["status"]?.string == "filed" && filed["handler_id"]?.isNull == true, "\(filed)")
        let help = #"{"account_id": \#(leader), "task": "陪同"}"#
        #expect(try desk.send("staff", "cases/\(id)/co-handlers", help).code == "no_handler")
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == worker)
    }

    @Test("Whoever is refused because of how a case stands reads what is possible now, whatever the rule")
    func refusals() async throws {
        let desk = try await CaseDesk()
        func check(
            _ refused: HTTPAnswer,
            _ code: String,
            from: String,
            _ moves: [String],
            not other: String? = nil
        ) throws {
            let allowed = try refused.json()["allowed"]?.elements.compactMap(\.string) ?? []
            #expect(refused.status == 409 && refused.code == code, "\(refused.text)")
            #expect(try refused.json()["from"]?.string == from, "\(refused.text)")
            #expect(Set(moves).isSubset(of: allowed) && other.map { !allowed.contains($0) } ?? true, "\(refused.text)")
        }
        let letters = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "letters", "name": "信访", "path": "petition", "private": true}"#
        )
        let petition = try desk.report(category: letters)
        let declined = try desk.send("staff", "cases/\(petition)/decline", #"{"reason": "repeated", "answer": "已答复"}"#)
        try check(declined, "petition_not_declined", from: "received", ["accept", "verify-first"], not: "decline")
        let opened = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(petition)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"private": false}"#
        )
        try check(opened, "petition_private", from: "received", ["accept"])
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/extend", #"{"limit": "1 working_days", "remark": "等配件"}"#)
        let asked = try #require(try desk.items("staff", "cases/\(id)/extensions").first?["id"]?.integer)
        let order = #"{"remark": "从速", "due_at": "\#(desk.moment(after: 86_400))"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        let spoken = try desk.send("staff", "cases/\(id)/answer", #"{"answer": "好了"}"#)
        try check(spoken, "needs_check", from: "dispatched", ["reassign"], not: "answer")
        try desk.finish(id)
        try check(
            try desk.send("staff", "extensions/\(asked)/grant"),
            "step_has_ended",
            from: "closed",
            ["reopen", "tell"]
        )
        let marks = #"{"speed": 5, "result": 5, "attitude": 4, "solved": true}"#
        _ = try desk.make("resident", "cases/\(id)/rate", marks)
        try check(
            try desk.send("resident", "cases/\(id)/rate", marks),
            "already_rated",
            from: "closed",
            [],
            not: "rate"
        )
        _ = try desk.make("staff", "cases/\(id)/tell", #"{"told": "household"}"#)
        try check(
            try desk.send("staff", "cases/\(id)/tell", #"{"told": "household"}"#),
            "told_already",
            from: "closed",
            ["reopen"],
            not: "tell"
        )
    }

    @Test("Whoever keeps a shelved case of another grid in mind reads it, until it is taken up again")
    func keeper() async throws {
        let desk = try await CaseDesk(["admin"])
        let leader = try desk.account("grid_leader")
        #expect(try desk.send("admin", "accounts/\(leader)", #"{"grid_id": 3}"#, "PATCH").status == 200)
        try await desk.turn(to: desk.clock.now())
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        func reads() throws -> Bool {
            let found = try desk.send("grid_leader", "cases/\(id)", "", "GET").status == 200
            #expect(try desk.items("grid_leader", "cases?id=\(id)").isEmpty == !found)
            return found
        }
        #expect(try !reads())
        let shelf = """
            {"remark": "缺预算", "condition": "预算下达", "review_on": "2022-03-01", "answer": "待预算下达后施工", "owner_id": \(leader)}
            """
        _ = try desk.make("secretary", "cases/\(id)/shelve", shelf)
        #expect(try reads())
        _ = try desk.make("staff", "cases/\(id)/wake", #"{"answer": "预算已下达"}"#)
        #expect(try !reads())
    }

    @Test("Whoever takes a case in for another grid answers for it, reads it, and reports on what is ordered")
    func answerable() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report("grid_worker", building: 9)
        let row = try desk.get("grid_worker", "cases/\(id)")
        #expect(row["answerable_id"]?.integer == (try desk.account("grid_worker")), "\(row)")
        #expect(try desk.items("grid_worker", "cases?id=\(id)").count == 1)
        #expect(try desk.get("grid_leader", "cases/\(id)")["status"]?.integer == 404)
        let order = #"{"remark": "从速", "due_at": "\#(desk.moment(after: 86_400))"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        let line = try #require(
            try desk.items("grid_worker", "lists/joint?limit=200").first { $0["id"]?.integer == id }
        )
        let next = try #require(line["next"]?.string?.split(separator: " ").last.map(String.init))
        let reported = try desk.send("grid_worker", String(next.dropFirst("/api/v1/".count)), #"{"report": "已联系"}"#)
        #expect(reported.status == 200, "\(next): \(reported.text)")
    }

    @Test(
        "A case goes to a co-handler also where a limit begins with it: at the first dispatch, and when it is opened again"
    )
    func partsEnd() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        func help(_ id: Int64) throws {
            _ = try desk.make("staff", "cases/\(id)/co-handlers", #"{"account_id": \#(leader), "task": "陪同"}"#)
        }
        let again = try desk.report()
        _ = try desk.make("staff", "cases/\(again)/accept", #"{"handler_id": \#(worker)}"#)
        try desk.finish(again)
        _ = try desk.make("staff", "cases/\(again)/reopen", #"{"handler_id": \#(worker), "remark": "又坏了"}"#)
        try help(again)
        try desk.finish(again)
        _ = try desk.make("staff", "cases/\(again)/reopen", #"{"handler_id": \#(leader), "remark": "又坏了"}"#)
        let first = try desk.report()
        _ = try desk.make("staff", "cases/\(first)/verify-first", #"{"handler_id": \#(worker)}"#)
        try help(first)
        _ = try desk.make("staff", "cases/\(first)/accept", #"{"handler_id": \#(leader)}"#)
        for id in [again, first] {
            let row = try desk.get("staff", "cases/\(id)")
            #expect(row["handler_id"]?.integer == leader && row["status"]?.string == "dispatched", "\(row)")
            #expect(try desk.items("staff", "cases/\(id)/co-handlers").allSatisfy { $0["until"]?.isNull == false })
        }
    }
}

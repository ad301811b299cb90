import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("并案与撤销：what is taken for one matter, and taken back")
struct CaseMergerTests {
    private func followers(_ desk: CaseDesk, _ id: Int64) throws -> [[Int64]] {
        try desk.items("staff", "cases/\(id)/followers").map {
            [$0["resident_id"]?.integer ?? 0, $0["reported"]?.bool == true ? 1 : 0]
        }.sorted { $0[0] < $1[0] }
    }

    private func ledger(_ desk: CaseDesk) throws -> String {
        try desk.send("secretary", "reports/case-ledger?format=csv", "", "GET").text
    }

    @Test("A merger that was a mistake is undone with its followers, its answer and its place in the ledger")
    func undone() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        _ = try desk.make("staff", "cases/\(target)/accept")
        // The resident looks on at the target already, and somebody else at the resident's own.
        _ = try desk.make("resident", "cases/\(target)/followers")
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/followers", #"{"resident_id": \#(own + 2)}"#)
        let (before, book) = (try followers(desk, target), try ledger(desk))
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        #expect(try followers(desk, target) == [[own, 1], [own + 2, 0]])
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try followers(desk, target) == before)
        #expect(try ledger(desk) == book)
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "received")
        #expect(try desk.moves("staff", of: target).last == "let_go")
        // Merged into what is answered, it is answered with it; undone, it is not, and can be struck off like any other.
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.string == "已修好")
        _ = try desk.make("staff", "cases/\(id)/undo")
        #expect(try desk.get("resident", "cases/\(id)")["answer"]?.isNull == true)
        #expect(try followers(desk, target) == before)
        _ = try desk.make("secretary", "cases/\(id)/void", #"{"remark": "误登记"}"#)
        try await desk.examine()
    }

    @Test("Of a chain, the people who came by it leave with it, and those of another duplicate stay")
    func chain() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let end = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        let middle = try desk.report("staff", more: #", "reporter_id": \#(own + 2)"#)
        let first = try desk.report()
        _ = try desk.make("staff", "cases/\(first)/merge", #"{"case_id": \#(middle)}"#)
        _ = try desk.make("staff", "cases/\(middle)/merge", #"{"case_id": \#(end)}"#)
        #expect(try followers(desk, end).map { $0[0] } == [own, own + 2])
        _ = try desk.make("staff", "cases/\(first)/undo")
        #expect(try followers(desk, middle).isEmpty)
        #expect(try followers(desk, end).map { $0[0] } == [own + 2])
        // Two of one person: one of them taken back, the person still waits by the other.
        let twin = try desk.report()
        for id in [first, twin] { _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(end)}"#) }
        _ = try desk.make("staff", "cases/\(first)/undo")
        #expect(try followers(desk, end).map { $0[0] } == [own, own + 2])
        _ = try desk.make("staff", "cases/\(twin)/undo")
        #expect(try followers(desk, end).map { $0[0] } == [own + 2])
        try await desk.examine()
    }

    @Test("Later a merger is taken back with a reason by anybody of the desk, as long as nobody was answered by it")
    func later() async throws {
        let desk = try await CaseDesk()
        let (id, target) = (try desk.report(), try desk.report("staff"))
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        try await desk.pass(hours: 5)
        #expect(try desk.send("grid_leader", "cases/\(id)/undo", #"{"remark": "不是同一处"}"#).status == 403)
        for login in ["staff", "secretary"] {
            #expect(try desk.send(login, "cases/\(id)/undo").faults == ["#/remark required"], "\(login)")
        }
        _ = try desk.make("secretary", "cases/\(id)/undo", #"{"remark": "不是同一处"}"#)
        let reason = try desk.items("staff", "cases/\(id)/timeline?limit=200").last
        #expect(reason?["remark"]?.string == "不是同一处")
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        let late = try desk.send("secretary", "cases/\(id)/undo", #"{"remark": "不是同一处"}"#)
        #expect(late.status == 409 && late.code == "answered_already", "\(late.text)")
        let another = try desk.report()
        let open = try desk.report("staff")
        _ = try desk.make("staff", "cases/\(another)/merge", #"{"case_id": \#(open)}"#)
        try await desk.pass(hours: 24 * 31)
        let over = try desk.send("secretary", "cases/\(another)/undo", #"{"remark": "不是同一处"}"#)
        #expect(over.status == 409 && over.code == "month_is_over", "\(over.text)")
    }

    @Test("What is offered works: a duplicate of an open case is parted again, and neither told nor rated")
    func offered() async throws {
        let desk = try await CaseDesk()
        func allowed(_ login: String, _ id: Int64, _ move: String) throws -> [String] {
            let refused = try desk.send(login, "cases/\(id)/\(move)")
            #expect(refused.code == "illegal_move", "\(refused.text)")
            return try refused.json()["allowed"]?.elements.compactMap(\.string) ?? []
        }
        let (id, target) = (try desk.report(), try desk.report("staff"))
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        try await desk.pass(hours: 1)
        // It was another one of the desk who merged it, and some time ago.
        #expect(try allowed("secretary", id, "accept") == ["reopen", "undo"])
        #expect(try allowed("resident", id, "withdraw").isEmpty)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        let after = try allowed("secretary", id, "accept")
        #expect(after.contains("tell") && !after.contains("undo"), "\(after)")
        #expect(try allowed("resident", id, "withdraw") == ["rate"])
        // What was taken back is not taken back once more, nor what is too long ago.
        let other = try desk.report()
        _ = try desk.make("staff", "cases/\(other)/accept")
        #expect(try allowed("staff", other, "wake").contains("undo"))
        let up = #"{"external_number": "街-2022-1", "follow_up_on": "2022-03-01"}"#
        _ = try desk.make("secretary", "cases/\(other)/refer-up", up)
        _ = try desk.make("secretary", "cases/\(other)/refer-back")
        #expect(try allowed("secretary", other, "wake").contains("undo"))
        _ = try desk.make("secretary", "cases/\(other)/undo")
        let undone = try allowed("secretary", other, "wake")
        #expect(undone.contains("refer-back") && !undone.contains("undo"), "\(undone)")
        let late = try desk.report()
        _ = try desk.make("staff", "cases/\(late)/accept")
        desk.pass(seconds: 1801)
        #expect(try !allowed("staff", late, "wake").contains("undo"))
    }

    @Test("What differs in category, place or grid is one matter only with a word why")
    func differs() async throws {
        let desk = try await CaseDesk()
        let (id, same) = (try desk.report(), try desk.report("staff"))
        let (far, other) = (try desk.report(building: 2), try desk.report(category: 2))
        for target in [far, other] {
            let silent = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
            #expect(silent.faults == ["#/remark merge_differs"], "\(silent.text)")
        }
        _ = try desk.make("staff", "cases/\(far)/merge", #"{"case_id": \#(id), "remark": "两栋共用的灯"}"#)
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(same)}"#)
    }

    @Test("Telling the one household names those of the duplicates that wait, and tells them where the call says so")
    func told() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        let (first, second) = (try desk.report(), try desk.report())
        for id in [first, second] { _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#) }
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        let one = try desk.send("staff", "cases/\(target)/tell", #"{"told": "household", "channel": "phone"}"#).json()
        let untold = one["untold_duplicates"]?.elements.map { $0 } ?? []
        #expect(untold.compactMap { $0["id"]?.integer } == [first, second])
        #expect(untold.first?.at("next.path")?.string == "/api/v1/cases/\(first)/tell")
        #expect(try desk.get("staff", "cases/\(first)")["told"]?.isNull == true, "who was told was told for themselves")
        _ = try desk.make("staff", "cases/\(target)/reopen", try Self.again(desk))
        try desk.finish(target, answer: "已换新灯")
        let both = #"{"told": "household", "channel": "phone", "also_duplicates": true}"#
        let all = try desk.send("staff", "cases/\(target)/tell", both)
        #expect(try all.status == 200 && all.json()["untold_duplicates"] == nil, "\(all.text)")
        for id in [first, second] {
            #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
            #expect(try desk.moves("staff", of: id).last == "tell")
        }
        let again = try desk.send("staff", "cases/\(target)/tell", both)
        #expect(again.status == 409 && again.code == "told_already", "\(again.text)")
        let shut = try desk.send("staff", "cases/\(target)/close").json()
        #expect(shut["allowed"]?.elements.compactMap(\.string).contains("tell") == false)
        try await desk.examine()
    }

    @Test("Whoever reported a duplicate hears of their own case when the other one ends, and reading it tells them")
    func ownNumber() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        let early = try #require(
            try desk.items("resident", "notifications").first { $0["topic"]?.string == "case_ended" }?["id"]?.integer
        )
        #expect(try desk.send("resident", "notifications/\(early)/read").status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true, "a merger tells nobody of an answer")
        desk.clock.set(desk.clock.now().advanced(bySeconds: 60))
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好"}"#)
        let notices = try desk.items("resident", "notifications?limit=200")
        #expect(notices.allSatisfy { $0["case_id"]?.integer != target })
        // The first word was of the merger itself, the last one is of the answer.
        let ended = try #require(
            notices.first { $0["topic"]?.string == "case_ended" && $0["case_id"]?.integer == id }
        )
        let number = try #require(try desk.get("resident", "cases/\(id)")["number"]?.string)
        #expect(ended["text"]?.string?.hasPrefix(number) == true)
        _ = try desk.send("resident", "notifications/\(ended["id"]?.integer ?? 0)/read")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
        #expect(try desk.get("staff", "cases/\(target)")["told"]?.isNull == true)
    }

    private static func again(_ desk: CaseDesk) throws -> String {
        #"{"remark": "问题复发", "handler_id": \#(try desk.account("grid_worker"))}"#
    }

    @Test("What was told at the close tells its duplicates later, in one call, as long as one of them waits")
    func toldBefore() async throws {
        let desk = try await CaseDesk()
        let own = try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0
        let target = try desk.report("staff", more: #", "reporter_id": \#(own + 1)"#)
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/merge", #"{"case_id": \#(target)}"#)
        _ = try desk.make("staff", "cases/\(target)/answer", #"{"answer": "已修好", "told": "household"}"#)
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.isNull == true)
        let shut = try desk.send("staff", "cases/\(target)/close").json()
        #expect(shut["allowed"]?.elements.compactMap(\.string).contains("tell") == true)
        let refused = try desk.send("staff", "cases/\(target)/tell")
        #expect(refused.code == "told_already" && refused.text.contains("also_duplicates: true"), "\(refused.text)")
        #expect(try refused.json()["needs"]?.elements.compactMap(\.string) == ["also_duplicates"])
        let both = #"{"told": "household", "channel": "phone", "also_duplicates": true}"#
        let told = try desk.send("staff", "cases/\(target)/tell", both)
        #expect(told.status == 200, "\(told.text)")
        #expect(try desk.get("staff", "cases/\(id)")["told"]?.string == "household")
        #expect(try desk.send("staff", "cases/\(target)/tell", both).code == "told_already")
        try await desk.examine()
    }
}

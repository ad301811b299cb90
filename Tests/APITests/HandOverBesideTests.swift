import App
import JSON
import TestSupport
import Testing

@Suite("移交的其余：what waits for a score, a follow-up or a review goes along, and nobody has two parts in a case")
struct HandOverBesideTests {
    private func over(_ desk: CaseDesk, _ one: String, _ other: String) throws -> String {
        let (from, to) = (try desk.account(one), try desk.account(other))
        return #"{"from_account_id": \#(from), "to_account_id": \#(to), "remark": "调岗"}"#
    }

    /// A case of the worker to which somebody calls another one, who comes; the whistle and the summons.
    private func whistled(
        _ desk: CaseDesk,
        by caller: String,
        _ called: String
    ) throws -> (id: Int64, whistle: Int64, summons: Int64) {
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let body = """
            {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "accounts": [\(try desk.account(called))]}
            """
        let whistle = try desk.make(caller, "cases/\(id)/whistles", body)
        let summons = try #require(try desk.items("staff", "whistles/\(whistle)/summonses").first?["id"]?.integer)
        _ = try desk.make(called, "summonses/\(summons)/answer", #"{"answer": "came"}"#)
        return (id, whistle, summons)
    }

    @Test("A whistle that waits for its score goes to the receiver, who scores it; nobody scores themselves")
    func scores() async throws {
        let desk = try await CaseDesk()
        let (id, whistle, summons) = try whistled(desk, by: "staff", "grid_leader")
        let score = #"{"came": true, "solved": true}"#
        let stays = try desk.send("secretary", "cases/hand-over", try over(desk, "staff", "grid_leader")).json()
        let left = stays["skipped"]?.elements.first { $0["id"]?.integer == whistle }
        #expect(left?["code"]?.string == "scores_oneself" && left?["kind"]?.string == "whistle", "\(stays)")
        let done = try desk.send("secretary", "cases/hand-over", try over(desk, "staff", "secretary"))
        let part = try done.json()["parts"]?.elements.first { $0["kind"]?.string == "whistle" }
        #expect(
            done.status == 200 && part?["id"]?.integer == whistle && part?["case_id"]?.integer == id,
            "\(done.text)"
        )
        #expect(try desk.send("staff", "summonses/\(summons)/score", score).code == "not_yours")
        #expect(try desk.items("secretary", "lists/to-score").contains { $0["id"]?.integer == id })
        #expect(try desk.send("secretary", "summonses/\(summons)/score", score).status == 200)
        let row = try desk.items("staff", "cases/\(id)/timeline?move=hand_over").last
        #expect(row?["changed"]?.string == "whistler_id" && row?["changed_to_name"]?.string?.isEmpty == false)
        #expect(
            try desk.items("staff", "notifications?limit=200").contains {
                $0["topic"]?.string == "work_handed_over" && $0["text"]?.string?.contains("应哨评分 1 件") == true
            }
        )
    }

    @Test("The follow-up of a mediation goes to the receiver, of another grid too, who reads the case and enters it")
    func followUp() async throws {
        let desk = try await CaseDesk(["admin"])
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        #expect(try desk.send("admin", "accounts/\(leader)", #"{"grid_id": 3}"#, "PATCH").status == 200)
        try await desk.turn(to: desk.clock.now())
        let id = try desk.report(category: 5)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let body = """
            {"answer": "双方已谈妥", "mediation": {"parties": "甲、乙", "mediator": "丙", "agreement": "oral",
                "follow_up_on": "2022-01-18"}}
            """
        try desk.send("grid_worker", "cases/\(id)/report-done", body)
        if try desk.get("staff", "cases/\(id)")["status"]?.string == "checking" {
            _ = try desk.make("staff", "cases/\(id)/close")
        }
        let record = try #require(try desk.items("staff", "cases/\(id)/mediations").first?["id"]?.integer)
        #expect(try desk.send("grid_leader", "cases/\(id)", "", "GET").status == 404)
        let done = try desk.send("staff", "cases/hand-over", try over(desk, "grid_worker", "grid_leader"))
        let part = try done.json()["parts"]?.elements.first { $0["kind"]?.string == "follow_up" }
        #expect(done.status == 200 && part?["id"]?.integer == record, "\(done.text)")
        #expect(try desk.get("staff", "mediations/\(record)")["follow_up_by_id"]?.integer == leader)
        try await desk.pass(hours: 24)
        #expect(try desk.topics("grid_leader", of: id).contains("mediation_due"))
        #expect(try !desk.topics("grid_worker", of: id).contains("mediation_due"))
        #expect(try desk.send("grid_leader", "cases/\(id)", "", "GET").status == 200)
        let call = "POST /api/v1/mediations/\(record)/follow-up"
        #expect(
            try desk.items("grid_leader", "lists/to-follow-up?limit=200").contains { $0["next"]?.string == call }
        )
        let asked = try desk.send("grid_leader", "mediations/\(record)/follow-up", #"{"remark": "仍遵守约定"}"#)
        #expect(asked.status == 200, "\(asked.text)")
        #expect(try desk.send("grid_leader", "cases/\(id)", "", "GET").status == 404)
    }

    @Test("Whoever keeps a shelved case in mind hands that over as well")
    func shelved() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept")
        let shelf = """
            {"remark": "等配件", "condition": "配件到货", "review_on": "2022-02-01", "answer": "等配件", \
            "owner_id": \(try desk.account("grid_leader"))}
            """
        _ = try desk.make("secretary", "cases/\(id)/shelve", shelf)
        let body = try over(desk, "grid_leader", "grid_worker")
        let said = try desk.send("staff", "cases/hand-over", body).json()
        let part = said["parts"]?.elements.first { $0["kind"]?.string == "shelved" }
        #expect(part?["case_id"]?.integer == id, "\(said)")
        let row = try desk.items("staff", "cases/\(id)/timeline?move=hand_over").last
        #expect(row?["changed"]?.string == "owner_id")
        #expect(row?["changed_to"]?.string == "\(try desk.account("grid_worker"))")
        // It has gone: nothing is left to go.
        #expect(try desk.send("staff", "cases/hand-over", body).json()["parts"]?.count == 0)
    }

    @Test("A co-handler who becomes handler has no part beside it any more; undone, the part is there again")
    func handlers() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        func shared() throws -> Int64 {
            let id = try desk.report()
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
            _ = try desk.make("staff", "cases/\(id)/co-handlers", #"{"account_id": \#(leader), "task": "陪同"}"#)
            return id
        }
        func isJoint(_ id: Int64) throws -> Bool {
            try desk.items("grid_leader", "lists/joint?limit=200").contains { $0["id"]?.integer == id }
        }
        let (moved, handed) = (try shared(), try shared())
        _ = try desk.make("staff", "cases/\(moved)/reassign", #"{"handler_id": \#(leader), "remark": "换人"}"#)
        #expect(try !isJoint(moved))
        _ = try desk.make("staff", "cases/\(moved)/undo")
        #expect(try isJoint(moved) && desk.get("staff", "cases/\(moved)")["handler_id"]?.integer == worker)
        let done = try desk.send("staff", "cases/hand-over", try over(desk, "grid_worker", "grid_leader"))
        #expect(done.status == 200, "\(done.text)")
        #expect(try !isJoint(handed) && desk.get("staff", "cases/\(handed)")["handler_id"]?.integer == leader)
        #expect(try desk.moves("staff", of: handed).contains("leave"))
    }

    @Test("An acceptance on which others build is not taken back; without their work it is")
    func builtOn() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        func accepted() throws -> Int64 {
            let id = try desk.report()
            return try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        }
        let (called, joined) = (try accepted(), try accepted())
        let whistle = """
            {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "accounts": [\(leader)]}
            """
        _ = try desk.make("secretary", "cases/\(called)/whistles", whistle)
        let part = try desk.make(
            "secretary",
            "cases/\(joined)/co-handlers",
            #"{"account_id": \#(leader), "task": "陪同"}"#
        )
        for id in [called, joined] {
            let refused = try desk.send("staff", "cases/\(id)/undo")
            #expect(refused.status == 409 && refused.code == "worked_on_since", "\(refused.text)")
            let allowed = try desk.send("staff", "cases/\(id)/wake").json()["allowed"]?.elements.compactMap(\.string)
            #expect(allowed?.contains("undo") == false, "\(allowed ?? [])")
            #expect(try desk.get("staff", "cases/\(id)")["handler_id"]?.integer == worker)
        }
        #expect(try desk.send("staff", "co-handlers/\(part)", "", "DELETE").status == 204)
        #expect(try desk.send("staff", "cases/\(joined)/undo").json()["status"]?.string == "received")
    }
}

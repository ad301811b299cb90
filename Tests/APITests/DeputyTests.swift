import App
import JSON
import TestSupport
import Testing

@Suite("AB岗跨网格：whoever stands in from another grid finds what the absent one has, as long as they do")
struct DeputyTests {
    /// The leader is of the third grid from now on; the worker stays in the first.
    private func apart() async throws -> (desk: CaseDesk, worker: Int64, leader: Int64) {
        let desk = try await CaseDesk(["admin"])
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let moved = try desk.send("admin", "accounts/\(leader)", #"{"grid_id": 3}"#, "PATCH")
        #expect(moved.status == 200, "\(moved.text)")
        try await desk.turn(to: desk.clock.now())
        return (desk, worker, leader)
    }

    private func deputy(_ absent: Int64, _ other: Int64, from: String, until: String) -> String {
        #"{"account_id": \#(absent), "deputy_id": \#(other), "from_date": "\#(from)", "until_date": "\#(until)"}"#
    }

    private func status(_ desk: CaseDesk, _ path: String) throws -> Int {
        try desk.send("grid_leader", path, "", "GET").status
    }

    @Test(
        "From its first day to its last the deputy sees and moves the cases of the absent one, and no others of that grid"
    )
    func elsewhere() async throws {
        let (desk, worker, leader) = try await apart()
        let (id, other) = (try desk.report(), try desk.report())
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        let row = deputy(worker, leader, from: "2022-01-18", until: "2022-01-20")
        let made = try desk.make("secretary", "deputies", row)
        #expect(try status(desk, "cases/\(id)") == 404)
        try await desk.pass(hours: 24)
        for path in ["", "/timeline", "/attachments", "/public-view"] {
            #expect(try status(desk, "cases/\(id)\(path)") == 200, "\(path)")
        }
        #expect(try status(desk, "cases/\(other)") == 404)
        #expect(try desk.items("grid_leader", "cases?limit=200").contains { $0["id"]?.integer == id })
        let mine = try desk.items("grid_leader", "lists/mine?limit=200").first { $0["id"]?.integer == id }
        #expect(mine?["next"]?.string == "POST /api/v1/cases/\(id)/start")
        #expect(try desk.send("grid_leader", "cases/\(id)/start").status == 200)
        let sent = try desk.client.send(
            "POST",
            "/api/v1/uploads",
            token: desk.tokens["grid_leader"],
            headers: [("Content-Type", "image/png")],
            bytes: SamplePhotos.png
        )
        let upload = try #require(try sent.json()["id"]?.integer)
        #expect(try desk.send("grid_leader", "cases/\(id)/attachments", #"{"uploads": [\#(upload)]}"#).status == 201)
        // What is the grid's own to say is not theirs.
        let ask = #"{"handler_id": \#(leader), "remark": "换"}"#
        #expect(try desk.send("grid_leader", "cases/\(id)/reassign", ask).status == 403)
        #expect(try desk.send("grid_leader", "cases/\(id)/report-done", #"{"answer": "已修好"}"#).status == 200)
        try await desk.pass(hours: 48)
        #expect(try status(desk, "cases/\(id)") == 404)
        // Lengthened, it goes on; taken away, it ends at once.
        let change = try desk.client.send(
            "PATCH",
            "/api/v1/deputies/\(made)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "*")],
            body: #"{"deputy_id": \#(leader), "until_date": "2022-01-25"}"#
        )
        #expect(change.status == 200, "\(change.text)")
        #expect(try status(desk, "cases/\(id)") == 200)
        #expect(try desk.send("secretary", "deputies/\(made)", "", "DELETE").status == 204)
        #expect(try status(desk, "cases/\(id)") == 404)
    }

    @Test(
        "What an absent one has is the deputy's to read and not their grid's, nor is what is private of a handler from elsewhere"
    )
    func hidden() async throws {
        let (desk, worker, leader) = try await apart()
        // A colleague of the deputy, and one of a handler from elsewhere.
        _ = try desk.make(
            "admin",
            "accounts",
            #"{"login": "tong.shi", "name": "同事", "role": "grid_worker", "community_id": 1, "grid_id": 3}"#
        )
        try await desk.signIn("tong.shi")
        func reads(_ login: String, _ id: Int64) throws -> Bool {
            let found = try desk.send(login, "cases/\(id)", "", "GET").status
            let listed = try desk.items(login, "cases?limit=200&sort=-id").contains { $0["id"]?.integer == id }
            let rows = try desk.send(login, "cases/\(id)/timeline", "", "GET").status
            #expect((found == 200) == listed && found == rows, "\(login) \(id): \(found) \(listed) \(rows)")
            return found == 200
        }
        let (own, open) = (try desk.report(more: #", "private": true"#), try desk.report())
        for id in [own, open] { _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#) }
        let row = deputy(worker, leader, from: "2022-01-17", until: "2022-01-20")
        let made = try desk.make("secretary", "deputies", row)
        #expect(try reads("grid_leader", own) && reads("grid_leader", open))
        #expect(try !reads("tong.shi", own) && !reads("tong.shi", open))
        #expect(try desk.send("grid_leader", "cases/\(own)/start").status == 200)
        #expect(try desk.send("secretary", "deputies/\(made)", "", "DELETE").status == 204)
        #expect(try !reads("grid_leader", own))
        // The same of a handler, and of who works beside one.
        _ = try desk.make("staff", "cases/\(own)/reassign", #"{"handler_id": \#(leader), "remark": "换人"}"#)
        #expect(try reads("grid_leader", own) && !reads("tong.shi", own))
        let shared = try desk.report(more: #", "private": true"#)
        _ = try desk.make("staff", "cases/\(shared)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("staff", "cases/\(shared)/co-handlers", #"{"account_id": \#(leader), "task": "陪同"}"#)
        #expect(try reads("grid_leader", shared) && !reads("tong.shi", shared))
        func total(_ login: String) throws -> Int64 {
            let headers = [("Prefer", "count=exact")]
            let page = try desk.client.send("GET", "/api/v1/cases?limit=1", token: desk.tokens[login], headers: headers)
            return try #require(try page.json()["total"]?.integer)
        }
        #expect(try total("grid_leader") == total("tong.shi") + 2)
    }

    @Test("Whoever handled a dispute of another grid, or stands in for who did, reads its record and follows it up")
    func mediated() async throws {
        let (desk, worker, leader) = try await apart()
        let body = """
            {"answer": "双方已谈妥", "mediation": {"parties": "甲、乙", "mediator": "丙", "agreement": "oral",
                "follow_up_on": "2022-01-18"}}
            """
        func settled(by handler: Int64, _ login: String) throws -> (id: Int64, record: Int64) {
            let id = try desk.report(category: 5)
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(handler)}"#)
            _ = try desk.make(login, "cases/\(id)/report-done", body)
            if try desk.get("staff", "cases/\(id)")["status"]?.string == "checking" {
                _ = try desk.make("staff", "cases/\(id)/close")
            }
            return (id, try #require(try desk.items("staff", "cases/\(id)/mediations").first?["id"]?.integer))
        }
        let (own, others) = (try settled(by: leader, "grid_leader"), try settled(by: worker, "grid_worker"))
        #expect(try status(desk, "mediations/\(others.record)") == 404)
        let early = try desk.send("grid_leader", "mediations/\(others.record)/follow-up", #"{"remark": "好"}"#)
        #expect(early.status == 404)
        // Who handled it reads the case as long as the follow-up waits; who stands in for somebody, as long as they do.
        #expect(try status(desk, "cases/\(own.id)") == 200 && status(desk, "cases/\(others.id)") == 404)
        let row = deputy(worker, leader, from: "2022-01-17", until: "2022-01-20")
        _ = try desk.make("secretary", "deputies", row)
        try await desk.pass(hours: 24)
        let calls = try desk.items("grid_leader", "lists/to-follow-up?limit=200").compactMap { $0["next"]?.string }
        for record in [own.record, others.record] {
            #expect(calls.contains("POST /api/v1/mediations/\(record)/follow-up"))
            #expect(try status(desk, "mediations/\(record)") == 200)
            let id = record == own.record ? own.id : others.id
            for path in ["", "/timeline", "/mediations"] {
                #expect(try status(desk, "cases/\(id)\(path)") == 200, "\(path)")
            }
            #expect(try desk.items("grid_leader", "cases?limit=200").contains { $0["id"]?.integer == id })
            // To read it is not to have it: what its own grid may do is not a guest's.
            #expect(try desk.send("grid_leader", "cases/\(id)/tell", #"{"told": "household"}"#).status == 403)
            let asked = try desk.send("grid_leader", "mediations/\(record)/follow-up", #"{"remark": "仍遵守约定"}"#)
            #expect(asked.status == 200, "\(asked.text)")
            #expect(try status(desk, "mediations/\(record)") == 404)
            #expect(try status(desk, "cases/\(id)") == 404)
        }
    }

    @Test(
        "What an absent one is called to beside others is the deputy's, from another grid too; one who left gets nothing"
    )
    func called() async throws {
        let (desk, worker, leader) = try await apart()
        let row = deputy(worker, leader, from: "2022-01-17", until: "2022-01-25")
        _ = try desk.make("secretary", "deputies", row)
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("staff"))}"#)
        #expect(try status(desk, "cases/\(id)") == 404)
        let part = try desk.make("staff", "cases/\(id)/co-handlers", #"{"account_id": \#(worker), "task": "陪同上门"}"#)
        let until = desk.moment(after: 3600)
        let body = #"{"matter": "到场", "respond_by": "\#(until)", "accounts": [\#(worker)]}"#
        let whistle = try desk.make("staff", "cases/\(id)/whistles", body)
        let summons = try #require(try desk.get("staff", "whistles/\(whistle)/summonses").at("items.0.id")?.integer)
        #expect(try status(desk, "cases/\(id)") == 200)
        let calls = try desk.items("grid_leader", "lists/joint?limit=200").compactMap { $0["next"]?.string }
        for path in ["co-handlers/\(part)/report", "summonses/\(summons)/answer"] {
            #expect(calls.contains("POST /api/v1/\(path)"), "\(calls)")
        }
        #expect(try desk.send("grid_leader", "co-handlers/\(part)/report", #"{"remark": "已陪同"}"#).status == 200)
        let came = try desk.send("grid_leader", "summonses/\(summons)/answer", #"{"answer": "came"}"#)
        #expect(came.status == 200, "\(came.text)")
        #expect(try desk.items("grid_leader", "lists/joint?limit=200").allSatisfy { $0["id"]?.integer != id })
        // A notice for somebody whose deputy can not read it any more comes to the one whom it is for.
        let closed = try desk.send("admin", "accounts/\(leader)", #"{"disabled": true}"#, "PATCH")
        #expect(closed.status == 200, "\(closed.text)")
        let other = try desk.report()
        _ = try desk.make("staff", "cases/\(other)/accept", #"{"handler_id": \#(worker)}"#)
        #expect(try desk.topics("grid_worker", of: other).contains("case_assigned"))
    }

    @Test(
        "An order to an absent one who answers for a case or handles it is the deputy's to report on, from another grid too"
    )
    func ordered() async throws {
        let (desk, worker, leader) = try await apart()
        let row = deputy(worker, leader, from: "2022-01-17", until: "2022-01-25")
        _ = try desk.make("secretary", "deputies", row)
        let answers = try desk.report("staff", more: #", "answerable_id": \#(worker)"#)
        let handles = try desk.report("staff")
        _ = try desk.make("staff", "cases/\(handles)/accept", #"{"handler_id": \#(worker)}"#)
        for id in [answers, handles] {
            let order = #"{"remark": "从速", "due_at": "\#(desk.moment(after: 86_400))"}"#
            _ = try desk.make("secretary", "cases/\(id)/supervise", order)
            func next(_ login: String) throws -> String? {
                try desk.items(login, "lists/joint?limit=200").first { $0["id"]?.integer == id }?["next"]?.string
            }
            let call = try #require(try next("grid_leader"), "\(id)")
            #expect(try next("grid_worker") == call)
            #expect(
                try desk.get("grid_leader", "home/work")["joint"]?.elements.contains { $0["id"]?.integer == id } == true
            )
            #expect(try status(desk, "cases/\(id)") == 200)
            let path = String(call.dropFirst("POST /api/v1/".count))
            let reported = try desk.send("grid_leader", path, #"{"report": "已联系"}"#)
            #expect(reported.status == 200, "\(call): \(reported.text)")
            #expect(try next("grid_worker") == nil)
        }
        try await desk.pass(hours: 24 * 9)
        #expect(try status(desk, "cases/\(answers)") == 404)
    }

    @Test("What an absent one called somebody for is the deputy's to score, but for the deputy's own part in it")
    func scored() async throws {
        let (desk, worker, leader) = try await apart()
        let id = try desk.report(building: 17)
        let body = """
            {"matter": "到场", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)], "accounts": [\(worker)]}
            """
        let whistle = try desk.make("grid_leader", "cases/\(id)/whistles", body)
        let summonses = try desk.items("grid_leader", "whistles/\(whistle)/summonses")
        let company = try #require(summonses.first { $0["account_id"]?.isNull == true }?["id"]?.integer)
        let own = try #require(summonses.first { $0["account_id"]?.integer == worker }?["id"]?.integer)
        _ = try desk.make("partner", "summonses/\(company)/answer", #"{"answer": "came"}"#)
        _ = try desk.make("staff", "summonses/\(own)/answer", #"{"answer": "came", "channel": "phone"}"#)
        let score = #"{"came": true, "solved": true}"#
        #expect(try desk.send("grid_worker", "summonses/\(company)/score", score).status >= 403)
        let row = deputy(leader, worker, from: "2022-01-17", until: "2022-01-25")
        _ = try desk.make("secretary", "deputies", row)
        let calls = try desk.items("grid_worker", "lists/to-score?limit=200").compactMap { $0["next"]?.string }
        #expect(calls == ["POST /api/v1/summonses/\(company)/score"])
        #expect(try desk.items("grid_leader", "lists/to-score?limit=200").count == 2)
        #expect(try desk.send("grid_worker", "summonses/\(own)/score", score).code == "not_yours")
        let scored = try desk.send("grid_worker", "summonses/\(company)/score", score)
        #expect(scored.status == 200, "\(scored.text)")
        #expect(try desk.items("grid_worker", "lists/to-score?limit=200").isEmpty)
    }

    @Test("A faulty deputyship is told by its fields")
    func faults() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let empty = deputy(worker, leader, from: "2022-01-18", until: "2022-01-18")
        #expect(try desk.send("secretary", "deputies", empty).faults == ["#/until_date not_after"])
        let oneself = deputy(worker, worker, from: "2022-01-18", until: "2022-01-20")
        #expect(try desk.send("secretary", "deputies", oneself).faults == ["#/deputy_id is_absent"])
    }

    @Test("Who stands in is of the community, and is named by the absent one or the staff")
    func refused() async throws {
        let desk = try await CaseDesk(["admin", "auditor"])
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let row = deputy(worker, leader, from: "2022-01-18", until: "2022-01-20")
        for login in ["resident", "partner", "auditor"] {
            #expect(try desk.send(login, "deputies", row).status == 403, "\(login)")
        }
        #expect(try desk.send("grid_leader", "deputies", row).code == "not_yours")
        let street = try desk.make("admin", "subdistricts", #"{"code": "320499", "name": "邻街"}"#)
        let other = try desk.make(
            "admin",
            "communities",
            #"{"subdistrict_id": \#(street), "code": "320499001", "name": "邻街社区", "number_prefix": "LJ"}"#
        )
        let account = try desk.make(
            "admin",
            "accounts",
            #"{"login": "ling.yi", "name": "另一人", "role": "staff", "community_id": \#(other)}"#
        )
        let far = try desk.send(
            "admin",
            "deputies",
            deputy(worker, account, from: "2022-01-18", until: "2022-01-20").replacing(
                "{\"account_id\"",
                with: #"{"community_id": 1, "account_id""#
            )
        )
        #expect(far.status == 422 && far.faults.allSatisfy { $0.hasPrefix("#/deputy_id") }, "\(far.text)")
    }
}

import JSON
import TestSupport
import Testing

@Suite("协办与督办：others beside the handler, and orders from above")
struct CaseHelpTests {
    private func handled(_ desk: CaseDesk) throws -> Int64 {
        let id = try desk.report()
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        return id
    }

    @Test(
        "A co-handler sees the case and reports to the handler, who alone reports it done; released, it sees it no more"
    )
    func joint() async throws {
        let desk = try await CaseDesk()
        let id = try handled(desk)
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 404)
        let part = try desk.make(
            "staff",
            "cases/\(id)/co-handlers",
            #"{"organization_id": \#(desk.company), "task": "提供梯子"}"#
        )
        #expect(try desk.topics("partner", of: id) == ["case_co_handling"])
        let listed = try desk.items("partner", "lists/joint").first { $0["id"]?.integer == id }
        #expect(listed?["next"]?.string == "POST /api/v1/co-handlers/\(part)/report")
        #expect(try desk.get("partner", "home/work")["joint"]?.count == 1)

        #expect(try desk.send("partner", "co-handlers/\(part)/report", #"{"remark": "梯子已送到"}"#).status == 200)
        #expect(try desk.topics("grid_worker", of: id).contains("case_co_report"))
        #expect(try desk.send("partner", "cases/\(id)/report-done", #"{"answer": "好了"}"#).status == 403)
        #expect(
            try desk.send("staff", "co-handlers/\(part)/report", #"{"remark": "说到了"}"#).faults == ["#/channel required"]
        )
        #expect(try desk.send("grid_worker", "cases/\(id)/report-done", #"{"answer": "灯已修好"}"#).status == 200)

        #expect(try desk.send("partner", "co-handlers/\(part)", "", "DELETE").status == 403)
        #expect(try desk.send("staff", "co-handlers/\(part)", "", "DELETE").status == 204)
        #expect(try desk.send("staff", "co-handlers/\(part)", "", "DELETE").code == "has_ended")
        #expect(try desk.send("partner", "cases/\(id)", "", "GET").status == 404)
        #expect(try desk.get("staff", "cases/\(id)/co-handlers").at("items.0.until")?.isNull == false)
    }

    @Test("Who only helps does not end the case, whatever else their role allows; who answers for it does")
    func notTheEnd() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("secretary", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        let (worker, staff) = (try desk.account("grid_worker"), try desk.account("staff"))
        _ = try desk.make("secretary", "cases/\(id)/co-handlers", #"{"account_id": \#(worker), "task": "陪同"}"#)
        let whistle = #"{"matter": "到场", "respond_by": "\#(desk.moment(after: 600))", "accounts": [\#(staff)]}"#
        _ = try desk.make("secretary", "cases/\(id)/whistles", whistle)
        for login in ["grid_worker", "staff"] {
            let ended = try desk.send(login, "cases/\(id)/answer", #"{"answer": "好了"}"#)
            #expect(ended.status == 403 && ended.code == "not_yours", "\(login)")
        }
        _ = try desk.make("staff", "cases/\(id)/report-done", #"{"answer": "已换灯", "channel": "phone"}"#)
        for login in ["grid_worker", "staff"] {
            #expect(try desk.send(login, "cases/\(id)/close").code == "not_yours", "\(login)")
        }
        #expect(try desk.send("secretary", "cases/\(id)/close").status == 200)
    }

    @Test("Joint handling needs a handler, somebody else than it, each once, and whoever may name them")
    func refusals() async throws {
        let desk = try await CaseDesk()
        let fresh = try desk.report()
        let partner = #"{"organization_id": 1, "task": "一起办"}"#
        #expect(try desk.send("staff", "cases/\(fresh)/co-handlers", partner).code == "no_handler")
        let id = try handled(desk)
        let worker = try desk.account("grid_worker")
        let same = #"{"account_id": \#(worker), "task": "一起办"}"#
        #expect(try desk.send("staff", "cases/\(id)/co-handlers", same).code == "is_handler")
        #expect(try desk.send("grid_worker", "cases/\(id)/co-handlers", partner).code == "not_yours")
        let answers = try await desk.race("staff", "cases/\(id)/co-handlers", Array(repeating: partner, count: 5))
        #expect(
            answers.filter { $0.status == 201 }.count == 1 && answers.filter { $0.code == "works_already" }.count == 4
        )
        let neither = try desk.send("staff", "cases/\(id)/co-handlers", #"{"task": "一起办"}"#)
        #expect(neither.faults == ["#/account_id one_unit"])
    }

    @Test("A handler from another grid sees and handles the case that was given to them, and nothing else of that grid")
    func elsewhere() async throws {
        let desk = try await CaseDesk()
        let far = try desk.report("staff", building: 30)
        #expect(try desk.send("grid_worker", "cases/\(far)", "", "GET").status == 404)
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(far)/accept", #"{"handler_id": \#(worker)}"#)
        #expect(try desk.send("grid_worker", "cases/\(far)", "", "GET").status == 200)
        #expect(try desk.items("grid_worker", "cases?limit=200").contains { $0["id"]?.integer == far })
        #expect(
            try desk.send("grid_leader", "cases/\(far)/reassign", #"{"handler_id": 2, "remark": "换"}"#).status == 403
        )
        let patch = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(far)",
            token: desk.tokens["grid_worker"],
            headers: [("If-Match", "*")],
            body: #"{"title": "改"}"#
        )
        #expect(patch.status == 404)
        #expect(try desk.send("grid_worker", "cases/\(far)/start").status == 200)
        let other = try desk.report("staff", building: 30)
        #expect(try desk.send("grid_worker", "cases/\(other)", "", "GET").status == 404)
    }

    @Test("An order is listed until it is answered; its date is watched, and those who owe the answer hear of it once")
    func orders() async throws {
        let desk = try await CaseDesk(["subdistrict_officer"])
        let id = try handled(desk)
        let order = #"{"due_at": "\#(desk.moment(after: 7200))", "remark": "今日内办结并报告"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        let row = try #require(try desk.get("secretary", "cases/\(id)/supervisions").at("items.0"))
        let number = try #require(row["id"]?.integer)
        let work = try desk.items("grid_worker", "lists/joint").first { $0["id"]?.integer == id }
        #expect(work?["next"]?.string == "POST /api/v1/supervisions/\(number)/report")
        #expect(row["status"]?.string == "open" && row["order_text"]?.string == "今日内办结并报告")
        #expect(try desk.items("resident", "supervisions").isEmpty)
        try await desk.pass(hours: 3)
        try await desk.pass(hours: 1)
        let overdue = try desk.items("secretary", "supervisions?status=overdue").compactMap { $0["id"]?.integer }
        #expect(overdue.contains(number))
        for login in ["secretary", "grid_worker"] {
            #expect(try desk.topics(login, of: id).filter { $0 == "supervision_overdue" }.count == 1, "\(login)")
        }
        let report = #"{"report": "已换灯，现场已清理"}"#
        #expect(try desk.send("partner", "supervisions/\(number)/report", report).status == 404)
        #expect(try desk.send("subdistrict_officer", "supervisions/\(number)/report", report).status == 403)
        #expect(try desk.send("grid_leader", "supervisions/\(number)/report", report).code == "not_yours")
        let answers = try await desk.race(
            "grid_worker",
            "supervisions/\(number)/report",
            Array(repeating: report, count: 4)
        )
        #expect(
            answers.filter { $0.status == 200 }.count == 1
                && answers.filter { $0.code == "already_answered" }.count == 3
        )
        #expect(try desk.topics("secretary", of: id).contains("supervision_answered"))
        #expect(try desk.items("secretary", "supervisions?status=open,overdue&case_id=\(id)").isEmpty)
    }
}

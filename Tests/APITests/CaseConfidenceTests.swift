import JSON
import TestSupport
import Testing

@Suite("公开与核查：what the public never reads, and what is not closed by whoever did it")
struct CaseConfidenceTests {
    private func patch(_ desk: CaseDesk, _ id: Int64, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test("A report in confidence is never public, and thanks only where whoever gave them agrees")
    func confidence() async throws {
        let desk = try await CaseDesk()
        func filed(_ kind: String, _ more: String = "") throws -> Int64 {
            let body = """
                {"kind": "\(kind)", "category_id": 3, "title": "三楼王某", "description": "堆放杂物", "building_id": 1\(more)}
                """
            let id = try desk.make("resident", "cases", body)
            _ = try desk.make("staff", "cases/\(id)/accept")
            return id
        }
        func isPublic(_ id: Int64) throws -> Bool {
            try desk.send("staff", "public-cases/\(id)", "", "GET").status == 200
        }

        let report = try filed("report", #", "private": false"#)
        #expect(try !isPublic(report))
        #expect(try patch(desk, report, #"{"private": false}"#).code == "report_private")
        let view = try desk.get("staff", "cases/\(report)/public-view")
        #expect(view["reasons"]?.elements.contains { $0["code"]?.string == "report" } == true, "\(view)")
        let published = try desk.send("staff", "cases/\(report)/answer", #"{"answer": "已查", "told": "published"}"#)
        #expect(published.faults == ["#/told not_public"])

        let thanks = try filed("praise")
        #expect(try !isPublic(thanks))
        #expect(try patch(desk, thanks, #"{"private": false}"#).status == 200)
        #expect(try isPublic(thanks))
        #expect(try isPublic(filed("praise", #", "private": false"#)))

        // What becomes a report is no longer read, and that it was published has told nobody.
        let complaint = try filed("complaint")
        #expect(try isPublic(complaint))
        _ = try desk.make("secretary", "cases/\(complaint)/shelve", try shelving(desk))
        _ = try desk.make("staff", "cases/\(complaint)/tell", #"{"told": "published"}"#)
        let changed = try patch(desk, complaint, #"{"kind": "report"}"#)
        #expect(try changed.json()["private"]?.bool == true, "\(changed.text)")
        #expect(try changed.json()["told"]?.isNull == true)
        #expect(try !isPublic(complaint))
    }

    private func shelving(_ desk: CaseDesk) throws -> String {
        """
        {"remark": "等待停水", "owner_id": \(try desk.account("staff")), "condition": "停水通知", \
        "review_on": "2022-03-01", "answer": "暂缓办理"}
        """
    }

    @Test("Where the check is independent, neither who worked on it nor who entered the partner's word closes it")
    func independence() async throws {
        let desk = try await CaseDesk()
        let safety = try desk.make(
            "secretary",
            "case-categories",
            #"{"code": "lift_safety", "name": "电梯安全", "check_policy": "independent"}"#
        )
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        // A question is answered at once; what was to be done is looked at first.
        let question = """
            {"kind": "consultation", "category_id": \(safety), "title": "年检日期", "description": "何时", "building_id": 1}
            """
        let answer = #"{"answer": "已处理"}"#
        let asked = try desk.make("staff", "cases", question)
        #expect(try desk.send("staff", "cases/\(asked)/answer", answer).status == 200)
        let seen = try desk.send("staff", "cases/\(try desk.report(category: safety))/answer", answer)
        #expect(try seen.json()["status"]?.string == "checking", "\(seen.text)")
        let id = try desk.report(category: safety)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/start")
        _ = try desk.make("staff", "cases/\(id)/reassign", #"{"handler_id": \#(leader), "remark": "病假"}"#)
        _ = try desk.make("grid_leader", "cases/\(id)/report-done", answer)
        for login in ["grid_worker", "grid_leader"] {
            #expect(try desk.send(login, "cases/\(id)/close").code == "not_yours", "\(login)")
            let listed = try desk.items(login, "lists/to-check?limit=200").first { $0["id"]?.integer == id }
            #expect(listed == nil || listed?["next"]?.string == "GET /api/v1/cases/\(id)", "\(login)")
        }
        #expect(try desk.send("staff", "cases/\(id)/close").status == 200)

        let partners = try desk.report(category: safety)
        _ = try desk.make("staff", "cases/\(partners)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        let entered = #"{"answer": "物业已修", "channel": "phone"}"#
        _ = try desk.make("staff", "cases/\(partners)/report-done", entered)
        #expect(try desk.send("staff", "cases/\(partners)/close").code == "not_yours")
        #expect(try desk.send("secretary", "cases/\(partners)/close").status == 200)
    }

    @Test("Undoing an end takes back only what the end said of who was told")
    func toldBefore() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report(more: #", "private": true"#)
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        func ledger() throws -> String { try desk.send("secretary", "reports/case-ledger?format=csv", "", "GET").text }
        _ = try desk.make("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好", "told": "household"}"#)
        let before = try ledger()
        _ = try desk.make("staff", "cases/\(id)/close", #"{"told": "not_reachable", "tries": 3}"#)
        #expect(try ledger() != before)
        _ = try desk.make("staff", "cases/\(id)/undo")
        let file = try desk.get("staff", "cases/\(id)")
        #expect(file["told"]?.isNull == true && file["told_at_close"]?.string == "household")
        #expect(try ledger() == before)
        // Nothing is balanced of months that have not begun.
        let future = try desk.send("secretary", "reports/case-ledger?year=2100&format=csv", "", "GET")
        #expect(future.status == 200 && !future.text.contains(",12,"))
    }
}

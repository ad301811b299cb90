import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Nobody changes by what their own work is judged")
struct CaseChangeTests {
    private func handed(_ desk: CaseDesk, more: String = "") throws -> Int64 {
        let id = try desk.report(more: more)
        let worker = try desk.account("grid_worker")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        return id
    }

    private func patch(_ desk: CaseDesk, _ login: String, _ id: Int64, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens[login],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    @Test("A handler neither lengthens the own limit nor looks at the own work, also after it was handed over")
    func handler() async throws {
        let desk = try await CaseDesk()
        let id = try handed(desk)
        for body in [#"{"priority": "low"}"#, #"{"category_id": 1}"#, #"{"kind": "suggestion"}"#] {
            let answer = try patch(desk, "grid_worker", id, body)
            #expect(answer.status == 403 && answer.code == "not_yours", "\(answer.text)")
        }
        #expect(try desk.send("grid_worker", "cases/\(id)/report-done", #"{"answer": "已修好"}"#).status == 200)
        #expect(try desk.send("grid_worker", "cases/\(id)/close").code == "not_yours")
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let handOver = #"{"from_account_id": \#(worker), "to_account_id": \#(leader), "remark": "病假"}"#
        #expect(try desk.send("secretary", "cases/hand-over", handOver).status == 200)
        #expect(try desk.send("grid_worker", "cases/\(id)/close").code == "not_yours")
        #expect(try desk.send("staff", "cases/\(id)/close").status == 200)
    }

    @Test("More time is asked for once at a time, and what was granted stays when the matter is reported again")
    func granted() async throws {
        let desk = try await CaseDesk()
        let id = try handed(desk)
        let more = #"{"limit": "2 working_days", "remark": "等配件"}"#
        #expect(try desk.send("grid_worker", "cases/\(id)/extend", more).status == 200)
        #expect(try desk.send("grid_worker", "cases/\(id)/extend", more).code == "asked_already")
        let asked = try #require(try desk.items("staff", "extensions?case_id=\(id)").first?["id"]?.integer)
        #expect(try desk.send("staff", "extensions/\(asked)/grant").status == 200)
        let due = try desk.get("staff", "cases/\(id)")["due_at"]?.string
        #expect(try patch(desk, "staff", id, #"{"priority": "high"}"#).status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["due_at"]?.string == due)
    }

    @Test(
        "What was asked before it was reported done is no question after it was sent back, and more time is asked for anew"
    )
    func askedAgain() async throws {
        let desk = try await CaseDesk()
        let id = try handed(desk)
        let more = #"{"limit": "2 working_days", "remark": "等配件"}"#
        #expect(try desk.send("grid_worker", "cases/\(id)/extend", more).status == 200)
        #expect(try desk.send("grid_worker", "cases/\(id)/report-done", #"{"answer": "修好"}"#).status == 200)
        #expect(try desk.get("staff", "cases/\(id)")["status"]?.string == "checking")
        #expect(try desk.send("staff", "cases/\(id)/send-back", #"{"remark": "没修好"}"#).status == 200)
        let again = try desk.send("grid_worker", "cases/\(id)/extend", more)
        #expect(again.status == 200, "\(again.text)")
        #expect(try desk.send("grid_worker", "cases/\(id)/extend", more).code == "asked_already")
        let newest = try #require(try desk.items("staff", "extensions?case_id=\(id)&sort=-id").first?["id"]?.integer)
        #expect(try desk.send("staff", "extensions/\(newest)/grant").status == 200)
    }

    @Test("With another category a case is counted there, so that every sum is still that of its cases")
    func category() async throws {
        let folder = try await TestServer.demoFolder()
        let test = try await TestServer(folder: folder)
        let (client, staff) = (test.client(), try await test.token("staff"))
        let body = """
            {"kind": "help", "category_id": 3, "title": "楼道灯不亮", "description": "三楼坏了", "building_id": 1, "accept": {}}
            """
        let id = try #require(try client.send("POST", "/api/v1/cases", token: staff, body: body).json()["id"]?.integer)
        let path = "/api/v1/cases/\(id)"
        let changed = try client.send(
            "PATCH",
            path,
            token: staff,
            headers: [("If-Match", "*")],
            body: #"{"category_id": 2}"#
        )
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try client.send("POST", "\(path)/undo", token: staff).code == "undo_is_over")
        await test.stop()
        let connection = try Connection(
            path: "\(folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        let wrong = try Checkup.examine(connection).filter { !$0.problems.isEmpty }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.name): \($0.problems.prefix(3))" })")
    }

    @Test("A partner does not answer for the community, and a case that has ended keeps its photos")
    func ended() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        #expect(try desk.send("partner", "cases/\(id)/answer", #"{"answer": "已修好"}"#).code == "not_yours")
        let sent = try desk.client.send(
            "POST",
            "/api/v1/uploads",
            token: desk.tokens["resident"],
            headers: [("Content-Type", "image/png")],
            bytes: SamplePhotos.png
        )
        let upload = try #require(try sent.json()["id"]?.integer)
        #expect(try desk.send("resident", "cases/\(id)/attachments", #"{"uploads": [\#(upload)]}"#).status == 201)
        let photo = try #require(try desk.items("staff", "cases/\(id)/attachments").first?["id"]?.integer)
        let own = "attachments/\(photo)"
        #expect(try desk.send("grid_worker", own, "", "DELETE").status == 403)
        try desk.finishForPartner(id)
        #expect(try desk.send("staff", own, "", "DELETE").code == "not_changeable")
    }

    @Test("A deputy is named by the person or the staff, reads and does what the absent one would, and works cases")
    func deputies() async throws {
        let desk = try await CaseDesk(["auditor"])
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let secretary = try desk.account("secretary")
        func deputy(_ absent: Int64, _ other: Int64) -> String {
            #"{"account_id": \#(absent), "deputy_id": \#(other), "from_date": "2020-01-01"}"#
        }
        #expect(try desk.send("grid_worker", "deputies", deputy(secretary, worker)).code == "not_yours")
        let resident = try desk.account("resident")
        #expect(try desk.send("staff", "deputies", deputy(worker, resident)).faults == ["#/deputy_id not_inside"])
        #expect(try desk.send("grid_worker", "deputies", deputy(worker, leader)).status == 201)
        let id = try handed(desk)
        let mine = try desk.items("grid_leader", "lists/mine").first { $0["id"]?.integer == id }
        #expect(mine?["next"]?.string == "POST /api/v1/cases/\(id)/start")
        #expect(try desk.send("grid_leader", "cases/\(id)/start").status == 200)
    }

    @Test(
        "The timeline says inside what was changed from what to what, by code and by name, and a reporter reads none of it"
    )
    func fromTo() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let body = #"{"category_id": 1, "title": "二楼灯不亮", "priority": "high", "private": true}"#
        #expect(try patch(desk, "staff", id, body).status == 200)
        #expect(try patch(desk, "staff", id, body).status == 200, "the same again changes nothing")
        let rows = try desk.items("staff", "cases/\(id)/timeline?move=change&limit=200")
        let said = rows.map { row in
            ["changed", "changed_from", "changed_to"].map { row[$0]?.string ?? "" }.joined(separator: " ")
        }
        #expect(
            said == ["title 楼道灯不亮 二楼灯不亮", "priority normal high", "private 0 1", "category_id 3 1"],
            "\(said)"
        )
        let category = try desk.get("staff", "case-categories/1")["name"]?.string
        #expect(rows.first { $0["changed"]?.string == "category_id" }?["changed_to_name"]?.string == category)
        let english = try desk.client.send(
            "GET",
            "/api/v1/cases/\(id)/timeline?changed=private",
            token: desk.tokens["staff"],
            headers: [("Accept-Language", "en")]
        ).json()
        #expect(english.at("items.0.changed_to_name")?.string == "private")
        #expect(try !desk.moves("resident", of: id).contains("change"))
    }

    @Test("What was taken out of a case before a unit got it is read neither by the unit nor by the sub-district")
    func takenOut() async throws {
        let desk = try await CaseDesk(["subdistrict_officer"])
        let id = try desk.report()
        let body = #"{"description": "三楼的灯坏了", "title": "灯不亮"}"#
        #expect(try patch(desk, "staff", id, body).status == 200)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_organization_id": \#(desk.company)}"#)
        for login in ["partner", "subdistrict_officer"] {
            let rows = try desk.items(login, "cases/\(id)/timeline?limit=200")
            #expect(!rows.isEmpty && rows.allSatisfy { $0["changed"]?.isNull ?? true }, "\(login)")
            let csv = try desk.send(login, "cases/\(id)/timeline?format=csv", "", "GET").text
            #expect(!csv.contains("楼道灯不亮"), "\(login)")
        }
        #expect(try desk.moves("grid_leader", of: id).contains("change"))
    }
}

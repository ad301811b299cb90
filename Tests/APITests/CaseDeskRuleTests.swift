import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("办理规则：what staff may not do with a case, and what waits for whom")
struct CaseDeskRuleTests {
    private func patch(_ desk: CaseDesk, _ id: Int64, _ body: String) throws -> HTTPAnswer {
        let headers = [("If-Match", "*")]
        return try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: headers,
            body: body
        )
    }

    @Test("A petition is neither merged away nor made something else, and nothing private is called published")
    func petition() async throws {
        let desk = try await CaseDesk()
        let body = #"{"code": "letters", "name": "信访", "path": "petition", "private": true}"#
        let id = try desk.report(category: try desk.make("secretary", "case-categories", body))
        let other = try desk.report()
        _ = try desk.make("staff", "cases/\(id)/accept")
        let merged = try desk.send("staff", "cases/\(id)/merge", #"{"case_id": \#(other)}"#)
        #expect(merged.code == "petition_not_closed")
        // What never works for a petition is not offered either.
        let offered = try desk.send("staff", "cases/\(id)/wake").json()["allowed"]?.elements.compactMap(\.string) ?? []
        #expect(
            offered.contains("dispatch") && Set(offered).isDisjoint(with: ["merge", "answer", "decline"]),
            "\(offered)"
        )
        #expect(try patch(desk, id, #"{"category_id": 3}"#).code == "petition_stays")
        #expect(try patch(desk, id, #"{"private": false}"#).code == "petition_private")
        // A day alone means its end, also where it is today.
        let order = #"{"due_at": "2022-01-17", "remark": "尽快"}"#
        _ = try desk.make("secretary", "cases/\(id)/supervise", order)
        let supervision = try desk.items("secretary", "supervisions?case_id=\(id)").first
        #expect(supervision?["due_at"]?.string == "2022-01-17T23:59:59+08:00")
        // Passed up, it is in the list of what the sub-district has, with the call that brings it back.
        let up = #"{"external_number": "街-2022-1", "follow_up_on": "2022-03-01"}"#
        _ = try desk.make("secretary", "cases/\(id)/refer-up", up)
        let referred = try desk.items("secretary", "lists/referred").first { $0["id"]?.integer == id }
        #expect(referred?["next"]?.string == "POST /api/v1/cases/\(id)/refer-back")
        let hidden = try desk.report(more: #", "private": true"#)
        let told = try desk.send("staff", "cases/\(hidden)/answer", #"{"answer": "已修好", "told": "published"}"#)
        #expect(told.faults == ["#/told not_public"])
        let shown = try desk.send("staff", "cases/\(other)/answer", #"{"answer": "已修好", "told": "published"}"#)
        #expect(try shown.json()["told"]?.string == "published", "\(shown.text)")
    }

    @Test("Words beside a timeline that somebody changed or took away in the file are found by the check")
    func words() async throws {
        let desk = try await CaseDesk()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let ids = try (0..<2).map { _ in
            let id = try desk.report()
            _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
            _ = try desk.make("staff", "cases/\(id)/reassign", #"{"handler_id": \#(leader), "remark": "换人"}"#)
            return id
        }
        #expect(try Checkup.examine(desk.test.folder) == [])
        let file = try Connection(path: "\(desk.test.folder.path)/linli.db", access: .readWrite, settings: .writer)
        let last =
            "event_id = (SELECT max(x.event_id) FROM case_event_text x JOIN case_event e ON e.id = x.event_id WHERE e.case_id"
        try file.execute("UPDATE case_event_text SET remark = '没换' WHERE \(last) = \(ids[0]))")
        try file.execute("DELETE FROM case_event_text WHERE \(last) = \(ids[1]))")
        let found = try Checkup.examine(desk.test.folder)
        #expect(found.count == 2, "\(found)")
        #expect(found.contains { $0.contains("of case \(ids[0]) are not those that were written") })
        #expect(found.contains { $0.contains("of case \(ids[1]) are gone") })
    }

    @Test("What was ruled stays with whom it was ruled to, and waits for the ruling in the lists of those who rule")
    func ruling() async throws {
        let desk = try await CaseDesk(["subdistrict_officer"])
        let id = try desk.report()
        let (worker, leader) = (try desk.account("grid_worker"), try desk.account("grid_leader"))
        let back = #"{"reason": "not_ours", "remark": "不属本网格"}"#
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/return", back)
        _ = try desk.make("staff", "cases/\(id)/dispatch", #"{"handler_id": \#(worker)}"#)
        _ = try desk.make("grid_worker", "cases/\(id)/return", back)
        for login in ["secretary", "subdistrict_officer"] {
            let waiting = try desk.items(login, "lists/to-rule").first { $0["id"]?.integer == id }
            #expect(waiting?["next"]?.string == "POST /api/v1/cases/\(id)/rule", "\(login)")
        }
        #expect(try desk.items("staff", "lists/to-rule").isEmpty)
        #expect(try desk.get("subdistrict_officer", "home/work")["mine"]?.count == 0)
        let ruling = #"{"handler_id": \#(worker), "remark": "首接负责"}"#
        #expect(try desk.send("secretary", "cases/\(id)/rule", ruling).status == 200)
        let other = #"{"handler_id": \#(leader), "remark": "换人"}"#
        #expect(try desk.send("staff", "cases/\(id)/reassign", other).code == "ruled")
        // Nor is it offered.
        for login in ["staff", "grid_leader"] {
            let open = try desk.items(login, "lists/grid-open?limit=200").first { $0["id"]?.integer == id }
            #expect(open?["next"]?.string == "GET /api/v1/cases/\(id)" && open?["needs"]?.count == 0, "\(login)")
        }
        let wrong = try desk.send("staff", "cases/\(id)/wake")
        let allowed = try wrong.json()["allowed"]?.elements.compactMap(\.string) ?? []
        #expect(
            wrong.code == "illegal_move" && allowed.contains("merge") && !allowed.contains("reassign"),
            "\(allowed)"
        )
        let moves = try desk.send("grid_worker", "cases/\(id)/close").json()["allowed"]?.elements.compactMap(\.string)
        #expect(moves?.contains("start") == true && moves?.contains("return") == false)
        let many = #"{"cases": [\#(id), \#(id)], "handler_id": \#(leader)}"#
        #expect(
            try desk.send("staff", "cases/bulk-dispatch", many).faults == [
                "#/cases/0 remark_required", "#/cases/1 named_twice",
            ]
        )
    }

    @Test("More time waits for somebody of another role; an answered whistle waits to be scored by whoever blew it")
    func waiting() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let leader = try desk.account("grid_leader")
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(leader)}"#)
        #expect(
            try desk.send("grid_leader", "cases/\(id)/extend", #"{"limit": "2 working_days", "remark": "等配件"}"#).status
                == 200
        )
        #expect(try desk.items("grid_leader", "lists/to-grant").isEmpty)
        let asked = try #require(try desk.items("staff", "lists/to-grant").first { $0["id"]?.integer == id })
        let call = try #require(asked["next"]?.string)
        let path = String(call.dropFirst("POST /api/v1/".count))
        #expect(try desk.send("grid_worker", path).code == "not_yours")
        #expect(try desk.send("staff", path).status == 200)
        #expect(try desk.items("staff", "lists/to-grant").isEmpty)

        let whistle = """
            {"matter": "请到场", "respond_by": "\(desk.moment(after: 7200))", "organizations": [\(desk.company)]}
            """
        _ = try desk.make("grid_leader", "cases/\(id)/whistles", whistle)
        let summons = try #require(try desk.items("partner", "lists/joint").first { $0["id"]?.integer == id })
        let answer = String(try #require(summons["next"]?.string).dropFirst("POST /api/v1/".count))
        #expect(try desk.items("grid_leader", "lists/to-score").isEmpty)
        #expect(try desk.send("partner", answer, #"{"answer": "came"}"#).status == 200)
        let score = try #require(try desk.items("grid_leader", "lists/to-score").first?["next"]?.string)
        #expect(try desk.items("staff", "lists/to-score").isEmpty)
        let scored = try desk.send(
            "grid_leader",
            String(score.dropFirst("POST /api/v1/".count)),
            #"{"came": true, "solved": true}"#
        )
        #expect(scored.status == 200, "\(scored.text)")
        #expect(try desk.items("grid_leader", "lists/to-score").isEmpty)
    }

    @Test("The public reads a title without the numbers of people, or the one that staff wrote")
    func publicTitle() async throws {
        let desk = try await CaseDesk()
        let body = """
            {"kind": "help", "category_id": 3, "title": "301室 138 0000 1234 灯坏", "description": "三楼坏了", "building_id": 1}
            """
        let id = try desk.make("resident", "cases", body)
        _ = try desk.make("staff", "cases/\(id)/accept")
        func shown() throws -> String? { try desk.get("staff", "public-cases/\(id)")["title"]?.string }
        #expect(try shown() == "301室 ＊＊＊ 灯坏")
        #expect(try desk.get("staff", "cases/\(id)/public-view").at("view.title")?.string == "301室 ＊＊＊ 灯坏")
        let numbered = try patch(desk, id, #"{"public_title": "灯坏请打13800001234"}"#)
        #expect(numbered.faults == ["#/public_title personal_number"], "\(numbered.text)")
        #expect(try patch(desk, id, #"{"public_title": "楼道灯不亮"}"#).status == 200)
        #expect(try shown() == "楼道灯不亮")
        #expect(try desk.get("staff", "cases/\(id)")["title"]?.string == "301室 138 0000 1234 灯坏")
        let opened = try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["grid_worker"],
            headers: [("If-Match", "*")],
            body: #"{"private": false}"#
        )
        #expect(opened.code == "not_yours")
        let answer = #"{"answer": "已告知 138·0000·1234，物业电话 028-87654321"}"#
        #expect(try desk.send("staff", "cases/\(id)/answer", answer).status == 200)
        let timeline = try desk.get("staff", "public-cases/\(id)")["timeline"]?.elements.map {
            $0["text"]?.string ?? ""
        }
        #expect(timeline?.last == "已告知 ＊＊＊，物业电话 028-87654321")
        let own = try desk.send(
            "resident",
            "cases",
            body.replacing("{\"kind\"", with: #"{"public_title": "x", "kind""#)
        )
        #expect(own.faults == ["#/public_title not_allowed"])
    }

    @Test("A work list as CSV has a line for each case under its columns")
    func csv() async throws {
        let desk = try await CaseDesk()
        let id = try desk.report()
        let one = try desk.send("staff", "lists/to-accept?format=csv&limit=200", "", "GET").text
        let lines = one.split(separator: "\r\n")
        #expect(lines.first?.hasSuffix("诉求编号,标题,状态,预警级别,到期时间,网格,处理人,下一步,须填写") == true, "\(lines.first ?? "")")
        #expect(lines.contains { $0.hasPrefix("\(id),") && $0.hasSuffix("POST /api/v1/cases/\(id)/accept,") })
        let all = try desk.send("staff", "home/work?format=csv", "", "GET").text.split(separator: "\r\n")
        #expect(all.contains { $0.hasPrefix("待受理,\(id),") })
    }

    @Test("What is undone was never told and never came anew: the ledger balances to the last line")
    func ledger() async throws {
        let folder = try await TestServer.demoFolder()
        let test = try await TestServer(folder: folder)
        let (client, secretary) = (test.client(), try await test.token("secretary"))
        let body = """
            {"kind": "patrol", "category_id": 3, "title": "楼道灯不亮", "description": "三楼坏了", "building_id": 1, "accept": {}}
            """
        let made = try client.send("POST", "/api/v1/cases", token: secretary, body: body)
        let year = try #require(try made.json()["number"]?.string?.split(separator: "-").dropFirst().first)
        func ledger() throws -> String {
            let lines = try client.send("GET", "/api/v1/reports/case-ledger?year=\(year)&format=csv", token: secretary)
            return lines.text
        }
        let path = "/api/v1/cases/\(try #require(try made.json()["id"]?.integer, "\(made.text)"))"
        let before = try ledger()
        #expect(!before.isEmpty)
        // Nobody reported it, so that nobody is to be told: the move takes it out of the ledger, and undoing it back in.
        #expect(try client.send("POST", "\(path)/void", token: secretary, body: #"{"remark": "误报"}"#).status == 200)
        #expect(try ledger() != before)
        #expect(try client.send("POST", "\(path)/undo", token: secretary).status == 200)
        #expect(try ledger() == before)
        await test.stop()
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        let wrong = try Checkup.examine(connection).filter { !$0.problems.isEmpty }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.name): \($0.problems.prefix(3))" })")
    }
}

import JSON
import TestSupport
import Testing

@Suite("公示与实施：from an agreement to an accepted project")
struct OutcomeTests {
    /// An issue that a hall agreed on, with the resident's case beneath it.
    private func agreed(_ hall: HallDesk) throws -> (issue: Int64, file: Int64, waiting: Int64) {
        let file = try hall.desk.report()
        let worker = try hall.desk.account("grid_worker")
        _ = try hall.desk.make("staff", "cases/\(file)/accept", #"{"handler_id": \#(worker)}"#)
        let waiting = try hall.desk.report(building: 2)
        let issue = try hall.screened("增设充电桩", cases: [file, waiting])
        let session = try hall.desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "装15个充电桩"}]}
            """
        _ = try hall.desk.make("secretary", "sessions/\(session)/record", record)
        return (issue, file, waiting)
    }

    /// Whoever carries a project out does not name another carrier to accept it then; and what is complete is not changed.
    private func carriers(_ desk: CaseDesk) throws {
        let project = try desk.make("secretary", "projects", #"{"name": "补划停车线"}"#)
        func patch(_ login: String, _ body: String) throws -> HTTPAnswer {
            let path = "/api/v1/projects/\(project)"
            return try desk.client.send(
                "PATCH",
                path,
                token: desk.tokens[login],
                headers: [("If-Match", "*")],
                body: body
            )
        }
        let (secretary, leader) = (try desk.account("secretary"), try desk.account("grid_leader"))
        #expect(try patch("staff", #"{"carrier_account_id": \#(secretary)}"#).status == 200)
        #expect(try patch("secretary", #"{"carrier_account_id": null}"#).code == "two_persons")
        #expect(try patch("staff", #"{"carrier_account_id": \#(leader)}"#).status == 200)
        _ = try desk.make("staff", "projects/\(project)/start")
        _ = try desk.make("staff", "projects/\(project)/complete", #"{"spent_fen": 100}"#)
        #expect(try patch("staff", #"{"spent_fen": 1}"#).code == "not_changeable")
        for login in ["secretary", "staff"] {
            let own = try desk.send(login, "projects/\(project)/accept", #"{"maintainer": "物业"}"#)
            #expect(own.code == "carrier_accepts", "\(login)")
        }
    }

    private static let project = """
        {"project": {"name": "电瓶车充电桩安装", "quantity": 15, "quantity_unit": "个", "budget_fen": 3000000, "carrier": "物业",
            "milestones": [{"title": "选址", "weight": 20, "due_on": "2022-02-01"},
                {"title": "安装", "weight": 60, "evidence_required": false},
                {"title": "通电", "weight": 20, "evidence_required": false}]}}
        """

    @Test("Whoever did the milestones of a project does not accept it, whoever said that it is complete")
    func milestonesAreWork() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, _, _) = try agreed(hall)
        #expect(try desk.send("secretary", "issues/\(issue)/start", Self.project).status == 200)
        let id = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first?["id"]?.integer)
        _ = try desk.make("secretary", "projects/\(id)/start")
        for step in try desk.items("staff", "projects/\(id)/milestones").compactMap({ $0["id"]?.integer }) {
            let photo = try desk.make("staff", "uploads", "%PDF-1.4\n%%EOF\n")
            _ = try desk.make("staff", "milestones/\(step)/done", #"{"remark": "完成", "uploads": [\#(photo)]}"#)
        }
        let before = #"{"uploads": [\#(try hall.photo())], "kind": "before"}"#
        #expect(try desk.send("secretary", "projects/\(id)/papers", before).status == 201)
        _ = try desk.make("secretary", "projects/\(id)/complete", #"{"uploads": [\#(try hall.photo())]}"#)
        for login in ["staff", "secretary"] {
            let accepted = try desk.send(login, "projects/\(id)/accept", #"{"maintainer": "物业"}"#)
            #expect(accepted.status == 403 && accepted.code == "carrier_accepts", "\(login) \(accepted.text)")
        }
    }

    @Test(
        "Agreed, shown for seven days with each objection answered, built by its milestones, accepted by another, judged"
    )
    func wholeWay() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, file, untaken) = try agreed(hall)
        #expect(try desk.send("secretary", "issues/\(issue)/publish", #"{"days": 3}"#).faults == ["#/days too_short"])
        let notice = try desk.make("secretary", "issues/\(issue)/publish", #"{"place": "小区东门"}"#)
        let shown = try desk.client.send("GET", "/api/v1/public-notices/\(notice)").json()
        #expect(shown["text"]?.string == "装15个充电桩" && shown["unanswered"]?.integer == 0)
        #expect(try desk.send("secretary", "issues/\(issue)/start", Self.project).code == "notice_running")
        // Nothing is carried out beside the issue either.
        let beside = try desk.send("secretary", "projects", #"{"issue_id": \#(issue), "name": "先干"}"#)
        #expect(beside.status == 409 && beside.code == "issue_not_implementing")
        let objection = try desk.make("resident", "public-notices/\(notice)/objections", #"{"text": "离窗太近"}"#)
        try await hall.pass(hours: 24 * 8)
        let late = try desk.send("resident", "public-notices/\(notice)/objections", #"{"text": "再说"}"#)
        #expect(late.status == 409 && late.code == "notice_over")
        let waiting = try desk.send("secretary", "issues/\(issue)/start", Self.project)
        #expect(waiting.status == 409 && waiting.code == "objections_unanswered")
        #expect(try desk.send("secretary", "objections/\(objection)/answer", #"{"answer": "移至车棚"}"#).status == 200)
        #expect(
            try desk.send("secretary", "objections/\(objection)/answer", #"{"answer": "再答"}"#).code
                == "already_answered"
        )
        #expect(try desk.send("secretary", "issues/\(issue)/start", Self.project).status == 200)

        let project = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first)
        let id = try #require(project["id"]?.integer)
        #expect(project["progress"]?.integer == 0 && project["milestones"]?.integer == 3)
        let steps = try desk.items("resident", "projects/\(id)/milestones").compactMap { $0["id"]?.integer }
        let done = #"{"remark": "完成"}"#
        #expect(try desk.send("secretary", "milestones/\(steps[0])/done", done).code == "not_implementing")
        _ = try desk.make("secretary", "projects/\(id)/start")
        _ = try desk.make("secretary", "milestones/\(steps[1])/done", done)
        #expect(try desk.get("secretary", "projects/\(id)")["progress"]?.integer == 60)
        let open = try desk.send("secretary", "projects/\(id)/complete", "{}")
        #expect(open.status == 409 && open.code == "milestones_open")
        let photo = try hall.photo()
        _ = try desk.make("secretary", "milestones/\(steps[0])/done", #"{"remark": "选在车棚", "uploads": [\#(photo)]}"#)
        _ = try desk.make("secretary", "milestones/\(steps[2])/done", done)
        #expect(try desk.send("secretary", "milestones/\(steps[2])/done", done).code == "already_done")
        #expect(try desk.items("resident", "projects/\(id)/papers").first?["kind"]?.string == "after")
        // There is a photo of after; of before there is none yet.
        let blind = try desk.send("secretary", "projects/\(id)/complete", #"{"spent_fen": 2900000}"#)
        #expect(blind.status == 409 && blind.code == "evidence_missing", "\(blind.text)")
        #expect(try blind.json()["missing"]?.elements.compactMap(\.string) == ["before"])
        let before = #"{"uploads": [\#(try hall.photo())], "kind": "before"}"#
        #expect(try desk.send("secretary", "projects/\(id)/papers", before).status == 201)
        _ = try desk.make("secretary", "projects/\(id)/complete", #"{"spent_fen": 2900000}"#)
        let early = try desk.send("secretary", "issues/\(issue)/complete", #"{"outcome": "好"}"#)
        #expect(early.status == 409 && early.code == "project_not_accepted")
        let same = try desk.send("secretary", "projects/\(id)/accept", #"{"maintainer": "物业"}"#)
        #expect(same.status == 403 && same.code == "carrier_accepts")
        #expect(try desk.send("staff", "projects/\(id)/accept", "{}").faults == ["#/maintainer required"])
        #expect(try desk.send("staff", "projects/\(id)/accept", #"{"maintainer": "物业"}"#).status == 200)

        #expect(try desk.send("secretary", "issues/\(issue)/complete", #"{"outcome": "15个充电桩已通电"}"#).status == 200)
        // Its case is looked at, and whoever reported it was told at each step.
        for id in [file, untaken] {
            #expect(try desk.get("resident", "cases/\(id)")["status"]?.string == "checking")
        }
        #expect(try hall.topics("resident", "issue_id", issue).count >= 6)
        #expect(try desk.send("secretary", "issues/\(issue)/evaluate", "{}").code == "not_judged")
        #expect(try desk.send("resident", "issues/\(issue)/ratings", #"{"score": 5, "text": "方便了"}"#).status == 201)
        #expect(try desk.send("resident", "issues/\(issue)/ratings", #"{"score": 1}"#).code == "already_judged")
        #expect(try desk.send("secretary", "issues/\(issue)/evaluate", "{}").status == 200)
        let root = try desk.get("secretary", "issues/\(issue)")
        try carriers(desk)
        #expect(root["status"]?.string == "evaluated" && root["ratings"]?.integer == 1 && root["stars"]?.integer == 5)
    }

    @Test("Wherever a case waited for its issue, its completion brings it to its check, and says who answers for it")
    func waiting() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let files = try (1...6).map { try desk.report(building: $0 % 3 + 1) }
        let worker = try desk.account("grid_worker")
        let shelf = #"{"remark": "等议事", "condition": "议题落实", "review_on": "2022-06-01", "answer": "列入议题后办理"}"#
        for id in files.dropFirst() { _ = try desk.make("staff", "cases/\(id)/accept", "{}") }
        for id in files[2...3] { _ = try desk.make("staff", "cases/\(id)/dispatch", #"{"handler_id": \#(worker)}"#) }
        _ = try desk.make("secretary", "cases/\(files[3])/shelve", shelf)
        _ = try desk.make("secretary", "cases/\(files[4])/shelve", shelf)
        let up = #"{"external_number": "JD-7", "follow_up_on": "2022-06-01"}"#
        _ = try desk.make("secretary", "cases/\(files[5])/refer-up", up)
        let read = { (key: String) in try files.map { try desk.get("secretary", "cases/\($0)")[key] } }
        #expect(
            try read("status").map { $0?.string } == [
                "received", "filed", "dispatched", "shelved", "shelved", "referred",
            ]
        )
        let answerable = try read("answerable_id").map { $0?.integer }
        let issue = try hall.screened("楼道照明", cases: files)
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "换灯"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        _ = try desk.make("secretary", "issues/\(issue)/start", "{}")
        let done = try desk.send("staff", "issues/\(issue)/complete", #"{"outcome": "灯已换"}"#)
        #expect(done.status == 200, "\(done.text)")
        #expect(try read("status").map { $0?.string } == Array(repeating: "checking", count: 6))
        #expect(try read("answer").allSatisfy { $0?.string == "灯已换" })
        #expect(try read("answerable_id").map { $0?.integer } == answerable)
        // What somebody worked on stays theirs; the rest is whose it is to answer for.
        let handlers = try read("handler_id").map { $0?.integer }
        #expect(handlers == [answerable[0], answerable[1], worker, worker, answerable[4], answerable[5]])
        let number = try #require(try desk.get("staff", "issues/\(issue)")["number"]?.string)
        for id in files {
            let course = try desk.items("staff", "cases/\(id)/timeline?limit=200")
            let end = try #require(course.first { $0["move"]?.string == "finish_by_issue" })
            #expect(end["remark"]?.string == "灯已换" && end["to_status"]?.string == "checking")
            #expect(course.contains { $0["remark"]?.string?.contains(number) == true })
            #expect(try desk.topics("resident", of: id).last == "case_moved_on")
        }
        let moves = try desk.moves("staff", of: files[0]).filter { $0 != "note" }
        #expect(moves == ["create", "accept", "finish_by_issue"])
        #expect(try desk.topics("grid_worker", of: files[0]).isEmpty)
    }

    @Test("Straight from the table to plain cases, each given to somebody in the same call")
    func tasks() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try agreed(hall).issue
        let worker = try desk.account("grid_worker")
        let plan = """
            {"tasks": [{"title": "清理楼道", "category_id": 3, "handler_id": \(worker)}, {"title": "张贴告示", "category_id": 99999}]}
            """
        #expect(
            try desk.send("secretary", "issues/\(issue)/start", plan).faults == [
                "#/tasks/1/category_id unknown_reference"
            ]
        )
        #expect(try hall.status(issue) == "agreed")
        let good = plan.replacing("99999", with: "3")
        #expect(try desk.send("secretary", "issues/\(issue)/start", good).status == 200)
        let made = try desk.items("secretary", "cases?issue_id=\(issue)&source=hall")
        #expect(made.count == 2)
        #expect(Set(made.compactMap { $0["status"]?.string }) == ["dispatched", "received"])
        // It is done once each of its cases has ended, and by somebody who did none of it.
        let done = #"{"outcome": "清理完毕"}"#
        let open = try desk.send("staff", "issues/\(issue)/complete", done)
        #expect(try open.code == "tasks_open" && open.json()["open"]?.count == 2, "\(open.text)")
        for id in made.compactMap({ $0["id"]?.integer }) {
            #expect(try desk.send("secretary", "cases/\(id)/void", #"{"remark": "误立"}"#).status == 200)
        }
        let starter = try desk.send("secretary", "issues/\(issue)/complete", done)
        #expect(starter.status == 403 && starter.code == "carrier_accepts", "\(starter.text)")
        #expect(try desk.send("staff", "issues/\(issue)/complete", done).status == 200)
        #expect(try hall.status(issue) == "completed")
    }

    @Test("A resident speaks for themselves alone; staff enter what came on paper")
    func voices() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try agreed(hall).issue
        let notice = try desk.make("secretary", "issues/\(issue)/publish", "{}")
        let others = try desk.test.adults(2, token: try await desk.test.token("secretary"))
        let foreign = #"{"text": "不行", "resident_id": \#(others[0])}"#
        #expect(try desk.send("resident", "public-notices/\(notice)/objections", foreign).status == 403)
        #expect(try desk.send("partner", "public-notices/\(notice)/objections", foreign).status == 403)
        #expect(
            try desk.send("secretary", "public-notices/\(notice)/objections", #"{"text": "不行"}"#).faults == [
                "#/name required"
            ]
        )
        #expect(try desk.send("secretary", "public-notices/\(notice)/objections", foreign).status == 201)
        // A resident sees the own objections only.
        #expect(try desk.items("resident", "public-notices/\(notice)/objections").isEmpty)
        #expect(try desk.send("resident", "issues/\(issue)/ratings", #"{"score": 5}"#).code == "not_completed")
    }
}

@Suite("议题链条：from any link the whole chain is one request")
struct ChainTests {
    @Test(
        "An issue, its session, its project and its cases all lead to the same chain; everybody reads its page without names"
    )
    func chain() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let get = { (path: String) in try client.send("GET", "/api/v1/\(path)", token: token) }
        let project = try #require(try get("projects?sort=id&limit=1").json().at("items.0"))
        let (id, issue) = (project["id"]?.integer ?? 0, project["issue_id"]?.integer ?? 0)
        let chain = try get("issues/\(issue)/chain")
        #expect(chain.status == 200, "\(chain.text)")
        let root = try chain.json()
        #expect(root.at("issue.status")?.string == "completed" && root.at("projects.0.id")?.integer == id)
        let papers = try get("projects/\(id)/papers").json()["items"]?.elements.map { $0 } ?? []
        #expect(Set(papers.compactMap { $0["kind"]?.string }) == ["before", "after"])
        let shown = try get("deliberation-papers/\(papers.first?["id"]?.integer ?? 0)/content")
        #expect(shown.status == 200 && shown.header("Content-Type") == "image/png")
        let held = try get("sessions?status=held&limit=200&fields=id").json()["items"]?.count
        #expect(try get("session-minutes?form=light&limit=200").json()["items"]?.count == held)
        #expect(root["cases"]?.count == root.at("cases")?.elements.count { $0["status"]?.string == "closed" })
        let file = try #require(root.at("cases.0.id")?.integer)
        let session = try #require(root.at("agenda.0.session_id")?.integer)
        for path in ["projects/\(id)/chain", "cases/\(file)/chain"] {
            #expect(try get(path).bytes == chain.bytes, "\(path)")
        }
        #expect(try get("sessions/\(session)/chain").text.contains(root.at("issue.number")?.string ?? "?"))
        #expect(try get("cases/1/chain").status == 404)
        #expect(try client.send("GET", "/api/v1/issues/\(issue)/chain").status == 401)
        let page = try client.send("GET", "/issues/\(issue)")
        #expect(page.status == 200 && page.header("Content-Type")?.hasPrefix("text/html") == true)
        #expect(page.text.contains("充电桩") && !page.text.contains(root.at("cases.0.number")?.string ?? "?"))
        let waiting = try #require(try get("issues?status=collected&limit=1").json().at("items.0.id")?.integer)
        #expect(try client.send("GET", "/issues/\(waiting)").status == 404)
    }

    @Test("The report counts the demands that the halls resolved in 2021, by compound, and opens down to each issue")
    func report() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        let root = try client.send("GET", "/api/v1/reports/deliberation?from=2021-01-01&to=2021-12-31", token: token)
            .json()
        let resolved = try #require(root.at("total.demands_resolved")?.integer)
        #expect(resolved > 30)
        let sum = { (key: String) in
            root[key]?.elements.reduce(0) { $0 + ($1[key == "completed" ? "cases" : "demands_resolved"]?.integer ?? 0) }
        }
        #expect(sum("by_compound") == resolved && sum("completed") == resolved)
        #expect(root.at("total.projects_accepted")?.integer == 7)
        for key in ["by_kind", "by_time"] {
            let line = try #require(root[key]?.elements.map { $0 }.first)
            let cases = try client.send("GET", line["href"]?.string ?? "", token: token).json()
            #expect(cases["items"]?.count == Int(line["demands_resolved"]?.integer ?? -1), "\(key)")
        }
        let annual = try client.send("GET", "/api/v1/reports/annual?year=2021", token: token).json()
        #expect(annual.at("deliberation.demands_resolved")?.integer == resolved)
    }
}

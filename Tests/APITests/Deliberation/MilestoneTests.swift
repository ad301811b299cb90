import JSON
import SQLite
import TestSupport
import Testing

@Suite("项目节点：done is what somebody can see, and those who follow it hear of it")
struct MilestoneTests {
    /// A project that runs, of an issue with the resident's case beneath it; says its milestones.
    private func running(
        _ hall: HallDesk,
        carrier: Int64? = nil,
        at hour: Int = 19
    ) throws -> (issue: Int64, project: Int64, steps: [Int64]) {
        let desk = hall.desk
        let issue = try hall.screened("充电桩", cases: [try desk.report()])
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "starts_at": "\#(hall.day(after: 0))T\#(hour):00:00+08:00", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "装"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        let named = carrier.map { #""carrier_account_id": \#($0), "# } ?? ""
        let plan = """
            {"project": {"name": "充电桩安装", \(named)"milestones": [{"title": "选址", "weight": 1, "evidence_required": false}, \
            {"title": "安装", "weight": 3}]}}
            """
        _ = try desk.make("secretary", "issues/\(issue)/start", plan)
        let project = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first?["id"]?.integer)
        _ = try desk.make("secretary", "projects/\(project)/start")
        let steps = try desk.items("secretary", "projects/\(project)/milestones?sort=id").compactMap {
            $0["id"]?.integer
        }
        return (issue, project, steps)
    }

    @Test(
        "Without something that shows it a milestone is not done, unless it says that nothing is needed, or the community does"
    )
    func evidence() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, project, steps) = try running(hall)
        let word = #"{"remark": "好"}"#
        let bare = try desk.send("staff", "milestones/\(steps[1])/done", word)
        #expect(bare.status == 409 && bare.code == "evidence_missing", "\(bare.text)")
        #expect(bare.text.contains("evidence_required") && bare.text.contains("安装"))
        #expect(try desk.get("staff", "milestones/\(steps[1])")["done_on"]?.isNull == true)
        #expect(try desk.send("staff", "milestones/\(steps[0])/done", word).status == 200)
        let photo = try desk.make("staff", "uploads", "%PDF-1.4\n%%EOF\n")
        let done = try desk.send("staff", "milestones/\(steps[1])/done", #"{"remark": "好", "uploads": [\#(photo)]}"#)
        #expect(try done.status == 200 && done.json()["evidence"]?.integer == 1, "\(done.text)")
        let papers = try desk.items("resident", "milestones/\(steps[1])/papers")
        #expect(
            papers.count == 1 && papers[0]["project_id"]?.integer == project && papers[0]["kind"]?.string == "after"
        )

        // Each of them is told of once, to the reporter of the case, in the own language.
        let told = try desk.items("resident", "notifications?limit=200").filter { $0["issue_id"]?.integer == issue }
            .compactMap { $0["text"]?.string }.filter { $0.contains("节点完成") }
        #expect(told.count == 2 && told.contains { $0.contains("选址（1/2，进度 25%）") }, "\(told)")
        #expect(told.contains { $0.contains("安装（2/2，进度 100%）") }, "\(told)")
        let english = try hall.english("resident", "notifications?limit=200").json()["items"]?.elements
            .compactMap { $0["text"]?.string }.filter { $0.contains("A milestone is done") }
        #expect(english?.count == 2 && english?.contains { $0.contains("1 of 2, 25 % by weight") } == true)

        _ = try desk.send("secretary", "settings", #"{"project_evidence": 0}"#, "PATCH")
        let other = try running(hall, at: 20)
        #expect(try desk.send("staff", "milestones/\(other.steps[1])/done", word).status == 200)
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        #expect(throws: SQLiteError.self) {
            try connection.run(
                """
                INSERT INTO project_milestone (community_id, project_id, title, weight, evidence_required, created_at, updated_at)
                VALUES (1, \(project), '无据', 1, 1, 0, 0)
                """
            )
            try connection.run(
                "UPDATE project_milestone SET done_on = '2022-01-01', done_by = 1, remark = '好' WHERE title = '无据'"
            )
        }
    }

    @Test("A photo of before shows nothing that was done, and whoever brought what shows a milestone does not accept")
    func notBefore() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, project, steps) = try running(hall)
        let path = "milestones/\(steps[1])"
        let before = #"{"uploads": [\#(try hall.photo())], "kind": "before"}"#
        #expect(try desk.send("secretary", "\(path)/papers", before).status == 201)
        let bare = try desk.make("staff", "milestones/\(steps[0])/done", #"{"remark": "好"}"#)
        #expect(bare == steps[0])
        let refused = try desk.send("staff", "\(path)/done", #"{"remark": "只有实施前"}"#)
        #expect(refused.status == 409 && refused.code == "evidence_missing", "\(refused.text)")
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        #expect(throws: SQLiteError.self) {
            try connection.run("UPDATE project_milestone SET evidence_required = 1 WHERE id = \(steps[1])")
            try connection.run(
                "UPDATE project_milestone SET done_on = '2022-01-01', done_by = 1, remark = '好' WHERE id = \(steps[1])"
            )
        }
        let photo = try desk.make("staff", "uploads", "%PDF-1.4\n%%EOF\n")
        _ = try desk.make("staff", "\(path)/done", #"{"remark": "好", "uploads": [\#(photo)]}"#)
        let budget = try desk.send("staff", "projects/\(project)", #"{"budget_fen": 500000}"#, "PATCH")
        #expect(budget.status == 200, "\(budget.text)")
        let earlier = try desk.make("staff", "uploads", "%PDF-1.4\n%%EOF\n")
        let works = #"{"uploads": [\#(earlier)], "kind": "before"}"#
        #expect(try desk.send("staff", "projects/\(project)/papers", works).status == 201)
        _ = try desk.make("staff", "projects/\(project)/complete", #"{"spent_fen": 480000}"#)
        // The secretary did nothing but bring a photo of a milestone.
        let accepted = try desk.send("secretary", "projects/\(project)/accept", #"{"maintainer": "物业"}"#)
        #expect(accepted.status == 403 && accepted.code == "carrier_accepts", "\(accepted.text)")
        #expect(throws: SQLiteError.self) {
            let account = try desk.account("secretary")
            try connection.run("UPDATE project SET accepted_by = \(account) WHERE id = \(project)")
        }
        let chain = try desk.get("resident", "issues/\(issue)/chain")
        #expect(chain.at("projects.0.budget_fen")?.integer == 500_000)
        #expect(chain.at("projects.0.spent_fen")?.integer == 480_000)
        #expect(chain["milestones"]?.elements.map { $0["evidence"]?.integer } == [0, 1])
        let page = try desk.client.send("GET", "/issues/\(issue)")
        #expect(page.text.contains("已支出") && page.text.contains("完成依据"), "\(page.text)")
    }

    @Test("Whoever carries it out adds what shows it until another has accepted, and does not waive it")
    func afterwards() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (_, project, steps) = try running(hall, carrier: try desk.account("partner"))
        let path = "milestones/\(steps[0])/papers"
        _ = try desk.make("staff", "milestones/\(steps[0])/done", #"{"remark": "好"}"#)
        let file = { (login: String) in
            #"{"uploads": [\#(try desk.make(login, "uploads", "%PDF-1.4\n%%EOF\n"))]}"#
        }
        let added = try desk.send("partner", path, try file("partner"))
        #expect(added.status == 201, "\(added.text)")
        #expect(try desk.send("staff", path, try file("staff")).status == 201)
        #expect(try desk.send("resident", path, try file("resident")).status == 403)
        #expect(try desk.send("grid_leader", path, try file("grid_leader")).status == 403)
        #expect(try desk.items("resident", path).count == 2)

        let waived = #"{"evidence_required": false}"#
        let own = try desk.make(
            "staff",
            "projects",
            #"{"name": "自管", "carrier_account_id": \#(try desk.account("staff")), "milestones": [{"title": "一", "weight": 1}]}"#
        )
        let step = try #require(try desk.items("staff", "projects/\(own)/milestones").first?["id"]?.integer)
        #expect(try desk.send("staff", "milestones/\(step)", waived, "PATCH").code == "two_persons")
        #expect(try desk.send("secretary", "milestones/\(step)", waived, "PATCH").status == 200)

        let last = #"{"remark": "好", "uploads": [\#(try hall.photo())]}"#
        _ = try desk.make("secretary", "milestones/\(steps[1])/done", last)
        let before = #"{"uploads": [\#(try hall.photo())], "kind": "before"}"#
        #expect(try desk.send("secretary", "projects/\(project)/papers", before).status == 201)
        _ = try desk.make("secretary", "projects/\(project)/complete", "{}")
        #expect(try desk.send("partner", path, try file("partner")).status == 201)
        // Nobody of those who did it accepts it.
        let officer = try await desk.test.token("admin")
        let accepted = try desk.client.send(
            "POST",
            "/api/v1/projects/\(project)/accept",
            token: officer,
            body: #"{"maintainer": "物业"}"#
        )
        #expect(accepted.status == 200, "\(accepted.text)")
        let late = try desk.send("partner", path, try file("partner"))
        #expect(late.status == 409 && late.code == "not_changeable", "\(late.text)")
    }
}

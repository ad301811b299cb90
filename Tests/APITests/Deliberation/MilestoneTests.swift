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

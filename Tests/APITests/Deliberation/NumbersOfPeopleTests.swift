import JSON
import TestSupport
import Testing

@Suite("个人号码：nothing that others read of a topic carries a mobile or identity number")
struct NumbersOfPeopleTests {
    private static let number = "李四13800001234"

    private func refuse(_ hall: HallDesk, _ path: String, _ body: String, _ members: [String]) throws {
        let answer = try hall.desk.send("secretary", path, body)
        #expect(
            answer.status == 422 && answer.faults == members.map { "#/\($0) personal_number" },
            "\(path) \(answer.text)"
        )
    }

    @Test("A topic with a number is neither proposed nor changed so, by whomever")
    func topics() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        for login in ["resident", "secretary"] {
            let body = #"{"title": "\#(Self.number)", "description": "身份证110101199003078515", "proposer": "甲"}"#
            let own = login == "resident" ? body.replacing(#", "proposer": "甲""#, with: "") : body
            let made = try desk.send(login, "issues", own)
            #expect(made.faults == ["#/title personal_number", "#/description personal_number"], "\(made.text)")
        }
        let issue = try desk.make("resident", "issues", #"{"title": "2026-12-01停水", "description": "约1,200,000元"}"#)
        let changed = try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(issue)",
            token: desk.tokens["resident"],
            headers: [("If-Match", "*")],
            body: #"{"description": "\#(Self.number)"}"#
        )
        #expect(changed.faults == ["#/description personal_number"], "\(changed.text)")
        _ = try desk.make("secretary", "issues/\(issue)/screen", "{}")
        #expect(try desk.get("secretary", "issues/\(issue)")["public_description"]?.string == "约1,200,000元")
    }

    @Test("Nor do outcome, deferral, answer, notice, project and milestone")
    func later() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let number = Self.number
        let issue = try hall.screened("车棚")
        try refuse(hall, "issues/\(issue)/answer", #"{"answer": "\#(number)"}"#, ["answer"])
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        try refuse(hall, "issues/\(issue)/defer", #"{"remark": "\#(number)"}"#, ["remark"])
        try refuse(hall, "sessions/\(session)/cancel", #"{"reason": "\#(number)"}"#, ["reason"])
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "建车棚"}]}
            """
        try refuse(
            hall,
            "sessions/\(session)/record",
            record.replacing("建车棚", with: number),
            ["items/0/outcome"]
        )
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        let notice = #"{"text": "\#(number)", "place": "\#(number)"}"#
        try refuse(hall, "issues/\(issue)/publish", notice, ["text", "place"])
        let plan = """
            {"project": {"name": "\(number)", "carrier": "张师傅13800001234", "milestones": [{"title": "\(number)", "weight": 1}]}}
            """
        let members = ["project/name", "project/carrier", "project/milestones/0/title"]
        try refuse(hall, "issues/\(issue)/start", plan, members)
        let project = try desk.make("secretary", "projects", #"{"name": "甲"}"#)
        let steps = #"{"milestones": [{"title": "\#(number)", "weight": 1}]}"#
        try refuse(hall, "projects/\(project)/milestones", steps, ["milestones/0/title"])
    }

    @Test(
        "What a private case is part of has neither notice nor project for the public, and those who sign in read both"
    )
    func confidential() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("邻里纠纷", cases: [try desk.report(more: #", "private": true"#)])
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "调解"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        let notice = try desk.make("secretary", "issues/\(issue)/publish", #"{"place": "栏"}"#)
        try await hall.pass(hours: 24 * 9)
        let plan = """
            {"project": {"name": "调解", "carrier_account_id": \(try desk.account("partner")), \
            "milestones": [{"title": "上门", "weight": 1}]}}
            """
        _ = try desk.make("secretary", "issues/\(issue)/start", plan)
        let project = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first?["id"]?.integer)
        for (list, id) in [("public-notices", notice), ("projects", project)] {
            let seen = try desk.client.send("GET", "/api/v1/\(list)?issue_id=\(issue)")
            #expect(try seen.json()["items"]?.count == 0, "\(seen.text)")
            #expect(try desk.client.send("GET", "/api/v1/\(list)/\(id)").status == 404)
            #expect(try desk.items("resident", "\(list)?issue_id=\(issue)").count == 1)
            #expect(try desk.send("resident", "\(list)/\(id)", "", "GET").status == 200)
        }
        // Whoever carries it out hears that it began.
        let before = try hall.topics("partner", "issue_id", issue).count
        _ = try desk.make("secretary", "projects/\(project)/start")
        #expect(try hall.topics("partner", "issue_id", issue).count == before + 1)
    }

    @Test("Whoever proposed a topic hears why the session that was to take it up is off")
    func cancelled() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", #"{"title": "路灯", "description": "不亮"}"#)
        _ = try desk.make("secretary", "issues/\(issue)/screen", "{}")
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 5))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        _ = try desk.make("secretary", "sessions/\(session)/cancel", #"{"reason": "停水"}"#)
        let told = try desk.send("resident", "notifications?limit=200", "", "GET").text
        #expect(told.contains("议事会取消。停水"), "\(told)")
    }
}

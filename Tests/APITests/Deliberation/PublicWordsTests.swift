import JSON
import TestSupport
import Testing

@Suite("公开文字：of what a resident wrote everybody reads what a member of staff has read before")
struct PublicWordsTests {
    private static let topic = """
        {"title": "楼上吵闹", "description": "张三电话0571-88001234反复扰民"}
        """

    private func page(_ hall: HallDesk, _ issue: Int64) throws -> HTTPAnswer {
        try hall.desk.client.send("GET", "/issues/\(issue)")
    }

    private func patch(_ desk: CaseDesk, _ login: String, _ issue: Int64, _ body: String) throws -> HTTPAnswer {
        try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(issue)",
            token: desk.tokens[login],
            headers: [("If-Match", "*")],
            body: body
        )
    }

    private func schedule(_ hall: HallDesk, _ issue: Int64) throws {
        let body = #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 5))", "agenda": [{"issue_id": \#(issue)}]}"#
        _ = try hall.desk.make("secretary", "sessions", body)
    }

    @Test(
        "The preview shows staff and proposer what will be read; as it stands it is approved by whoever screens, without numbers"
    )
    func preview() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let path = "issues/\(issue)/public-view"
        for login in ["resident", "secretary", "branch_secretary"] {
            let seen = try desk.get(login, path)
            #expect(seen.at("issue.description")?.string == "张三电话＊＊＊反复扰民", "\(login) \(seen)")
            #expect(seen.at("public.page")?.bool == false && seen.at("public.approved")?.bool == false, "\(seen)")
        }
        // What nobody has read yet is for those who screen it, and not for the grids.
        for login in ["partner", "grid_leader", "grid_worker"] {
            #expect(try desk.send(login, path, "", "GET").status == 403, "\(login)")
        }
        #expect(try desk.client.send("GET", "/api/v1/\(path)").status == 401)
        _ = try desk.make("secretary", "issues/\(issue)/screen", "{}")
        #expect(try desk.get("grid_worker", path).at("issue.description")?.string == "张三电话＊＊＊反复扰民")
        #expect(try desk.get("resident", path).at("public.approved")?.bool == true)
        #expect(try page(hall, issue).status == 404)
        try schedule(hall, issue)
        let shown = try page(hall, issue)
        #expect(shown.status == 200 && shown.text.contains("＊＊＊反复扰民") && !shown.text.contains("88001234"))
        #expect(try desk.get("resident", path).at("public.page")?.bool == true)
    }

    @Test(
        "Whoever screens writes other words; numbers in them are refused, staff put them right later, residents do not"
    )
    func written() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let screen = "issues/\(issue)/screen"
        let numbers = #"{"public_title": "找13800001234", "public_description": "证号11010519491231002X"}"#
        #expect(
            try desk.send("secretary", screen, numbers).faults == [
                "#/public_title personal_number", "#/public_description personal_number",
            ]
        )
        #expect(try desk.send("secretary", screen, #"{"public_description": "夜间噪声"}"#).status == 200)
        let row = try desk.get("secretary", "issues/\(issue)")
        #expect(row["public_title"]?.string == "楼上吵闹" && row["public_description"]?.string == "夜间噪声")
        try schedule(hall, issue)
        #expect(try page(hall, issue).text.contains("夜间噪声") && !page(hall, issue).text.contains("张三"))
        // What it says goes on without what everybody reads, unless that was approved as it stood.
        let changed = try patch(desk, "secretary", issue, #"{"title": "夜间扰民", "description": "李四也受影响"}"#)
        #expect(try changed.json()["public_title"]?.string == "夜间扰民", "\(changed.text)")
        #expect(try changed.json()["public_description"]?.string == "夜间噪声")
        let own = try patch(desk, "resident", issue, #"{"public_title": "甲"}"#)
        #expect(own.status == 422 && own.faults == ["#/public_title only_staff"], "\(own.text)")
        #expect(try patch(desk, "secretary", issue, #"{"public_title": "找13800001234"}"#).status == 422)
        _ = try desk.make("secretary", "issues/\(issue)/withdraw", #"{"reason": "solved"}"#)
        #expect(try patch(desk, "secretary", issue, #"{"title": "别的"}"#).code == "not_changeable")
        #expect(try patch(desk, "secretary", issue, #"{"public_title": "夜间安静"}"#).status == 200)
        let ended = try page(hall, issue)
        #expect(ended.status == 200 && ended.text.contains("夜间安静") && !ended.text.contains("李四"), "\(ended.text)")
        #expect(try hall.moves(issue).last == "edit")
        let made = try desk.send("resident", "issues", #"{"title": "甲", "description": "乙", "public_title": "丙"}"#)
        #expect(made.faults == ["#/public_title only_staff"])
    }

    @Test("What ended before anybody approved its words is known by its number; a decided one says what it was about")
    func unread() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try desk.make("resident", "issues", Self.topic)
        let number = try #require(try desk.get("resident", "issues/\(issue)")["number"]?.string)
        _ = try desk.make("resident", "issues/\(issue)/withdraw", #"{"reason": "solved"}"#)
        let ended = try page(hall, issue)
        #expect(ended.status == 200 && ended.text.contains(number) && !ended.text.contains("楼上吵闹"), "\(ended.text)")

        let agreed = try hall.screened("车棚")
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(agreed)}]}"#
        )
        let record = """
            {"walk_ins": [{"party": "residents", "name": "张阿姨"}], "summary": "一致", "uploads": [\(try hall.photo())], \
            "items": [{"place": 1, "status": "agreed", "outcome": "建车棚"}]}
            """
        _ = try desk.make("secretary", "sessions/\(session)/record", record)
        #expect(try page(hall, agreed).text.contains("车棚，提请协商"))
        _ = try patch(desk, "secretary", agreed, #"{"public_title": "电动车棚"}"#)
        let notice = try desk.make("secretary", "issues/\(agreed)/publish", "{}")
        #expect(try desk.get("resident", "public-notices/\(notice)")["title"]?.string == "电动车棚")
    }

    @Test(
        "A topic of a private case has no page at any status, and what is done about it is seen by staff, carrier and reporter"
    )
    func confidential() async throws {
        let hall = try await HallDesk(["party_member"])
        let desk = hall.desk
        let file = try desk.report(more: #", "private": true"#)
        let issue = try hall.screened("邻里纠纷", cases: [file])
        #expect(try desk.send("secretary", "issues/\(issue)/public-view", "", "GET").code == "no_public_page")
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
        #expect(try page(hall, issue).status == 404)
        let plan = """
            {"project": {"name": "调解", "carrier_account_id": \(try desk.account("partner")), \
            "milestones": [{"title": "上门", "weight": 1}]}}
            """
        _ = try desk.make("secretary", "issues/\(issue)/start", plan)
        let project = try #require(try desk.items("secretary", "projects?issue_id=\(issue)").first?["id"]?.integer)
        _ = try desk.make("secretary", "projects/\(project)/start")
        let step = try #require(try desk.items("secretary", "milestones?project_id=\(project)").first?["id"]?.integer)
        let done = #"{"remark": "王某家门口", "uploads": [\#(try hall.photo())]}"#
        _ = try desk.make("secretary", "milestones/\(step)/done", done)
        #expect(try page(hall, issue).status == 404)
        let paper = try #require(try desk.items("secretary", "milestones/\(step)/papers").first?["id"]?.integer)
        for (login, status) in [
            ("secretary", 200), ("grid_leader", 200), ("partner", 200), ("resident", 200), ("party_member", 404),
        ] {
            for path in ["milestones/\(step)", "deliberation-papers/\(paper)", "deliberation-papers/\(paper)/content"] {
                #expect(try desk.send(login, path, "", "GET").status == status, "\(login) \(path)")
            }
            #expect(
                try desk.items(login, "milestones?project_id=\(project)").count == (status == 200 ? 1 : 0),
                "\(login)"
            )
        }
    }
}

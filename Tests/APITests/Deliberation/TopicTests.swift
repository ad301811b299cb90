import JSON
import TestSupport
import Testing

@Suite("议题征集：topics are proposed, signed, screened and answered")
struct TopicTests {
    private static let topic = #"{"title": "增设充电桩", "description": "楼下没有充电的地方"}"#

    @Test(
        "A grid leader makes one topic of several cases; each is in one issue only, and all who wait are told at each step"
    )
    func fromCases() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let cases = try (0..<3).map { _ in try desk.report() }
        let body = """
            {"title": "增设充电桩", "description": "三户居民反映", "grid_id": 1, "cases": [\(cases.map(String.init).joined(separator: ","))]}
            """
        let id = try desk.make("grid_leader", "issues", body)
        let root = try desk.get("grid_leader", "issues/\(id)")
        #expect(root["cases"]?.integer == 3 && root["source"]?.string == "grid")
        #expect(root["number"]?.string?.hasPrefix("YT2022-") == true)
        #expect(try desk.get("resident", "cases/\(cases[0])")["issue_id"]?.integer == id)
        let again = try desk.send("grid_leader", "issues", body)
        #expect(again.faults == ["#/cases/0 in_other_issue", "#/cases/1 in_other_issue", "#/cases/2 in_other_issue"])
        #expect(
            try desk.send("resident", "issues", #"{"title": "甲", "description": "乙", "cases": [\#(cases[0])]}"#).status
                == 403
        )
        _ = try desk.make("secretary", "issues/\(id)/screen", "{}")
        // Whoever reported them is told that they became a topic, once for all three.
        #expect(try hall.topics("resident", "issue_id", id) == ["issue_moved_on", "issue_moved_on"])
        #expect(try hall.topics("grid_leader", "issue_id", id) == ["issue_moved_on"])
        let told = try desk.items("resident", "notifications?limit=200").compactMap { $0["text"]?.string }
        #expect(told.contains { $0.contains("已列为议题") })
        // Withdrawn, its cases go on by themselves.
        #expect(try desk.send("grid_leader", "issues/\(id)/withdraw", "{}").faults == ["#/reason required"])
        #expect(try desk.send("grid_leader", "issues/\(id)/withdraw", #"{"reason": "solved"}"#).status == 200)
        #expect(try desk.get("resident", "cases/\(cases[0])")["issue_id"]?.isNull == true)
    }

    @Test("A resident proposes, others sign once each and within a limit; whose decision it is, staff say")
    func signed() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let id = try desk.make("resident", "issues", Self.topic)
        let root = try desk.get("resident", "issues/\(id)")
        #expect(root["source"]?.string == "resident" && root["authority"]?.string == "hall")
        let owners = #"{"title": "甲", "description": "乙", "authority": "owners"}"#
        #expect(try desk.send("resident", "issues", owners).faults == ["#/authority only_staff"])
        #expect(try desk.send("resident", "issues/\(id)/support", "{}").code == "already_supported")
        let others = try desk.test.adults(3, token: try await desk.test.token("secretary"))
        for person in others {
            #expect(try desk.send("secretary", "issues/\(id)/support", #"{"resident_id": \#(person)}"#).status < 300)
        }
        let twice = try desk.send("secretary", "issues/\(id)/support", #"{"resident_id": \#(others[0])}"#)
        #expect(twice.status == 409 && twice.code == "already_supported")
        #expect(try desk.send("resident", "issues/\(id)/support", #"{"resident_id": \#(others[0])}"#).status == 403)
        #expect(try desk.get("secretary", "issues/\(id)")["supporters"]?.integer == 3)
        _ = try desk.make("secretary", "issues/\(id)/unsupport", #"{"resident_id": \#(others[0])}"#)
        #expect(try desk.get("secretary", "issues/\(id)")["supporters"]?.integer == 2)
        _ = try desk.send("secretary", "settings", #"{"supports_per_resident": 1}"#, "PATCH")
        let other = try desk.make("secretary", "issues", #"{"title": "甲", "description": "乙", "proposer": "丙"}"#)
        let full = try desk.send("secretary", "issues/\(other)/support", #"{"resident_id": \#(others[1])}"#)
        #expect(full.status == 409 && full.code == "too_many_supports")
        #expect(try desk.send("partner", "issues/\(id)/support", "{}").status == 403)
    }

    @Test(
        "For a day a proposer edits freely; afterwards what it said stays to be read, and once screened it is the staff's"
    )
    func versions() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let id = try desk.make("resident", "issues", Self.topic)
        let edit = { (login: String, title: String) in
            let tag = try desk.send(login, "issues/\(id)", "", "GET").header("ETag") ?? ""
            return try desk.client.send(
                "PATCH",
                "/api/v1/issues/\(id)",
                token: try desk.send(login, "me", "", "GET").status == 200 ? desk.tokens[login] : nil,
                headers: [("If-Match", tag)],
                body: #"{"title": "\#(title)"}"#
            )
        }
        #expect(try edit("resident", "增设十个充电桩").status == 200)
        #expect(try desk.get("resident", "issues/\(id)")["versions"]?.integer == 0)
        // What somebody signed stays to be read, also on the first day.
        let signer = (try desk.get("resident", "me").at("scope.resident_id")?.integer ?? 0) + 1
        _ = try desk.make("secretary", "issues/\(id)/support", #"{"resident_id": \#(signer)}"#)
        #expect(try edit("resident", "增设十二个充电桩").status == 200)
        try await hall.pass(hours: 25)
        #expect(try edit("resident", "增设十五个充电桩").status == 200)
        #expect(try edit("grid_leader", "别的").status == 403)
        let earlier = try desk.items("resident", "issues/\(id)/versions?sort=id")
        #expect(Set(earlier.map { $0["title"]?.string ?? "" }) == ["增设十个充电桩", "增设十二个充电桩"])
        _ = try desk.make("branch_secretary", "issues/\(id)/screen", "{}")
        #expect(try edit("resident", "二十个").code == "not_changeable")
        #expect(try edit("secretary", "十五个充电桩").status == 200)
    }

    @Test(
        "Staff put nobody's words otherwise without a version, a line in the timeline and a word to whoever proposed and signed"
    )
    func othersWords() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let id = try desk.make("resident", "issues", Self.topic)
        let edit = { (login: String, title: String) in
            try desk.client.send(
                "PATCH",
                "/api/v1/issues/\(id)",
                token: desk.tokens[login],
                headers: [("If-Match", "*")],
                body: #"{"title": "\#(title)"}"#
            )
        }
        // Nobody signed it and the day is not over, and yet it is somebody else's.
        #expect(try edit("staff", "工作人员改题").status == 200)
        #expect(try desk.items("resident", "issues/\(id)/versions").map { $0["title"]?.string } == ["增设充电桩"])
        #expect(try hall.moves(id) == ["collect", "edit"])
        #expect(try hall.topics("resident", "issue_id", id) == ["issue_moved_on"])
        let english = try hall.english("resident", "notifications?limit=200").text
        #expect(english.contains("what it said is kept"), "\(english)")
        _ = try desk.make("secretary", "issues/\(id)/screen", "{}")
        let session = #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 5))", "agenda": [{"issue_id": \#(id)}]}"#
        _ = try desk.make("secretary", "sessions", session)
        #expect(try edit("secretary", "再改").status == 200)
        #expect(try desk.items("secretary", "issues/\(id)/versions").count == 2)
        #expect(try hall.moves(id).last == "edit")
        // What is screened is no longer changed freely, also not by whoever proposed it.
        let own = try desk.make("staff", "issues", #"{"title": "甲", "description": "乙", "proposer": "丙"}"#)
        _ = try desk.make("secretary", "issues/\(own)/screen", "{}")
        let changed = try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(own)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"title": "丁"}"#
        )
        #expect(try changed.json()["versions"]?.integer == 1, "\(changed.text)")
    }

    @Test(
        "A refusal has a reason of the list and a written one; an evaluator says why; merging brings cases and signers along"
    )
    func screening() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let one = try desk.make("resident", "issues", Self.topic)
        #expect(
            try desk.send("secretary", "issues/\(one)/decline", "{}").faults.sorted()
                == ["#/reason required", "#/remark required"]
        )
        let leader = try desk.account("grid_leader")
        let asked = try desk.make("secretary", "issues/\(one)/evaluators", #"{"account_id": \#(leader)}"#)
        #expect(try hall.topics("grid_leader", "issue_id", one) == ["issue_to_evaluate"])
        #expect(
            try desk.send("grid_leader", "issue-evaluators/\(asked)/answer", #"{"opinion": "not_feasible"}"#).faults
                == ["#/reason required"]
        )
        let opinion = #"{"opinion": "feasible", "reason": "有空地"}"#
        #expect(try desk.send("grid_worker", "issue-evaluators/\(asked)/answer", opinion).status == 403)
        #expect(try desk.send("grid_leader", "issue-evaluators/\(asked)/answer", opinion).status == 200)
        #expect(try desk.send("grid_leader", "issue-evaluators/\(asked)/answer", opinion).code == "already_answered")
        let file = try desk.report()
        let two = try desk.make("grid_leader", "issues", #"{"title": "充电", "description": "再提", "cases": [\#(file)]}"#)
        let person = try #require(try desk.test.adults(1, token: try await desk.test.token("secretary")).first)
        _ = try desk.make("secretary", "issues/\(two)/support", #"{"resident_id": \#(person)}"#)
        #expect(
            try desk.send("secretary", "issues/\(two)/merge", #"{"issue_id": \#(two)}"#).faults == [
                "#/issue_id not_mergeable"
            ]
        )
        #expect(try desk.send("secretary", "issues/\(two)/merge", #"{"issue_id": \#(one)}"#).status == 200)
        let target = try desk.get("secretary", "issues/\(one)")
        #expect(target["cases"]?.integer == 1 && target["supporters"]?.integer == 1)
        #expect(
            try desk.send("secretary", "issues/\(one)/merge", #"{"issue_id": \#(two)}"#).faults == [
                "#/issue_id not_mergeable"
            ]
        )
        let refusal = #"{"reason": "not_ours", "remark": "属供电公司"}"#
        #expect(try desk.send("resident", "issues/\(one)/decline", refusal).status == 403)
        #expect(try desk.send("branch_secretary", "issues/\(one)/decline", refusal).status == 200)
        #expect(try hall.topics("resident", "issue_id", one).last == "issue_moved_on")
    }

    @Test(
        "A topic that nobody answers becomes overdue by itself, an idle one goes to the archive; a late answer stays late"
    )
    func unanswered() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let id = try desk.make("resident", "issues", Self.topic)
        let prompt = try desk.make("resident", "issues", Self.topic)
        #expect(try desk.send("secretary", "issues/\(prompt)/answer", #"{"answer": "已安排勘察"}"#).status == 200)
        #expect(try desk.send("secretary", "issues/\(prompt)/answer", #"{"answer": "再答"}"#).code == "already_answered")
        #expect(try hall.topics("resident", "issue_id", prompt) == ["issue_moved_on"])
        try await hall.pass(hours: 24 * 40)
        #expect(try desk.get("secretary", "issues/\(id)")["answer_overdue"]?.bool == true)
        #expect(try desk.get("secretary", "issues/\(prompt)")["answer_overdue"]?.bool == false)
        #expect(try hall.topics("secretary", "issue_id", id) == ["topic_unanswered"])
        #expect(try hall.moves(id) == ["collect", "answer-overdue"])
        _ = try desk.make("secretary", "issues/\(id)/answer", #"{"answer": "来晚了"}"#)
        #expect(try desk.get("secretary", "issues/\(id)")["answer_overdue"]?.bool == true)
        try await hall.pass(hours: 24 * 200)
        #expect(try desk.get("secretary", "issues/\(prompt)")["archived_at"]?.string != nil)
        #expect(try hall.moves(prompt).last == "archive")
        // Whoever takes it up again takes it out of the archive.
        _ = try desk.make("secretary", "issues/\(prompt)/screen", "{}")
        #expect(try desk.get("secretary", "issues/\(prompt)")["archived_at"]?.isNull == true)
    }
}

import JSON
import TestSupport
import Testing

@Suite("四议两公开：none of the six steps is skipped")
struct SixStepsTests {
    private func step(_ name: String, _ day: String, yes: Int = 16) -> String {
        """
        {"step": "\(name)", "held_on": "\(day)", "minutes": "同意", "due": 30, "present": 20, "for": \(yes), \
        "against": \(20 - yes), "abstain": 0}
        """
    }

    @Test(
        "The secretary of a Party branch enters the steps of the own branch, those of another's and the rest staff enter"
    )
    func ownBranch() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("branch_secretary", "me").at("scope.branch_id")?.integer)
        let other = try #require(
            try desk.items("secretary", "party-organizations?kind=branch").compactMap { $0["id"]?.integer }
                .first { $0 != own }
        )
        let topic = { (more: String) in
            let id = try desk.make(
                "secretary",
                "issues",
                #"{"title": "路灯", "description": "改造", "proposer": "甲", "authority": "residents", "six_steps": true\#(more)}"#
            )
            _ = try desk.make("secretary", "issues/\(id)/screen")
            return id
        }
        let today = hall.day(after: 0)
        let foreign = try topic(#", "party_organization_id": \#(other)"#)
        let refused = try desk.send("branch_secretary", "issues/\(foreign)/steps", step("party_proposal", today))
        #expect(refused.status == 403 && refused.code == "not_your_branch", "\(refused.text)")
        _ = try desk.make("secretary", "issues/\(foreign)/steps", step("party_proposal", today))
        #expect(
            try desk.send("branch_secretary", "issues/\(foreign)/steps", step("committees_consult", today)).status
                == 403
        )

        // What no branch has proposed yet the own one may propose, and it is of that branch from then on.
        for issue in [try topic(#", "party_organization_id": \#(own)"#), try topic("")] {
            let made = try desk.send("branch_secretary", "issues/\(issue)/steps", step("party_proposal", today))
            #expect(made.status == 201, "\(made.text)")
            #expect(try desk.get("secretary", "issues/\(issue)")["party_organization_id"]?.integer == own)
            for next in ["committees_consult", "party_meeting"] {
                let taken = try desk.send("branch_secretary", "issues/\(issue)/steps", step(next, today))
                #expect(taken.status == 201, "\(taken.text)")
            }
            let disclosed = step("outcome_disclosed", today)
            #expect(try desk.send("branch_secretary", "issues/\(issue)/steps", disclosed).status == 403)
            let moved = #"{"party_organization_id": \#(other)}"#
            let stands = try desk.client.send(
                "PATCH",
                "/api/v1/issues/\(issue)",
                token: desk.tokens["secretary"],
                headers: [("If-Match", "*")],
                body: moved
            )
            #expect(stands.status == 409 && stands.code == "steps_taken", "\(stands.text)")
        }
        for login in ["party_member", "grid_leader", "resident"] {
            let token = try await desk.test.token(login)
            let path = "/api/v1/issues/\(foreign)/steps"
            let answer = try desk.client.send("POST", path, token: token, body: step("committees_consult", today))
            #expect(answer.status == 403, "\(login)")
        }
        let proposed = try desk.make("branch_secretary", "issues", #"{"title": "花坛", "description": "改造"}"#)
        #expect(try desk.get("secretary", "issues/\(proposed)")["party_organization_id"]?.integer == own)
        let claimed = #"{"title": "花坛", "description": "改造", "party_organization_id": \#(own)}"#
        #expect(try desk.send("resident", "issues", claimed).status == 422)
    }

    @Test(
        "From the Party's proposal to the disclosed outcome: each step in its order, the vote and the notice taking their own"
    )
    func wholeWay() async throws {
        let hall = try await HallDesk(["subdistrict_officer"])
        let desk = hall.desk
        let odd = #"{"title": "路灯", "description": "改造", "proposer": "甲", "six_steps": true}"#
        #expect(try desk.send("secretary", "issues", odd).faults == ["#/six_steps needs_residents"])
        let plain = try hall.screened("花坛", authority: "residents")
        let today = hall.day(after: 0)
        #expect(
            try desk.send("secretary", "issues/\(plain)/steps", step("party_proposal", today)).code == "no_six_steps"
        )
        let branch = try #require(try desk.get("branch_secretary", "me").at("scope.branch_id")?.integer)
        let more = #""authority": "residents", "compound_id": 1, "party_organization_id": \#(branch), "six_steps""#
        let issue = try desk.make("secretary", "issues", odd.replacing(#""six_steps""#, with: more))
        let path = "issues/\(issue)/steps"
        #expect(try desk.send("secretary", path, step("party_proposal", today)).code == "not_now")
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let skipping = try desk.send("secretary", path, step("committees_consult", today))
        #expect(skipping.status == 409 && skipping.code == "step_out_of_order", "\(skipping.text)")
        #expect(try skipping.json()["next_step"]?.string == "party_proposal")
        let vote = """
            {"rule": "representatives", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", "held_on": "\(today)", \
            "eligible": 30, "for": 18, "against": 2, "abstain": 0, "passed": true, "uploads": [\(try hall.photo())]}
            """
        let early = try desk.send("secretary", "issues/\(issue)/record-outcome", vote)
        #expect(early.status == 409 && early.code == "step_out_of_order", "\(early.text)")
        #expect(try desk.send("resident", path, step("party_proposal", today)).status == 403)
        _ = try desk.make("secretary", path, step("party_proposal", hall.day(after: -1)))
        #expect(
            try desk.send("secretary", path, step("committees_consult", hall.day(after: -2))).faults == [
                "#/held_on before_last_step"
            ]
        )
        #expect(
            try desk.send("secretary", path, step("committees_consult", hall.day(after: 1))).faults == [
                "#/held_on in_future"
            ]
        )
        _ = try desk.make("secretary", path, step("committees_consult", today))
        let short = try desk.send("secretary", path, step("party_meeting", today, yes: 15))
        #expect(short.status == 409 && short.code == "misses_rule", "\(short.text)")
        let list = try hall.photo()
        let meeting = step("party_meeting", today).replacing(#""step""#, with: #""uploads": [\#(list)], "step""#)
        _ = try desk.make("secretary", path, meeting)
        let byHand = try desk.send("secretary", path, step("representatives_decide", today))
        #expect(byHand.status == 409 && byHand.code == "step_follows", "\(byHand.text)")
        let version = try desk.get("secretary", "issues/\(issue)")["version"]?.integer ?? 0
        let unmarked = try desk.client.send(
            "PATCH",
            "/api/v1/issues/\(issue)",
            token: desk.tokens["secretary"],
            headers: [("If-Match", "\"\(version)\"")],
            body: #"{"six_steps": false}"#
        )
        #expect(unmarked.status == 409 && unmarked.code == "steps_taken", "\(unmarked.text)")

        let decided = try desk.send("secretary", "issues/\(issue)/record-outcome", vote)
        #expect(decided.status == 200, "\(decided.text)")
        #expect(try desk.send("secretary", "issues/\(issue)/publish", "{}").faults == ["#/place required"])
        _ = try desk.make("secretary", "issues/\(issue)/publish", #"{"place": "宣传栏"}"#)
        let outcome = {
            """
            {"step": "outcome_disclosed", "held_on": "\(hall.day(after: 0))", "minutes": "已完成", "location": "宣传栏", \
            "from_date": "\(hall.day(after: 0))", "until_date": "\(hall.day(after: 7))"}
            """
        }
        #expect(try desk.send("secretary", path, outcome()).code == "not_now")
        try await hall.pass(hours: 24 * 8)
        #expect(try desk.send("secretary", "issues/\(issue)/start", "{}").status == 200)
        let own = try desk.send("secretary", "issues/\(issue)/complete", #"{"outcome": "亮了"}"#)
        #expect(own.status == 403 && own.code == "carrier_accepts", "\(own.text)")
        #expect(try desk.send("staff", "issues/\(issue)/complete", #"{"outcome": "亮了"}"#).status == 200)
        #expect(try desk.send("resident", "issues/\(issue)/ratings", #"{"score": 5}"#).status == 201)
        let unfinished = try desk.send("secretary", "issues/\(issue)/evaluate")
        #expect(unfinished.code == "step_out_of_order" && unfinished.text.contains("实施结果公开"))
        _ = try desk.make("secretary", path, outcome())
        #expect(try desk.send("secretary", "issues/\(issue)/evaluate").status == 200)
        let steps = try desk.items("resident", path)
        #expect(steps.compactMap { $0["place"]?.integer } == [1, 2, 3, 4, 5, 6])
        #expect(
            steps[3]["due"]?.integer == 30 && steps[3]["for"]?.integer == 18 && steps[4]["location"]?.string == "宣传栏"
        )
        #expect(try hall.moves(issue).count { $0 == "step" } == 6)
        // Of the Party's own meetings others see that they were held, and when.
        for login in ["resident", "partner", "grid_worker", "grid_leader", "subdistrict_officer", "auditor"] {
            let seen = try desk.items(login, path)
            for step in seen.prefix(3) {
                #expect(step["held_on"]?.string != nil, "\(login)")
                #expect(["minutes", "due", "present", "for"].allSatisfy { step[$0]?.isNull == true }, "\(login)")
            }
            #expect(seen[3]["minutes"]?.string != nil && seen[5]["minutes"]?.string == "已完成", "\(login)")
        }
        // Whoever is shown them stands in the audit, for each of them and before the answer; others read nothing of them.
        let noted = { (action: String) in try AuditRows.count(desk.test, action) }
        let before = try noted("get_issue_steps")
        _ = try desk.items("resident", path)
        #expect(try noted("get_issue_steps") == before)
        #expect(try desk.items("branch_secretary", path).first?["minutes"]?.string == "同意")
        #expect(try noted("get_issue_steps") == before + 3)
        let third = try #require(try desk.items("branch_secretary", path)[2]["id"]?.integer)
        _ = try desk.get("branch_secretary", "issue-steps/\(third)")
        _ = try desk.get("auditor", "issue-steps/\(third)")
        #expect(try noted("get_issue_steps") == before + 7)
        // The auditor reads who looked at which of them, and why that is told of.
        let looks = try desk.items("auditor", "audit?action=get_issue_steps&object=issue-steps/\(third)")
        #expect(looks.count == 3, "\(looks.count)")
        #expect(try looks.contains { $0["account_id"]?.integer == (try desk.account("branch_secretary")) })
        #expect(looks.allSatisfy { $0["note"]?.string == "party_records" && $0["request_id"]?.string != nil })
        _ = try desk.send("secretary", "\(path)?format=csv", "", "GET")
        _ = try desk.send("grid_worker", "\(path)?format=csv", "", "GET")
        #expect(try noted("export_issue_steps") == 3)
        let flat = try desk.send("resident", "issue-steps?issue_id=\(issue)&format=csv&header=keys", "", "GET").text
        #expect(!flat.contains(",同意,") && flat.contains("已完成"), "\(flat)")
        let paper = try #require(
            try desk.items("secretary", "issues/\(issue)/papers").first { $0["step"]?.string == "party_meeting" }?[
                "id"
            ]?
            .integer
        )
        let looked = try noted("get_deliberation_papers")
        let content = try desk.send("branch_secretary", "deliberation-papers/\(paper)/content", "", "GET")
        #expect(content.status == 200 && content.header("Content-Type") == "application/pdf", "\(content.text)")
        #expect(content.text == "%PDF-1.4\n%%EOF\n" && content.header("Content-Security-Policy") == "sandbox")
        _ = try desk.items("branch_secretary", "issues/\(issue)/papers")
        #expect(try noted("get_deliberation_papers") == looked + 2)
        for path in ["deliberation-papers/\(paper)", "deliberation-papers/\(paper)/content"] {
            #expect(try desk.send("resident", path, "", "GET").status == 404, "\(path)")
        }
        #expect(try desk.items("partner", "issues/\(issue)/papers").allSatisfy { $0["id"]?.integer != paper })
        #expect(try desk.get("resident", "issues/\(issue)/chain")["steps"]?.count == 6)
    }
}

import JSON
import TestSupport
import Testing

@Suite("支部之间：what one Party branch decided is not for another to read")
struct OtherBranchTests {
    @Test("The secretary of a branch reads its own steps and papers, and of another's none, in no format and by no id")
    func steps() async throws {
        let hall = try await HallDesk(["party_member"])
        let desk = hall.desk
        let own = try #require(try desk.get("branch_secretary", "me").at("scope.branch_id")?.integer)
        let other = try #require(
            try desk.items("secretary", "party-organizations?kind=branch").compactMap { $0["id"]?.integer }
                .first { $0 != own }
        )
        for (branch, words, isOwn) in [(own, "本支部意见", true), (other, "别支部秘密", false)] {
            let issue = try desk.make(
                "secretary",
                "issues",
                """
                {"title": "路灯", "description": "改造", "proposer": "甲", "authority": "residents", "six_steps": true, \
                "party_organization_id": \(branch)}
                """
            )
            _ = try desk.make("secretary", "issues/\(issue)/screen")
            let made = try desk.make(
                "secretary",
                "issues/\(issue)/steps",
                """
                {"step": "party_proposal", "held_on": "\(hall.day(after: 0))", "minutes": "\(words)", "due": 30, "present": 20, \
                "for": 16, "against": 4, "abstain": 0, "uploads": [\(try hall.photo())]}
                """
            )
            let paper = try #require(try desk.items("secretary", "issues/\(issue)/papers").first?["id"]?.integer)
            let steps = try desk.items("branch_secretary", "issues/\(issue)/steps")
            #expect(steps.map { $0["minutes"]?.string } == (isOwn ? [words] : []), "\(steps)")
            for format in ["json", "csv", "ndjson", "xlsx", "table"] {
                let list = try desk.send(
                    "branch_secretary",
                    "issue-steps?issue_id=\(issue)&format=\(format)",
                    "",
                    "GET"
                )
                // A table on a screen has no long texts.
                let isShown = isOwn && format != "table"
                #expect(list.status == 200 && list.text.contains(words) == isShown, "\(format) \(list.text)")
            }
            let status = isOwn ? 200 : 404
            for path in ["issue-steps/\(made)", "deliberation-papers/\(paper)", "deliberation-papers/\(paper)/content"]
            {
                #expect(try desk.send("branch_secretary", path, "", "GET").status == status, "\(path)")
            }
            #expect(try desk.items("branch_secretary", "issues/\(issue)/papers").count == (isOwn ? 1 : 0))
            // What is no meeting of the Party is read as by others.
            let plain = #"{"uploads": [\#(try hall.photo())], "kind": "document"}"#
            _ = try desk.send("secretary", "issues/\(issue)/papers", plain)
            let open = try desk.items("branch_secretary", "issues/\(issue)/papers?sort=-id").first?["id"]?.integer ?? 0
            #expect(try desk.send("branch_secretary", "deliberation-papers/\(open)/content", "", "GET").status == 200)
            // Others read that a step was taken, and nothing of it.
            let masked = try desk.items("party_member", "issues/\(issue)/steps")
            #expect(masked.count == 1 && masked[0]["minutes"]?.isNull == true, "\(masked)")
        }
    }

    @Test(
        "What a meeting of the Party counted is as masked in a vote, its tally, its chain and its page as in the steps"
    )
    func meeting() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("换届", authority: "committee")
        let members = #"[{"name": "甲"}, {"name": "乙"}, {"name": "丙", "account_id": \#(try desk.account("staff"))}]"#
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "party_meeting", "convenor": "党支部", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": \(members)}
            """
        )
        _ = try desk.make("staff", "issues/\(issue)/ballots", #"{"choice": "for"}"#)
        try await hall.pass(hours: 25)
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 1)
        #expect(try desk.get("secretary", "votes/\(vote)")["eligible"]?.integer == 3)
        #expect(try desk.get("secretary", "issues/\(issue)/chain").at("votes.0.cast")?.integer == 1)
        for login in ["resident", "partner", "grid_leader"] {
            let tally = try desk.get(login, "issues/\(issue)/tally")
            #expect(tally["rule"]?.string == "party_meeting" && tally["cast"] == nil && tally["eligible"] == nil)
            #expect(tally["missing"]?.count == 0, "\(login)")
            let row = try hall.english(login, "votes/\(vote)").json()
            let link = try #require(try desk.get(login, "issues/\(issue)/chain").at("votes.0"))
            for key in ["eligible", "cast", "for", "against", "abstain", "missing"] {
                #expect(row[key]?.isNull == true && link[key]?.isNull == true, "\(login) \(key)")
            }
        }
        // Of no branch, so that no branch reads it.
        #expect(try desk.send("branch_secretary", "votes/\(vote)", "", "GET").status == 404)
        #expect(try desk.get("branch_secretary", "issues/\(issue)/tally")["cast"] == nil)
    }
}

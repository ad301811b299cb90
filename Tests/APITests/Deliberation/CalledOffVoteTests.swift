import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("撤销表决：a vote opened by mistake is called off, its ballots unread")
struct CalledOffVoteTests {
    private func plan(_ hall: HallDesk, _ members: String, noticed: Int = -3, _ more: String = "") -> String {
        """
        {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: noticed))", \
        "closes_at": "\(hall.desk.moment(after: 7 * 86_400))", "members": \(members)\(more)}
        """
    }

    @Test(
        "Ballots are destroyed, everybody concerned is told why, the issue goes back to its evening, and a new notice comes first"
    )
    func openVote() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let file = try desk.report()
        let issue = try hall.screened("聘请物业", authority: "committee", cases: [file])
        let session = try desk.make(
            "secretary",
            "sessions",
            #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        )
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let item = try #require(try desk.items("secretary", "sessions/\(session)/agenda").first?["id"]?.integer)
        _ = try desk.make("secretary", "agenda-items/\(item)/take-up")
        let members = #"[{"name": "甲"}, {"name": "乙", "account_id": \#(try desk.account("staff"))}]"#
        // Nobody is there yet who could put it to the vote.
        let empty = try desk.send("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(empty.status == 409 && empty.code == "quorum_missing", "\(empty.text)")
        try hall.seat(session)
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        // While it is voted on, nothing is put to it, and its evening is not called off below it.
        let more = #"{"cases": [\#(try desk.report())]}"#
        #expect(try desk.send("secretary", "issues/\(issue)/cases", more).code == "illegal_move")
        let off = #"{"reason": "停电"}"#
        #expect(try desk.send("secretary", "sessions/\(session)/cancel", off).code == "item_voting")
        _ = try desk.make("staff", "issues/\(issue)/ballots", #"{"choice": "against"}"#)
        let path = "issues/\(issue)/cancel-vote"
        #expect(try desk.send("secretary", path, "{}").faults == ["#/reason required"])
        #expect(try desk.send("grid_leader", path, #"{"reason": "名册有误"}"#).status == 403)

        let called = try desk.send("secretary", path, #"{"reason": "名册有误"}"#)
        let root = try called.json()
        #expect(root["status"]?.string == "cancelled" && root["cancel_reason"]?.string == "名册有误", "\(called.text)")
        #expect(root["passed"]?.isNull == true && root["cancelled_at"]?.string != nil)
        #expect(try hall.status(issue) == "deliberating")
        #expect(try desk.get("secretary", "agenda-items/\(item)")["status"]?.string == "open")
        #expect(try desk.items("secretary", "votes/\(vote)/roll").allSatisfy { $0["choice"]?.isNull == true })
        #expect(try hall.moves(issue).last == "cancel-vote")
        #expect(try hall.topics("staff", "issue_id", issue).suffix(1) == ["vote_called_off"])
        let told = try desk.items("resident", "notifications?limit=200").first { $0["issue_id"]?.integer == issue }
        #expect(told?["text"]?.string?.contains("名册有误") == true)

        let chain = try desk.get("secretary", "votes/\(vote)/chain")
        #expect(chain.at("votes.0.status")?.string == "cancelled")
        #expect(chain.at("votes.0.cancel_reason")?.string == "名册有误")
        // It can name somebody, and is said to those concerned.
        let everybody = try desk.client.send("GET", "/issues/\(issue)")
        #expect(everybody.status == 200 && everybody.text.contains("已撤销") && !everybody.text.contains("名册有误"))
        let page = try desk.client.send(
            "GET",
            "/api/v1/issues/\(issue)/chain?format=table",
            token: desk.tokens["secretary"]
        )
        #expect(
            page.text.contains("已撤销") && page.text.contains("撤销表决") && !page.text.contains("cancel"),
            "\(page.text)"
        )
        #expect(try desk.send("secretary", path, #"{"reason": "再撤"}"#).code == "vote_over")
        #expect(try desk.send("staff", "issues/\(issue)/ballots", #"{"choice": "for"}"#).code == "vote_over")

        // What was noticed was the vote before; whoever is asked anew is told anew.
        let early = try desk.send("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(early.status == 409 && early.code == "notice_before_call_off", "\(early.text)")
        #expect(try early.json()["called_off_on"]?.string == hall.day(after: 0))
        try await hall.pass(hours: 72)
        let again = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(again != vote)
        #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 0)
    }

    @Test("Of a closed vote the sealed ballots and their key are gone, and nobody learns even who had cast one")
    func closedVote() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗", authority: "committee")
        let members = #"[{"name": "甲"}, {"name": "乙"}, {"name": "丙", "account_id": \#(try desk.account("staff"))}]"#
        let more = #", "secrecy": "closed""#
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members, more))
        #expect(try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#).status == 200)
        #expect(try desk.send("secretary", "issues/\(issue)/cancel-vote", #"{"reason": "日期有误"}"#).status == 200)
        #expect(try hall.status(issue) == "screened")
        let file = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: file, access: .readWrite, settings: .writer)
        for table in ["vote_key WHERE id", "vote_participation WHERE vote_id", "vote_ballot WHERE vote_id"] {
            #expect(try connection.first("SELECT count(*) FROM \(table) = \(vote)") { $0.integer(0) } == 0, "\(table)")
        }
        #expect(throws: SQLiteError.self) {
            try connection.run("UPDATE vote SET cancel_reason = '另一事由' WHERE id = \(vote)")
        }
        #expect(try desk.items("secretary", "votes/\(vote)/roll").allSatisfy { $0["channel"]?.isNull == true })
    }

    @Test("Nothing is put to the vote of an evening that is long past and never ended")
    func pastSession() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("围墙", authority: "committee")
        let body = #"{"hall_id": 1, "title": "会", "on": "\#(hall.day(after: 0))", "agenda": [{"issue_id": \#(issue)}]}"#
        let session = try desk.make("secretary", "sessions", body)
        try await hall.pass(hours: 24 * 8)
        let vote = plan(hall, #"[{"name": "甲"}]"#)
        let late = try desk.send("secretary", "issues/\(issue)/open-vote", vote)
        #expect(late.status == 409 && late.code == "session_past", "\(late.text)")
        #expect(try late.json()["days"]?.integer == 7)
        #expect(try hall.status(issue) == "scheduled")
        _ = try desk.make("secretary", "sessions/\(session)/cancel", #"{"reason": "停电"}"#)
        #expect(try hall.status(issue) == "deferred")
    }

    @Test(
        "A tally says by which part of the rule and how much is missing, and of a vote that runs no more than who took part"
    )
    func missing() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("议事规则", authority: "residents")
        try hall.waiveSheets()
        let members = (1...3).map { #"{"name": "代表\#($0)"}"# }.joined(separator: ", ")
        let body = plan(hall, "[\(members)]").replacing("committee", with: "representatives")
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", body)
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let ballot = #"{"ballots": [{"voter_id": \#(roll[0]), "choice": "against", "channel": "paper"}]}"#
        _ = try desk.make("secretary", "issues/\(issue)/ballots", ballot)
        let running = try desk.get("resident", "issues/\(issue)/tally")
        #expect(running["missing"]?.count == 1 && running.at("missing.0.rule")?.string == "participation")
        #expect(running.at("missing.0.has")?.integer == 1 && running.at("missing.0.lacks")?.integer == 1)
        try await hall.pass(hours: 24 * 8)
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        let closed = try desk.get("auditor", "issues/\(issue)/tally")
        #expect(closed["missing"]?.elements.compactMap { $0["rule"]?.string } == ["participation", "approval"])
        #expect(closed.at("missing.1.lacks")?.integer == 1 && closed["passed"]?.bool == false)
        // Who audits sees the roll of an open vote with its choices.
        let seen = try desk.items("auditor", "votes/\(vote)/roll?sort=id")
        #expect(seen.first?["choice"]?.string == "against" && seen.count == 3)
    }
}

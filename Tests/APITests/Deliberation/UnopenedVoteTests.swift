import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("未开票的无记名表决：too few ballots are not opened, and nothing false is said of them")
struct UnopenedVoteTests {
    private func plan(_ hall: HallDesk, _ members: [String], rule: String = "representatives") -> String {
        """
        {"rule": "\(rule)", "secrecy": "closed", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
        "closes_at": "\(hall.desk.moment(after: 86_400))", "members": [\(members.joined(separator: ", "))]}
        """
    }

    private func member(_ desk: CaseDesk, _ login: String) throws -> String {
        #"{"name": "\#(login)", "account_id": \#(try desk.account(login))}"#
    }

    @Test("Two of three took part and that is what it says: enough took part, nothing was opened, no number is missing")
    func twoOfThree() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        _ = try desk.make("resident", "issues/\(issue)/support", "{}")
        let members = try ["staff", "grid_leader"].map { try member(desk, $0) } + [#"{"name": "丙"}"#]
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#).status == 200)
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let note = """
            {"uploads": [\(try hall.photo())], "voters": [{"voter_id": \(roll[2]), "channel": "paper"}]}
            """
        #expect(try desk.send("secretary", "issues/\(issue)/paper-voters", note).status == 200)
        // While it runs it says how many more are needed.
        let running = try desk.get("staff", "issues/\(issue)/tally")
        #expect(running["cast"]?.integer == 2 && running.at("missing.0.rule")?.string == "opening")
        #expect(running.at("missing.0.lacks")?.integer == 1 && running["passed"] == nil)

        try await hall.pass(hours: 25)
        // Nobody counts a box that is not opened.
        let closed = try desk.send("secretary", "issues/\(issue)/close-vote")
        let root = try closed.json()
        #expect(root["cast"]?.integer == 2 && root["eligible"]?.integer == 3, "\(closed.text)")
        #expect(root["quorum_met"]?.bool == true && root["passed"]?.bool == false)
        #expect(root["unopened_reason"]?.string == "too_few_to_open" && root["for"]?.isNull == true)
        let words = root["missing"]?.string ?? ""
        #expect(words.contains("2 人投票，至少 3 票方可开票") && !words.contains("现为 0"), "\(words)")
        #expect(try hall.status(issue) == "not_adopted")
        #expect(try desk.get("secretary", "issues/\(issue)")["outcome"]?.string?.contains("未开票") == true)

        let path = "issues/\(issue)/tally"
        let tally = try desk.get("resident", path)
        #expect(tally["unopened_reason"]?.string == "too_few_to_open" && tally["cast"]?.integer == 2)
        #expect(tally["quorum_met"]?.bool == true && tally["passed"]?.bool == false && tally["for"] == nil)
        #expect(tally["missing"]?.count == 1)
        let english = try desk.client.send(
            "GET",
            "/api/v1/\(path)",
            token: desk.tokens["resident"],
            headers: [("Accept-Language", "en")]
        )
        #expect(english.text.contains("2 took part, and a closed vote is opened with 3 ballots at least"))
        let flat = try desk.send("resident", "\(path)?format=csv", "", "GET").text
        #expect(flat.contains("选票过少") && !flat.contains("too_few_to_open"), "\(flat)")
        for format in ["ndjson", "xlsx", "table"] {
            #expect(try desk.send("resident", "\(path)?format=\(format)", "", "GET").status == 200, "\(format)")
        }
        let link = try desk.get("resident", "issues/\(issue)/chain").at("votes.0")
        #expect(link?["cast"]?.integer == 2 && link?["for"]?.isNull == true && link?["quorum_met"]?.bool == true)
        #expect(link?["unopened_reason"]?.string == "too_few_to_open")
        let told = try desk.items("resident", "notifications?limit=200").compactMap { $0["text"]?.string }
        #expect(told.contains { $0.contains("未开票") && $0.contains("2 人投票") }, "\(told)")

        // That they took part stays; what they chose is nowhere.
        #expect(try desk.items("staff", "votes/\(vote)/ballots").isEmpty)
        let rows = try desk.items("secretary", "votes/\(vote)/roll?sort=id").map { $0["channel"]?.string }
        #expect(rows == ["online", nil, "paper"])
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        let left = """
            SELECT (SELECT count(*) FROM vote_key WHERE id = \(vote))
                + (SELECT count(*) FROM vote_participation WHERE vote_id = \(vote) AND sealed IS NOT NULL)
            """
        #expect(try connection.first(left) { $0.integer(0) } == 0)
        #expect(throws: SQLiteError.self) { try connection.run("UPDATE vote SET unopened = 1 WHERE id = \(vote)") }
    }

    @Test("One of four is too few by both: each number that is missing is the true one")
    func oneOfFour() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        let members = try [member(desk, "staff")] + ["乙", "丙", "丁"].map { #"{"name": "\#($0)"}"# }
        _ = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "against"}"#).status == 200)
        try await hall.pass(hours: 25)
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        let tally = try desk.get("resident", "issues/\(issue)/tally")
        #expect(tally["cast"]?.integer == 1 && tally["quorum_met"]?.bool == false)
        let missing = tally["missing"]?.elements.map { [$0["rule"]?.string, $0["has"]?.integer.map(String.init)] }
        #expect(missing == [["participation", "1"], ["opening", "1"]])
        #expect(tally["missing"]?.elements.map { $0["lacks"]?.integer } == [2, 2])
    }

    @Test(
        "A closed vote that could never be opened is refused by its number; where people stand back it says so and is called off"
    )
    func neverOpened() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        let members = ["甲", "乙", "丙"].map { #"{"name": "\#($0)"}"# }
        _ = try desk.send("secretary", "settings", #"{"closed_vote_least_ballots": 5}"#, "PATCH")
        let few = try desk.send("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(few.status == 409 && few.code == "roll_too_small", "\(few.text)")
        #expect(try few.json()["roll"]?.integer == 3 && few.json()["least"]?.integer == 5)
        #expect(few.text.contains("closed_vote_least_ballots"))
        _ = try desk.send("secretary", "settings", #"{"closed_vote_least_ballots": 3}"#, "PATCH")
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        #expect(try desk.get("staff", "votes/\(vote)")["least_ballots"]?.integer == 3)
        let voter = try #require(try desk.items("secretary", "votes/\(vote)/roll").first?["id"]?.integer)
        let recusal = #"{"voter_id": \#(voter), "reason": "亲属"}"#
        let back = try desk.send("secretary", "issues/\(issue)/recusals", recusal)
        // Whoever has an interest does not vote, whatever that means for the vote.
        let warning = try #require(try back.json()["warning"]?.string, "\(back.text)")
        #expect(warning.contains("最多 2 人投票") && warning.contains("至少 3 票"), "\(warning)")
        #expect(try desk.get("secretary", "votes/\(vote)")["unreachable"]?.string?.contains("至少 3 票") == true)
        let english = try hall.english("secretary", "issues/\(issue)/tally").json()["unreachable"]?.string ?? ""
        #expect(english.contains("2 can vote at most") && english.contains("3 ballots at least"), "\(english)")
        _ = try desk.make("secretary", "issues/\(issue)/cancel-vote", #"{"reason": "改为记名"}"#)
        #expect(try desk.get("secretary", "votes/\(vote)")["unreachable"]?.isNull == true)
    }

    @Test(
        "Where too few are left to open a closed vote, its recusal says by how many, by the least of its opening"
    )
    func shrinks() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        _ = try desk.send("secretary", "settings", #"{"closed_vote_least_ballots": 5}"#, "PATCH")
        let members = ["甲", "乙", "丙", "丁", "戊", "己"].map { #"{"name": "\#($0)"}"# }
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, members))
        // What is asked for later is not what the voters were told.
        _ = try desk.send("secretary", "settings", #"{"closed_vote_least_ballots": 3}"#, "PATCH")
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let recuse = { (voter: Int64) in
            try desk.send("secretary", "issues/\(issue)/recusals", #"{"voter_id": \#(voter), "reason": "亲属"}"#)
        }
        #expect(try recuse(roll[0]).status == 200)
        let second = try recuse(roll[1])
        let warning = try #require(try second.json()["warning"]?.string, "\(second.text)")
        #expect(warning.contains("最多 4 人投票") && warning.contains("至少 5 票") && warning.contains("差 1"), "\(warning)")
        #expect(try desk.get("secretary", "voters/\(roll[1])")["recused"]?.bool == true)
    }

    @Test(
        "Who is on the roll by an account votes by it, openly and sealed, also where it is a resident's or a member's"
    )
    func byAccount() async throws {
        let hall = try await HallDesk(["party_member"])
        let desk = hall.desk
        let members = try ["resident", "party_member"].map { try member(desk, $0) } + [#"{"name": "丙"}"#]
        let open = try hall.screened("党员议事", authority: "committee")
        let plan = plan(hall, members, rule: "committee")
        let vote = try desk.make(
            "secretary",
            "issues/\(open)/open-vote",
            plan.replacing(#""closed""#, with: #""open""#)
        )
        let sealed = try hall.screened("换届推选", authority: "committee")
        _ = try desk.make("secretary", "issues/\(sealed)/open-vote", plan)
        for login in ["resident", "party_member"] {
            for choice in ["against", "for"] {
                let body = #"{"choice": "\#(choice)"}"#
                let cast = try desk.send(login, "issues/\(open)/ballots", body)
                #expect(cast.status == 200, "\(login) \(cast.text)")
                let under = try desk.send(login, "issues/\(sealed)/sealed-ballot", body)
                #expect(try under.json()["receipt"]?.string != nil, "\(login) \(under.text)")
            }
            let notices = try hall.topics(login, "issue_id", sealed)
            #expect(notices == ["vote_opened"], "\(login)")
            // The own row is theirs to see, and no other.
            let own = try desk.items(login, "votes/\(vote)/roll")
            #expect(own.map { $0["name"]?.string } == [login])
        }
        #expect(try desk.get("secretary", "issues/\(open)/tally")["cast"]?.integer == 2)
        #expect(try desk.get("secretary", "issues/\(sealed)/tally")["cast"]?.integer == 2)
        #expect(try desk.send("grid_leader", "issues/\(open)/ballots", #"{"choice": "for"}"#).code == "not_on_roll")
    }
}

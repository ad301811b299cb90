import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("表决截止：past its end a vote takes nothing but paper from before, and waits for its count where everybody sees it")
struct VoteEndTests {
    private func open(_ hall: HallDesk, _ secrecy: String) throws -> (issue: Int64, vote: Int64, roll: [Int64]) {
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        let members = try ["staff", "grid_leader"].map {
            #"{"name": "\#($0)", "account_id": \#(try desk.account($0))}"#
        }
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "representatives", "secrecy": "\(secrecy)", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", \
            "members": [\((members + ["丙", "丁"].map { #"{"name": "\#($0)"}"# }).joined(separator: ", "))]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        return (issue, vote, roll)
    }

    @Test("An open vote: online and without its sheet it is over, paper from before is entered once until the count")
    func openVote() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, vote, roll) = try open(hall, "open")
        let path = "issues/\(issue)/ballots"
        #expect(try desk.send("staff", path, #"{"choice": "for"}"#).status == 200)
        try hall.waiveSheets()
        try await hall.pass(hours: 25)
        for login in ["staff", "grid_leader"] {
            let late = try desk.send(login, path, #"{"choice": "against"}"#)
            #expect(late.status == 409 && late.code == "vote_over", "\(login) \(late.text)")
        }
        func paper(_ voter: Int64, _ choice: String, _ uploads: String = "") -> String {
            #"{"ballots": [{"voter_id": \#(voter), "choice": "\#(choice)", "channel": "paper"}]\#(uploads)}"#
        }
        // Whatever the community waives while a vote runs: afterwards only the sheet says that it was before.
        let bare = try desk.send("secretary", path, paper(roll[2], "for"))
        #expect(bare.status == 409 && bare.code == "vote_over" && bare.text.contains("uploads"), "\(bare.text)")
        #expect(
            try desk.send("secretary", path, paper(roll[2], "for", #", "uploads": [\#(try hall.photo())]"#)).status
                == 200
        )
        for voter in [roll[0], roll[2]] {
            let again = try desk.send(
                "secretary",
                path,
                paper(voter, "against", #", "uploads": [\#(try hall.photo())]"#)
            )
            #expect(again.code == "has_voted", "\(again.text)")
        }
        let proxy = #"{"voter_id": \#(roll[3]), "proxy": "丁", "upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "issues/\(issue)/proxies", proxy).code == "vote_over")
        let recusal = #"{"voter_id": \#(roll[3]), "reason": "亲属"}"#
        #expect(try desk.send("secretary", "issues/\(issue)/recusals", recusal).code == "vote_over")

        // Everybody reads that it waits, and whoever runs the hall has it among the work of today.
        for login in ["resident", "secretary"] {
            #expect(try desk.get(login, "votes/\(vote)")["status"]?.string == "counting", "\(login)")
            #expect(try desk.get(login, "issues/\(issue)/tally")["status"]?.string == "counting", "\(login)")
            #expect(try desk.get(login, "issues/\(issue)/chain").at("votes.0.status")?.string == "counting", "\(login)")
        }
        #expect(try desk.items("resident", "votes?status=counting").compactMap { $0["id"]?.integer } == [vote])
        let duty = try #require(
            try desk.get("secretary", "home/work")["deliberation"]?.elements.first {
                $0["duty"]?.string == "vote_to_count"
            }
        )
        #expect(duty["id"]?.integer == issue && duty["next"]?.string == "POST /api/v1/issues/\(issue)/close-vote")
        #expect(try hall.moves(issue).contains("vote-ended"))
        #expect(try hall.topics("secretary", "issue_id", issue).filter { $0.hasPrefix("vote_") } == ["vote_to_count"])
        try await hall.pass(hours: 25)
        try await hall.pass(hours: 25)
        let told = try hall.topics("secretary", "issue_id", issue).filter { $0.hasPrefix("vote_") }
        #expect(told == ["vote_to_count", "vote_not_counted"])

        let closed = try desk.send("secretary", "issues/\(issue)/close-vote").json()
        #expect(closed["status"]?.string == "closed" && closed["cast"]?.integer == 2)
        let after = try desk.send("secretary", path, paper(roll[3], "for", #", "uploads": [\#(try hall.photo())]"#))
        #expect(after.code == "vote_over", "\(after.text)")
        let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.compactMap { $0["duty"]?.string }
        #expect(work?.contains("vote_to_count") == false)
    }

    @Test("A closed vote: sealed ballots are refused at its end, the box is noted with its sheet until it is counted")
    func closedVote() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, vote, roll) = try open(hall, "closed")
        for login in ["staff", "grid_leader"] {
            #expect(try desk.send(login, "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#).status == 200)
        }
        try await hall.pass(hours: 25)
        let late = try desk.send("staff", "issues/\(issue)/sealed-ballot", #"{"choice": "against"}"#)
        #expect(late.status == 409 && late.code == "vote_over", "\(late.text)")
        let note = #""voters": [{"voter_id": \#(roll[2]), "channel": "paper"}]"#
        #expect(try desk.send("secretary", "issues/\(issue)/paper-voters", "{\(note)}").code == "vote_over")
        let noted = #"{"uploads": [\#(try hall.photo())], \#(note)}"#
        #expect(try desk.send("secretary", "issues/\(issue)/paper-voters", noted).status == 200)
        // A slip is taken back by two, or the box would never be counted.
        let slip = #"{"voter_id": \#(roll[2]), "reason": "误登"}"#
        for login in ["secretary", "staff"] {
            #expect(try desk.send(login, "issues/\(issue)/paper-voters/take-back", slip).status == 200, "\(login)")
        }
        let again = #"{"uploads": [\#(try hall.photo())], \#(note)}"#
        #expect(try desk.send("secretary", "issues/\(issue)/paper-voters", again).status == 200)
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        for attack in [
            "UPDATE vote_participation SET sealed = x'00', cast_at = cast_at + 172800000 WHERE id = \(roll[0])",
            """
            INSERT INTO vote_participation (id, vote_id, channel, sealed, cast_at, cast_by)
            SELECT \(roll[3]), id, 'online', x'00', closes_at, 1 FROM vote WHERE id = \(vote)
            """,
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
        let box = #"{"paper": {"for": 0, "against": 1, "abstain": 0}}"#
        let closed = try desk.send("secretary", "issues/\(issue)/close-vote", box).json()
        #expect(closed["cast"]?.integer == 3 && closed["for"]?.integer == 2 && closed["against"]?.integer == 1)
        #expect(try desk.send("secretary", "issues/\(issue)/paper-voters", again).code == "vote_over")
    }
}

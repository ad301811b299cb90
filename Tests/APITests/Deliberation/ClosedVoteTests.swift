import Domain
import JSON
import SQLite
import TestSupport
import Testing

@Suite("无记名表决：who voted is known, how is not")
struct ClosedVoteTests {
    private static let end = 7 * 86_400

    private func plan(_ hall: HallDesk, _ names: [Int64?], _ more: String = "") -> String {
        let members = names.enumerated().map { place, account in
            #"{"name": "委员\#(place)"\#(account.map { #", "account_id": \#($0)"# } ?? "")}"#
        }
        return """
            {"rule": "committee", "secrecy": "closed", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(hall.desk.moment(after: Int64(Self.end)))", "members": [\(members.joined(separator: ", "))]\(more)}
            """
    }

    @Test(
        "Each finds the own last ballot by its receipt; nothing that is kept leads from a ballot to a voter, and paper is counted from the box"
    )
    func wholeVote() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗改造", authority: "committee")
        let accounts = try ["secretary", "staff", "grid_leader"].map { try desk.account($0) }
        let few = try desk.send("secretary", "issues/\(issue)/open-vote", plan(hall, [accounts[0], accounts[1]]))
        #expect(few.status == 409 && few.code == "roll_too_small", "\(few.text)")
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan(hall, accounts + [nil, nil]))
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }

        // No ballot stands on the roll, whoever enters it.
        #expect(try desk.send("staff", "issues/\(issue)/ballots", #"{"choice": "for"}"#).code == "vote_is_closed")
        let seal = { (login: String, choice: String) in
            try desk.send(login, "issues/\(issue)/sealed-ballot", #"{"choice": "\#(choice)"}"#)
        }
        let receipt = { (answer: HTTPAnswer) in try #require(try answer.json()["receipt"]?.string) }
        let first = try receipt(try seal("staff", "against"))
        let last = try receipt(try seal("staff", "for"))
        let others = [try receipt(try seal("secretary", "for")), try receipt(try seal("grid_leader", "abstain"))]
        #expect(Set([first, last] + others).count == 4)
        #expect(try seal("resident", "for").code == "not_on_roll")
        // A repeat is refused as done, another choice as another request, and nothing of the ballot was kept with the key.
        let again = try (0..<3).map { place in
            try desk.client.send(
                "POST",
                "/api/v1/issues/\(issue)/sealed-ballot",
                token: desk.tokens["grid_leader"],
                headers: [("Idempotency-Key", "once")],
                body: #"{"choice": "\#(place == 1 ? "for" : "against")"}"#
            )
        }
        #expect(again.map(\.status) == [200, 422, 409], "\(again[1].text)")
        #expect(again[1].code == "idempotency_key_reused" && again[2].code == "already_done")
        let leader = try receipt(again[0])

        let box =
            #", "voters": [{"voter_id": \#(roll[3]), "channel": "paper"}, {"voter_id": \#(roll[4]), "channel": "paper"}]}"#
        let note = {
            let sheet = #"{"uploads": [\#(try hall.photo())]"#
            return try desk.send("secretary", "issues/\(issue)/paper-voters", sheet + box)
        }
        #expect(try note().status == 200)
        #expect(try note().faults == ["#/voters/0/voter_id has_voted"])
        let rows = try desk.items("secretary", "votes/\(vote)/roll?sort=id")
        #expect(rows.compactMap { $0["channel"]?.string } == ["online", "online", "online", "paper", "paper"])
        #expect(rows.allSatisfy { $0["choice"]?.string == nil })
        let running = try desk.get("staff", "issues/\(issue)/tally")
        #expect(running["cast"]?.integer == 5 && running["for"] == nil)
        #expect(try desk.items("staff", "votes/\(vote)/ballots").isEmpty)

        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        let key = "SELECT count(*) FROM vote_key WHERE id = \(vote)"
        let sealed =
            "SELECT count(*), count(DISTINCT length(sealed)) FROM vote_participation WHERE vote_id = \(vote) AND sealed IS NOT NULL"
        let prints = "SELECT count(*) FROM idempotency_key WHERE path LIKE '%/sealed-ballot \(issue) %'"
        #expect(try connection.first(key) { $0.integer(0) } == 1)
        #expect(try connection.first(prints) { $0.integer(0) } == 1)
        #expect(try connection.first(sealed) { [$0.integer(0), $0.integer(1)] } == [3, 1])
        #expect(throws: SQLiteError.self) {
            try connection.run("UPDATE vote_voter SET choice = 'for' WHERE id = \(roll[0])")
        }

        #expect(try desk.send("secretary", "issues/\(issue)/close-vote").code == "vote_running")
        try await hall.pass(hours: 7 * 24)
        let uncounted = try desk.send("secretary", "issues/\(issue)/close-vote")
        #expect(uncounted.faults == ["#/paper other_number"], "\(uncounted.text)")
        let closed = try desk.send(
            "secretary",
            "issues/\(issue)/close-vote",
            #"{"paper": {"for": 1, "against": 1, "abstain": 0}}"#
        )
        let root = try closed.json()
        #expect(
            root["for"]?.integer == 3 && root["against"]?.integer == 2 && root["passed"]?.bool == true,
            "\(closed.text)"
        )
        #expect(try hall.status(issue) == "adopted")

        let published = try desk.items("resident", "votes/\(vote)/ballots?limit=200")
        let choices = Dictionary(
            uniqueKeysWithValues: published.compactMap { ballot in
                ballot["receipt"]?.string.map { ($0, ballot["choice"]?.string) }
            }
        )
        #expect(
            choices.count == 5 && choices[last] == "for" && choices[others[0]] == "for" && choices[leader] == "against"
        )
        #expect(choices[first] == nil && choices[others[1]] == nil)
        // The order is that of the receipts, and the fields are no more than what is published.
        let receipts = published.compactMap { $0["receipt"]?.string }
        #expect(receipts == receipts.sorted())
        #expect(try desk.send("resident", "votes/\(vote)/ballots?format=csv", "", "GET").status == 200)
        let columns = try connection.query("SELECT name FROM pragma_table_info('vote_ballot')") { $0.text(0) }
        #expect(columns == ["id", "community_id", "vote_id", "receipt", "choice"])
        #expect(try connection.first(key) { $0.integer(0) } == 0)
        #expect(try connection.first(sealed) { $0.integer(0) } == 0)
        // Not even a print of what was sent: equal ones would be equal ballots.
        #expect(try connection.first(prints) { $0.integer(0) } == 0)
        for attack in [
            "INSERT INTO vote_ballot (community_id, vote_id, receipt, choice) VALUES (1, \(vote), '2222-2222-2222-2222', 'for')",
            "DELETE FROM vote_ballot WHERE vote_id = \(vote)", "UPDATE vote_ballot SET choice = 'for'",
            "DELETE FROM vote_participation WHERE vote_id = \(vote)",
            "UPDATE vote SET secrecy = 'open' WHERE id = \(vote)",
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
        #expect(try seal("staff", "for").code == "vote_over")
        let recount = try desk.get("resident", "issues/\(issue)/tally")
        #expect(recount["for"]?.integer == 3 && recount["against"]?.integer == 2 && recount["abstain"]?.integer == 0)
    }
}

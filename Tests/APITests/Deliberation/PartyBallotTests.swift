import JSON
import TestSupport
import Testing

@Suite("党内表决：who voted how in a meeting of the Party is for those who read its minutes, and for each the own ballot")
struct PartyBallotTests {
    private func open(_ hall: HallDesk, _ branch: Int64, _ secrecy: String, _ logins: [String]) throws -> (Int64, Int64)
    {
        let desk = hall.desk
        let issue = try desk.make(
            "secretary",
            "issues",
            """
            {"title": "换届", "description": "改选", "proposer": "甲", "authority": "committee", "party_organization_id": \(branch)}
            """
        )
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let members = try logins.map { #"{"name": "\#($0)", "account_id": \#(try desk.account($0))}"# }
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "party_meeting", "secrecy": "\(secrecy)", "convenor": "党支部", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [\(members.joined(separator: ", "))]}
            """
        )
        return (issue, vote)
    }

    private func branches(_ hall: HallDesk) throws -> (own: Int64, other: Int64) {
        let own = try #require(try hall.desk.get("branch_secretary", "me").at("scope.branch_id")?.integer)
        let other = try #require(
            try hall.desk.items("secretary", "party-organizations?kind=branch").compactMap { $0["id"]?.integer }
                .first { $0 != own }
        )
        return (own, other)
    }

    @Test("The ballots of a closed one are read by staff and the own branch; others find theirs by its receipt alone")
    func published() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (own, other) = try branches(hall)
        for (branch, isOwn) in [(own, true), (other, false)] {
            let (issue, vote) = try open(hall, branch, "closed", ["secretary", "staff", "grid_leader"])
            var receipts: [String] = []
            for login in ["secretary", "staff", "grid_leader"] {
                let cast = try desk.send(login, "issues/\(issue)/sealed-ballot", #"{"choice": "for"}"#)
                receipts.append(try #require(try cast.json()["receipt"]?.string))
            }
            try await hall.pass(hours: 25)
            _ = try desk.make("secretary", "issues/\(issue)/close-vote")
            let seen = try desk.items("secretary", "votes/\(vote)/ballots")
            let ballot = try #require(seen.first?["id"]?.integer)
            #expect(seen.count == 3)
            let path = "published-ballots?vote_id=\(vote)"
            for (login, reads) in [
                ("secretary", true), ("branch_secretary", isOwn), ("grid_leader", false), ("partner", false),
                ("resident", false),
            ] {
                #expect(try desk.items(login, path).count == (reads ? 3 : 0), "\(login)")
                #expect(try desk.items(login, "\(path)&choice=for&fields=id").count == (reads ? 3 : 0), "\(login)")
                for format in ["csv", "ndjson", "table"] {
                    let text = try desk.send(login, "\(path)&format=\(format)", "", "GET").text
                    #expect(text.contains(receipts[0]) == reads, "\(login) \(format) \(text)")
                }
                let one = try desk.send(login, "published-ballots/\(ballot)", "", "GET")
                #expect(one.status == (reads ? 200 : 404), "\(login)")
            }
            let mine = try desk.items("grid_leader", "published-ballots?receipt=\(receipts[2])")
            #expect(mine.map { $0["choice"]?.string } == ["for"], "\(mine)")
            #expect(try desk.items("grid_leader", "published-ballots?receipt[not]=\(receipts[2])").isEmpty)
            #expect(try desk.items("grid_leader", "votes/\(vote)/ballots").isEmpty)
        }
    }

    @Test("Who chose what in an open one is read by staff; whoever is on the roll reads the own row")
    func roll() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let (issue, vote) = try open(hall, try branches(hall).own, "open", ["staff", "grid_leader", "secretary"])
        for login in ["staff", "grid_leader"] {
            _ = try desk.make(login, "issues/\(issue)/ballots", #"{"choice": "for"}"#)
        }
        let rows = try desk.items("secretary", "votes/\(vote)/roll?sort=id")
        #expect(rows.map { $0["choice"]?.string } == ["for", "for", nil], "\(rows)")
        let ids = rows.compactMap { $0["id"]?.integer }
        for (login, count) in [("grid_leader", 1), ("grid_worker", 0), ("auditor", 0)] {
            for path in [
                "votes/\(vote)/roll", "voters?vote_id=\(vote)", "voters?vote_id=\(vote)&choice=for&fields=id,name",
            ] {
                #expect(try desk.items(login, path).count == count, "\(login) \(path)")
            }
            #expect(try desk.send(login, "voters/\(ids[0])", "", "GET").status == 404, "\(login)")
            #expect(try desk.send(login, "voters/\(ids[1])", "", "GET").status == (count == 1 ? 200 : 404), "\(login)")
        }
        #expect(
            try desk.send("auditor", "voters?vote_id=\(vote)&format=csv", "", "GET").text.contains("grid_leader")
                == false
        )
        // What is no meeting of the Party is read as before.
        let plain = try hall.screened("门岗", authority: "committee")
        let other = try desk.make(
            "secretary",
            "issues/\(plain)/open-vote",
            """
            {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [{"name": "甲"}, {"name": "乙"}]}
            """
        )
        #expect(try desk.items("auditor", "votes/\(other)/roll").count == 2)
    }
}

import App
import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("表决进度：from its end on a vote is said to be counting everywhere at once, whoever has looked at it")
struct VoteStandingTests {
    @Test("Before anybody looks, and after: one status in rows, lists, filters, answers, tally, chain, page and work")
    func everywhere() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try hall.screened("门岗值守", authority: "residents")
        let end = desk.moment(after: 86_400)
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "representatives", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", "closes_at": "\(end)", \
            "members": [{"name": "甲", "account_id": \(try desk.account("staff"))}, {"name": "乙"}, {"name": "丙"}]}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        let tag = try desk.send("resident", "votes/\(vote)", "", "GET").header("ETag") ?? ""
        let expect = { (status: String, ended: String?) in
            for login in ["resident", "secretary"] {
                let row = try desk.get(login, "votes/\(vote)")
                #expect(row["status"]?.string == status && row["ended_at"]?.string == ended, "\(login) \(row)")
                #expect(try desk.items(login, "votes?issue_id=\(issue)").first?["status"]?.string == status)
                #expect(try desk.items(login, "votes?status=\(status)&issue_id=\(issue)").count == 1)
                let other = status == "open" ? "counting" : "open"
                #expect(try desk.items(login, "votes?status=\(other)&issue_id=\(issue)").isEmpty, "\(login)")
                #expect(try desk.get(login, "issues/\(issue)/tally")["status"]?.string == status)
                #expect(try desk.get(login, "issues/\(issue)/chain").at("votes.0.status")?.string == status)
            }
            let table = try desk.send(
                "secretary",
                "votes?issue_id=\(issue)&format=csv&header=keys&fields=status",
                "",
                "GET"
            )
            #expect(table.text.contains(status), "\(table.text)")
            let page = try desk.client.send("GET", "/issues/\(issue)").text
            #expect(page.contains(VoteStatus(rawValue: status)?.title.chinese ?? "?"))
        }
        try expect("open", nil)
        // The clock is past the end and nobody has looked yet.
        try await desk.turn(to: desk.clock.now().advanced(bySeconds: 86_400))
        try expect("counting", end)
        let fresh = try desk.client.send(
            "GET",
            "/api/v1/votes/\(vote)",
            token: desk.tokens["resident"],
            headers: [("If-None-Match", tag)]
        )
        #expect(fresh.status == 200)
        let work = try desk.get("secretary", "home/work")["deliberation"]?.elements.map { $0 } ?? []
        #expect(work.contains { $0["duty"]?.string == "vote_to_count" && $0["id"]?.integer == issue })
        let late =
            #"{"ballots": [{"voter_id": \#(roll[1]), "choice": "for", "channel": "paper"}], "uploads": [\#(try hall.photo())]}"#
        let answer = try desk.send("secretary", "issues/\(issue)/ballots", late).json()
        #expect(answer["status"]?.string == "counting" && answer["ended_at"]?.string == end, "\(answer)")
        // An hour later the clock looks: nothing of it changes.
        try await hall.pass(hours: 1)
        try expect("counting", end)
        let ended = try desk.items("secretary", "issues/\(issue)/timeline?limit=200").first {
            $0["move"]?.string == "vote-ended"
        }
        #expect(ended?["at"]?.string == end, "\(String(describing: ended))")
        let closed = try desk.send("secretary", "issues/\(issue)/close-vote").json()
        #expect(closed["status"]?.string == "closed" && closed["ended_at"]?.string == end)
    }
}

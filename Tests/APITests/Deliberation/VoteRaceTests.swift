import App
import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("同时投票：however many vote at once, each counts once")
struct VoteRaceTests {
    @Test("All adults of the community vote at once and change their minds: each is counted once, by the last word")
    func everybodyAtOnce() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let issue = try #require(
            try desk.get(
                "secretary",
                "issues/\(try desk.make("secretary", "issues", #"{"title": "门禁", "description": "更换", "proposer": "甲", "authority": "residents"}"#))"
            )["id"]?.integer
        )
        _ = try desk.make("secretary", "issues/\(issue)/screen")
        let plan = """
            {"rule": "residents", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", "closes_at": "\(desk.moment(after: 86_400))"}
            """
        let vote = try desk.make("secretary", "issues/\(issue)/open-vote", plan)
        let lines = try desk.client.send(
            "GET",
            "/api/v1/voters?vote_id=\(vote)&fields=resident_id&format=ndjson",
            token: desk.tokens["secretary"]
        ).text
        let voters = try lines.split(separator: "\n").compactMap {
            try JSONDocument(parsing: Array($0.utf8)).root["resident_id"]?.integer
        }
        #expect(voters.count > 1_000)
        let store = desk.test.data.open.store
        let votes = VoteService(
            store: store,
            issues: IssueService(store: store, cases: CaseService(store: store) { _ in false }),
            receipts: { "2222-2222-2222-2222" }
        )
        let account = try desk.account("resident")
        // First everybody is against it; then all but every tenth agree. The two rounds of one person are in their order.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, resident) in voters.enumerated() {
                group.addTask {
                    let voter = Principal(
                        accountID: account,
                        name: "居民",
                        role: .resident,
                        scope: .resident(resident, community: 1)
                    )
                    for choice in [BallotChoice.no, place.isMultiple(of: 10) ? .no : .yes] {
                        let ballot = BallotEntry(voter: nil, choice: choice, channel: .online)
                        _ = try await votes.cast(issue, [ballot], by: voter, view: View(scope: .community(1)))
                    }
                }
            }
            try await group.waitForAll()
        }
        // Until the end anybody may change their mind, also where everybody has voted.
        #expect(try desk.send("secretary", "issues/\(issue)/close-vote").code == "vote_running")
        try await hall.pass(hours: 25)
        let closed = try desk.send("secretary", "issues/\(issue)/close-vote")
        let root = try closed.json()
        let against = Int64((voters.count + 9) / 10)
        #expect(
            root["eligible"]?.integer == Int64(voters.count) && root["cast"]?.integer == Int64(voters.count),
            "\(closed.text)"
        )
        #expect(root["against"]?.integer == against && root["for"]?.integer == Int64(voters.count) - against)
        let recount = try desk.get("resident", "issues/\(issue)/tally")
        #expect(recount["for"]?.integer == root["for"]?.integer && recount["passed"]?.bool == true)
    }
}

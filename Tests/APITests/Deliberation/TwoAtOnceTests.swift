import JSON
import SQLite
import TestSupport
import Testing

@Suite("同时操作：of two requests at once one is made whole, and the other is refused by its rule")
struct TwoAtOnceTests {
    /// What two requests answer that are sent at once, in the order of their statuses.
    private func both(
        _ desk: CaseDesk,
        _ calls: [(login: String, path: String, body: String)]
    ) async throws -> [HTTPAnswer] {
        try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
            for (login, path, body) in calls {
                let (client, token) = (desk.test.client(), desk.tokens[login])
                group.addTask { try client.send("POST", "/api/v1/\(path)", token: token, body: body) }
            }
            return try await group.reduce(into: [HTTPAnswer]()) { $0.append($1) }
        }
        .sorted { $0.status < $1.status }
    }

    private func expectOne(_ answers: [HTTPAnswer], _ code: String, at source: SourceLocation = #_sourceLocation) {
        #expect(answers.map(\.status) == [200, 409], "\(answers.map(\.text))", sourceLocation: source)
        #expect(answers.last?.code == code, "\(answers.map(\.text))", sourceLocation: source)
    }

    private func plan(_ hall: HallDesk) throws -> String {
        """
        {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
        "closes_at": "\(hall.desk.moment(after: 86_400))", \
        "members": [{"name": "甲", "account_id": \(try hall.desk.account("staff"))}]}
        """
    }

    @Test("Two openings, two ballots of one voter and two counts: one roll, one ballot, one result")
    func votes() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        for round in 1...3 {
            let issue = try hall.screened("第\(round)项", authority: "committee")
            let open = ("secretary", "issues/\(issue)/open-vote", try plan(hall))
            expectOne(try await both(desk, [open, open]), "illegal_move")
            #expect(try desk.items("secretary", "votes?issue_id=\(issue)").count == 1)
            let ballots = ["for", "against"].map {
                ("staff", "issues/\(issue)/ballots", #"{"choice": "\#($0)"}"#)
            }
            let cast = try await both(desk, ballots)
            #expect(cast.map(\.status) == [200, 200], "\(cast.map(\.text))")
            let vote = try #require(try desk.items("secretary", "votes?issue_id=\(issue)").first?["id"]?.integer)
            let choice = try #require(try desk.items("secretary", "votes/\(vote)/roll").first?["choice"]?.string)
            try await hall.pass(hours: 25)
            let close = ("secretary", "issues/\(issue)/close-vote", "{}")
            expectOne(try await both(desk, [close, close]), "vote_over")
            let counted = try desk.get("secretary", "votes/\(vote)")
            #expect(counted["cast"]?.integer == 1 && counted[choice]?.integer == 1)
            #expect(try hall.moves(issue).filter { $0 == "adopt" || $0 == "reject" }.count == 1)
        }
    }

    @Test("A topic that is taken back and put to the vote at once is one of the two")
    func withdrawn() async throws {
        let hall = try await HallDesk()
        for round in 1...3 {
            let issue = try hall.screened("第\(round)项", authority: "committee")
            let answers = try await both(
                hall.desk,
                [
                    ("secretary", "issues/\(issue)/withdraw", #"{"reason": "solved"}"#),
                    ("secretary", "issues/\(issue)/open-vote", try plan(hall)),
                ]
            )
            expectOne(answers, "illegal_move")
            let votes = try hall.desk.items("secretary", "votes?issue_id=\(issue)").count
            #expect(try hall.status(issue) == (votes == 1 ? "voting" : "withdrawn"))
        }
    }

    @Test("Minutes are signed once, and a project is accepted once")
    func signedAndAccepted() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", \
            "invite": [{"party": "residents", "resident_id": \(own)}]}
            """
        )
        let people = try desk.items("secretary", "sessions/\(session)/attendance").compactMap { $0["id"]?.integer }
        _ = try desk.make("secretary", "sessions/\(session)/open")
        _ = try desk.make("secretary", "sessions/\(session)/attendance", #"{"attendees": [\#(people[0])]}"#)
        _ = try desk.make("secretary", "sessions/\(session)/close", "{}")
        let minutes = try desk.make("secretary", "sessions/\(session)/minutes", #"{"form": "full", "text": "一致"}"#)
        _ = try desk.make("secretary", "session-minutes/\(minutes)/circulate")
        let sign = ("resident", "session-minutes/\(minutes)/sign", "{}")
        expectOne(try await both(desk, [sign, sign]), "already_signed")

        let project = try desk.make("secretary", "projects", #"{"name": "补划停车线"}"#)
        _ = try desk.make("secretary", "projects/\(project)/start")
        _ = try desk.make("secretary", "projects/\(project)/complete", "{}")
        let accept = ("staff", "projects/\(project)/accept", #"{"maintainer": "物业"}"#)
        expectOne(try await both(desk, [accept, accept]), "illegal_move")
        #expect(try desk.get("secretary", "projects/\(project)")["status"]?.string == "accepted")
    }
}

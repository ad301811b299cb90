import App
import Domain
import JSON
import Services
import TestSupport
import Testing

@Suite("同时投票（按规则）：of one voter, one household, one dwelling there is one ballot, whoever casts it at once")
struct VoteAtOnceTests {
    private func service(_ hall: HallDesk) -> VoteService {
        let store = hall.desk.test.data.open.store
        let issues = IssueService(store: store, cases: CaseService(store: store) { _ in false })
        return VoteService(store: store, issues: issues) { "2222-2222-2222-2222" }
    }

    private func open(
        _ hall: HallDesk,
        _ issue: Int64,
        _ rule: String,
        days: Int = 3,
        _ more: String = ""
    ) throws -> Int64 {
        try hall.desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "\(rule)", "convenor": "居委会", "noticed_on": "\(hall.day(after: -days))", \
            "closes_at": "\(hall.desk.moment(after: 86_400))"\(more)}
            """
        )
    }

    /// Whether each of those who cast at once was let in, or refused by the roll.
    private func cast(
        _ hall: HallDesk,
        _ issue: Int64,
        _ ballots: [(resident: Int64, choice: BallotChoice)]
    ) async throws -> [Bool] {
        let (votes, account) = (service(hall), try hall.desk.account("resident"))
        return await withTaskGroup(of: Bool.self) { group in
            for ballot in ballots {
                group.addTask {
                    let scope = DataScope.resident(ballot.resident, community: 1)
                    let voter = Principal(accountID: account, name: "居民", role: .resident, scope: scope)
                    let entry = BallotEntry(voter: nil, choice: ballot.choice, channel: .online)
                    let done = try? await votes.cast(issue, [entry], by: voter, view: View(scope: .community(1)))
                    return done != nil
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
    }

    @Test(
        "A resident online and on paper at once: one ballot, and it is the own one",
        arguments: ["residents", "committee"]
    )
    func onlineAndPaper(rule: String) async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        try hall.waiveSheets()
        for round in 1...3 {
            let issue = try hall.screened("第\(round)项", authority: rule)
            let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
            let members =
                rule == "committee" ? #", "members": [{"name": "甲", "resident_id": \#(own)}, {"name": "乙"}]"# : ""
            let vote = try open(hall, issue, rule, members)
            let voter = try #require(
                try desk.items("secretary", "voters?vote_id=\(vote)&resident_id=\(own)").first?["id"]?.integer
            )
            let calls = [
                ("resident", #"{"choice": "for"}"#),
                ("secretary", #"{"ballots": [{"voter_id": \#(voter), "choice": "against", "channel": "paper"}]}"#),
                ("resident", #"{"choice": "for"}"#),
            ]
            let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
                for (login, body) in calls {
                    let (client, token) = (desk.test.client(), desk.tokens[login])
                    group.addTask {
                        try client.send("POST", "/api/v1/issues/\(issue)/ballots", token: token, body: body)
                    }
                }
                return try await group.reduce(into: [HTTPAnswer]()) { $0.append($1) }
            }
            // The paper came before the own word, or was refused after it.
            #expect(answers.filter { $0.status == 200 }.count >= 2, "\(answers.map(\.text))")
            #expect(answers.allSatisfy { $0.status == 200 || $0.code == "has_voted" }, "\(answers.map(\.text))")
            let row = try desk.get("secretary", "voters/\(voter)")
            #expect(row["choice"]?.string == "for" && row["channel"]?.string == "online", "\(row)")
            #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 1)
        }
    }

    @Test("Two adults of one household at once: one ballot of the household, the last word of both")
    func household() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let own = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let home = try #require(try desk.get("secretary", "residents/\(own)")["household_id"]?.integer)
        let spouse = try desk.make(
            "secretary",
            "residents",
            """
            {"name": "同户人", "sex": "female", "birth_date": "1980-01-01", "household_id": \(home), "relation": "parent"}
            """
        )
        for round in 1...3 {
            let issue = try hall.screened("第\(round)项", authority: "residents")
            let vote = try open(hall, issue, "households")
            let taken = try await cast(hall, issue, [(own, .yes), (spouse, .no), (own, .yes), (spouse, .no)])
            #expect(taken == [true, true, true, true])
            let rows = try desk.items("secretary", "voters?vote_id=\(vote)&household_id=\(home)")
            #expect(rows.count == 1 && rows[0]["choice"]?.isNull == false)
            #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 1)
        }
    }

    @Test(
        "The agent of a dwelling and another of its owners at once: the agent's ballot counts, the other is on no roll"
    )
    func agent() async throws {
        let hall = try await HallDesk()
        let desk = hall.desk
        let compound = try desk.make("secretary", "compounds", #"{"name": "共有苑"}"#)
        let building = try desk.make(
            "secretary",
            "buildings",
            #"{"code": "C1", "name": "1幢", "compound_id": \#(compound)}"#
        )
        let unit = try desk.make("secretary", "units", #"{"code": "1", "building_id": \#(building)}"#)
        let dwelling = try desk.make(
            "secretary",
            "dwellings",
            #"{"unit_id": \#(unit), "room": "101", "certified_area": 8000}"#
        )
        var owners: [(resident: Int64, ownership: Int64)] = []
        // The larger share is not the agent.
        for (name, sex, number, share) in [
            ("甲", "female", "11010519491231002X", 3), ("乙", "male", "110105199003078537", 1),
        ] {
            let resident = try desk.make(
                "secretary",
                "residents",
                """
                {"name": "\(name)", "sex": "\(sex)", "birth_date": "\(number.dropFirst(6).prefix(4))-\(number.dropFirst(10).prefix(2))-\
                \(number.dropFirst(12).prefix(2))", "id_number": "\(number)", "household_id": 1, "relation": "other"}
                """
            )
            let ownership = try desk.make(
                "secretary",
                "ownerships",
                """
                {"dwelling_id": \(dwelling), "name": "\(name)", "id_number": "\(number)", "share_numerator": \(share), \
                "share_denominator": 4}
                """
            )
            owners.append((resident, ownership))
        }
        let named = #"{"upload_id": \#(try hall.photo())}"#
        #expect(try desk.send("secretary", "ownerships/\(owners[1].ownership)/name-agent", named).status == 200)
        for round in 1...3 {
            let topic = """
                {"title": "第\(round)项", "description": "内容", "proposer": "业委会", "authority": "owners", "compound_id": \(compound)}
                """
            let issue = try desk.make("secretary", "issues", topic)
            _ = try desk.make("secretary", "issues/\(issue)/screen")
            let vote = try open(hall, issue, "owners_special", days: 15, #", "matter": 8"#)
            let roll = try desk.items("secretary", "votes/\(vote)/roll")
            #expect(roll.compactMap { $0["name"]?.string } == ["乙"] && roll[0]["agent_dwellings"]?.integer == 1)
            let taken = try await cast(hall, issue, [(owners[0].resident, .no), (owners[1].resident, .yes)])
            #expect(taken.filter(\.self).count == 1)
            let row = try desk.get("secretary", "voters/\(roll[0]["id"]?.integer ?? 0)")
            #expect(row["choice"]?.string == "for" && row["channel"]?.string == "online")
            let tally = try desk.get("secretary", "issues/\(issue)/tally")
            #expect(tally["cast"]?.integer == 1 && tally["cast_area"]?.integer == 8_000)
            // The next one opens on a roll of its own.
            _ = try desk.make("secretary", "issues/\(issue)/cancel-vote", #"{"reason": "重来"}"#)
        }
    }
}

import JSON
import SQLite
import TestSupport
import Testing

/// The attack list of the deliberation, one refusal after another: which rule refuses it, with its number where there is one,
/// and that nothing has changed by it.
@Suite("议事攻击：what was voted, agreed and signed is not got round")
struct DeliberationAttackTests {
    private let hall: HallDesk
    private var desk: CaseDesk { hall.desk }

    init() async throws { hall = try await HallDesk() }

    /// A refusal by its rule, after which what was there is there as it was.
    private func refused(
        _ login: String,
        _ path: String,
        _ body: String,
        _ status: Int,
        _ code: String,
        leaves watched: String,
        at source: SourceLocation = #_sourceLocation
    ) throws -> HTTPAnswer {
        let before = try desk.send("secretary", watched, "", "GET")
        let answer = try desk.send(login, path, body)
        let rule = answer.faults.first ?? answer.code ?? ""
        #expect(answer.status == status && rule == code, "\(answer.text)", sourceLocation: source)
        let after = try desk.send("secretary", watched, "", "GET")
        #expect(before.status == 200 && before.bytes == after.bytes, "\(after.text)", sourceLocation: source)
        return answer
    }

    /// An open vote of a committee in which the staff member votes online, and the others on paper.
    private func vote(_ title: String, cases: [Int64] = []) throws -> (issue: Int64, vote: Int64, roll: [Int64]) {
        let issue = try hall.screened(title, authority: "committee", cases: cases)
        let members = #"[{"name": "甲"}, {"name": "乙"}, {"name": "丙", "account_id": \#(try desk.account("staff"))}]"#
        let vote = try desk.make(
            "secretary",
            "issues/\(issue)/open-vote",
            """
            {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": \(members)}
            """
        )
        let roll = try desk.items("secretary", "votes/\(vote)/roll?sort=id").compactMap { $0["id"]?.integer }
        return (issue, vote, roll)
    }

    private func ballot(_ voter: Int64, _ channel: String, _ choice: String = "for") -> String {
        #"{"ballots": [{"voter_id": \#(voter), "choice": "\#(choice)", "channel": "\#(channel)"}]}"#
    }

    @Test("Vote twice: a changed mind counts once, and no second ballot comes by paper or by proxy")
    func voteTwice() throws {
        let (issue, vote, roll) = try vote("加装电梯")
        let (path, watched) = ("issues/\(issue)/ballots", "votes/\(vote)/roll?sort=id")
        for choice in ["for", "against", "for"] {
            #expect(try desk.send("staff", path, #"{"choice": "\#(choice)"}"#).status == 200)
        }
        #expect(try desk.get("secretary", "issues/\(issue)/tally")["cast"]?.integer == 1)
        let proxy = #"{"voter_id": \#(roll[2]), "proxy": "丁", "upload_id": \#(try hall.photo())}"#
        _ = try refused("secretary", "issues/\(issue)/proxies", proxy, 409, "has_voted", leaves: watched)
        try hall.waiveSheets()
        for channel in ["paper", "proxy"] {
            _ = try refused("secretary", path, ballot(roll[2], channel, "against"), 409, "has_voted", leaves: watched)
        }
    }

    @Test("Vote after closing: neither after the time nor after the count is a ballot taken or changed")
    func voteAfterClosing() async throws {
        let (issue, vote, roll) = try vote("更换门禁")
        let (path, watched) = ("issues/\(issue)/ballots", "votes/\(vote)/roll?sort=id")
        #expect(try desk.send("staff", path, #"{"choice": "for"}"#).status == 200)
        try await hall.pass(hours: 25)
        _ = try refused("staff", path, #"{"choice": "against"}"#, 409, "vote_over", leaves: watched)
        _ = try refused("secretary", path, ballot(roll[0], "paper"), 409, "vote_over", leaves: watched)
        _ = try desk.make("secretary", "issues/\(issue)/close-vote")
        _ = try refused("staff", path, #"{"choice": "against"}"#, 409, "vote_over", leaves: watched)
        _ = try refused("secretary", "issues/\(issue)/close-vote", 409, "vote_over", leaves: "votes/\(vote)")
        let connection = try Connection(
            path: "\(desk.test.folder.path)/linli.db",
            access: .readWrite,
            settings: .writer
        )
        for attack in [
            "UPDATE vote_voter SET choice = 'against' WHERE vote_id = \(vote)",
            "UPDATE vote SET yes = 0 WHERE id = \(vote)",
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
        let called = #"{"reason": "结果不理想"}"#
        _ = try refused("secretary", "issues/\(issue)/cancel-vote", called, 409, "vote_over", leaves: "votes/\(vote)")
    }

    private func refused(
        _ login: String,
        _ path: String,
        _ status: Int,
        _ code: String,
        leaves watched: String,
        at source: SourceLocation = #_sourceLocation
    ) throws -> HTTPAnswer {
        try refused(login, path, "{}", status, code, leaves: watched, at: source)
    }

    @Test("Vote for another: not without a written proxy, not by oneself, and not for more than two")
    func voteForAnother() throws {
        let (issue, vote, roll) = try vote("楼道改造")
        let (path, watched) = ("issues/\(issue)/ballots", "votes/\(vote)/roll?sort=id")
        let unproxied = "#/ballots/0/voter_id no_proxy"
        _ = try refused("secretary", path, ballot(roll[0], "proxy"), 422, unproxied, leaves: watched)
        _ = try refused("grid_leader", path, ballot(roll[0], "proxy"), 403, "forbidden", leaves: watched)
        _ = try refused("resident", path, #"{"choice": "for"}"#, 403, "not_on_roll", leaves: watched)
        let entrust = { (voter: Int64, file: Int64) in #"{"voter_id": \#(voter), "proxy": "丁", "upload_id": \#(file)}"#
        }
        let bare = "#/upload_id required"
        let unwritten = #"{"voter_id": \#(roll[0]), "proxy": "丁"}"#
        _ = try refused("secretary", "issues/\(issue)/proxies", unwritten, 422, bare, leaves: watched)
        for voter in roll.prefix(2) {
            let answer = try desk.send("secretary", "issues/\(issue)/proxies", entrust(voter, try hall.photo()))
            #expect(answer.status == 200, "\(answer.text)")
        }
        let third = entrust(roll[2], try hall.photo())
        let many = try refused("secretary", "issues/\(issue)/proxies", third, 409, "too_many_proxies", leaves: watched)
        #expect(try many.json()["limit"]?.integer == 2)
    }

    @Test("Change the roll after opening: no endpoint does it, and the file itself refuses it")
    func changeTheRoll() throws {
        let (issue, vote, roll) = try vote("停车收费")
        let watched = "votes/\(vote)/roll?sort=id"
        let again = """
            {"rule": "committee", "convenor": "居委会", "noticed_on": "\(hall.day(after: -3))", \
            "closes_at": "\(desk.moment(after: 86_400))", "members": [{"name": "外人"}]}
            """
        let opened = try refused("secretary", "issues/\(issue)/open-vote", again, 409, "illegal_move", leaves: watched)
        #expect(try opened.json()["from"]?.string == "voting")
        for (method, path) in [("PATCH", "voters/\(roll[0])"), ("DELETE", "voters/\(roll[0])"), ("POST", "voters")] {
            #expect(try desk.send("secretary", path, #"{"name": "外人"}"#, method).status == 405)
        }
        let file = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: file, access: .readWrite, settings: .writer)
        for attack in [
            "INSERT INTO vote_voter (community_id, vote_id, name, updated_at) VALUES (1, \(vote), '外人', 0)",
            "DELETE FROM vote_voter WHERE id = \(roll[0])", "UPDATE vote_voter SET area = 9 WHERE id = \(roll[0])",
            "UPDATE vote SET status = 'cancelled' WHERE id = \(vote)", "DELETE FROM vote WHERE id = \(vote)",
        ] {
            #expect(throws: SQLiteError.self, "\(attack)") { try connection.run(attack) }
        }
        #expect(try desk.items("secretary", watched).compactMap { $0["id"]?.integer } == roll)
    }

    @Test("Withdraw a case under vote: neither its reporter nor staff take from under a vote what it is about")
    func withdrawUnderVote() throws {
        let file = try desk.report()
        let (issue, _, _) = try vote("楼道灯", cases: [file])
        let watched = "cases/\(file)"
        let refusal = try refused("resident", "cases/\(file)/withdraw", 409, "under_vote", leaves: watched)
        #expect(try refusal.json()["issue_id"]?.integer == issue)
        _ = try refused("secretary", "cases/\(file)/void", #"{"remark": "误录"}"#, 409, "under_vote", leaves: watched)
        let issueItself = "issues/\(issue)"
        let reason = #"{"reason": "solved"}"#
        let move = try refused("secretary", "\(issueItself)/withdraw", reason, 409, "illegal_move", leaves: issueItself)
        #expect(try move.json()["from"]?.string == "voting")
    }

    @Test("Reorder the agenda after quorum was taken: what people came for stands, in every way to change it")
    func reorderAgenda() throws {
        let (first, second) = (try hall.screened("停车"), try hall.screened("照明"))
        let third = try hall.screened("绿化")
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", \
            "agenda": [{"issue_id": \(first)}, {"issue_id": \(second)}], "invite": [{"party": "residents", "name": "张"}]}
            """
        )
        _ = try desk.make("secretary", "sessions/\(session)/open")
        let watched = "sessions/\(session)/agenda"
        let turned = #"{"agenda": [{"issue_id": \#(second)}, {"issue_id": \#(first)}]}"#
        _ = try refused("secretary", watched, turned, 409, "agenda_stands", leaves: watched)
        _ = try refused("secretary", "issues/\(first)/take-off", 409, "agenda_stands", leaves: watched)
        let reason = #"{"reason": "solved"}"#
        _ = try refused("secretary", "issues/\(first)/withdraw", reason, 409, "agenda_stands", leaves: watched)
        let put = #"{"session_id": \#(session)}"#
        _ = try refused("secretary", "issues/\(third)/schedule", put, 409, "agenda_stands", leaves: watched)
        #expect(try hall.status(third) == "screened")
    }

    @Test("Sign minutes not circulated to one: whoever was not there signs nothing, nor do staff for them")
    func signWithoutBeingSent() throws {
        let session = try desk.make(
            "secretary",
            "sessions",
            """
            {"hall_id": 1, "title": "会", "on": "\(hall.day(after: 0))", \
            "invite": [{"party": "residents", "name": "到会的"}, {"party": "police", "name": "缺席的"}]}
            """
        )
        let people = try desk.items("secretary", "sessions/\(session)/attendance?sort=id").compactMap {
            $0["id"]?.integer
        }
        _ = try desk.make("secretary", "sessions/\(session)/open")
        _ = try desk.make("secretary", "sessions/\(session)/attendance", #"{"attendees": [\#(people[0])]}"#)
        _ = try desk.make("secretary", "sessions/\(session)/close", "{}")
        let minutes = try desk.make("secretary", "sessions/\(session)/minutes", #"{"form": "full", "text": "一致"}"#)
        let (sign, watched) = ("session-minutes/\(minutes)/sign", "session-minutes/\(minutes)/signatures")
        _ = try refused("partner", sign, 409, "minutes_stand", leaves: watched)
        _ = try desk.make("secretary", "session-minutes/\(minutes)/circulate")
        let absent = #"{"attendee_id": \#(people[1]), "upload_id": \#(try hall.photo())}"#
        _ = try refused("secretary", sign, absent, 409, "not_circulated_to", leaves: watched)
        _ = try refused("partner", sign, 409, "not_circulated_to", leaves: watched)
        let archive = "session-minutes/\(minutes)/archive"
        let few = try refused("secretary", archive, 409, "too_few_signatures", leaves: "session-minutes/\(minutes)")
        #expect(try few.json()["missing"]?.integer == 1)
    }
}

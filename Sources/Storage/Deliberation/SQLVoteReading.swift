import Crypto
import Domain
import SQLite

/// Counts ballots (计票): the same sums, whoever asks and whenever.
struct SQLVoteReading: VoteReading {
    let connection: Connection
    let vault: Vault

    func vote(ofIssue id: Int64) throws -> IssueVote? {
        let sql = """
            SELECT id, community_id, rule, status, closes_at, secrecy, cancelled_at, coalesce(least_ballots, 0) FROM vote
            WHERE issue_id = ? ORDER BY id DESC LIMIT 1
            """
        return try connection.first(sql, [.integer(id)]) { row -> IssueVote? in
            guard let rule = DecisionRule(rawValue: row.text(2)), let status = VoteStatus(rawValue: row.text(3)),
                let secrecy = BallotSecrecy(rawValue: row.text(5))
            else { return nil }
            return IssueVote(
                id: row.integer(0),
                community: row.integer(1),
                issue: id,
                rule: rule,
                secrecy: secrecy,
                status: status,
                closesAt: Instant(milliseconds: row.integer(4)),
                cancelledAt: row.optionalInteger(6).map(Instant.init(milliseconds:)),
                leastBallots: row.integer(7)
            )
        } ?? nil
    }

    func print(of choice: BallotChoice, ofIssue id: Int64) throws -> String? {
        guard let vote = try vote(ofIssue: id) else { return nil }
        let sealed = try connection.first("SELECT key FROM vote_key WHERE id = ?", [.integer(vote.id)]) { $0.blob(0) }
        guard let sealed,
            let key = Hex.decode(try vault.open(sealed, table: "vote_key", column: "key", row: vote.id))
        else { return nil }
        return Hex.encode(HMACSHA256.code(key: key, message: Array("ballot request.\(choice.rawValue)".utf8)))
    }

    /// From the ballots; of a vote that was held elsewhere from its numbers.
    func tally(of vote: Int64) throws -> Tally {
        let sql = """
            SELECT held_elsewhere, eligible, eligible_area, yes, yes_area, no, no_area, abstained, abstained_area
            FROM vote WHERE id = ?
            """
        let recorded = try connection.first(sql, [.integer(vote)]) { row -> Tally? in
            guard row.boolean(0) else { return nil }
            var tally = Tally()
            tally.eligible = Count(people: row.integer(1), area: row.integer(2))
            tally.yes = Count(people: row.integer(3), area: row.integer(4))
            tally.no = Count(people: row.integer(5), area: row.integer(6))
            tally.abstained = Count(people: row.integer(7), area: row.integer(8))
            return tally
        }
        if let recorded = recorded ?? nil { return recorded }
        return try isClosed(vote) ? closedTally(of: vote) : Tally(ballots(of: vote))
    }

    private func isClosed(_ vote: Int64) throws -> Bool {
        try connection.first("SELECT secrecy = 'closed' FROM vote WHERE id = ?", [.integer(vote)]) { $0.boolean(0) }
            ?? false
    }

    private func ballots(of vote: Int64) throws -> [Ballot] {
        try connection.query("SELECT area, recused, choice FROM vote_voter WHERE vote_id = ?", [.integer(vote)]) {
            row in
            Ballot(
                area: row.integer(0),
                isRecused: row.boolean(1),
                choice: row.optionalText(2).flatMap { BallotChoice(rawValue: $0) }
            )
        }
    }

    /// The published ballots, and beside them those who are entitled and did not vote; while the vote runs nobody knows more
    /// than how many took part.
    private func closedTally(of vote: Int64) throws -> Tally {
        let numbers = """
            SELECT (SELECT count(*) FROM vote_voter WHERE vote_id = ?1),
                (SELECT count(*) FROM vote_participation WHERE vote_id = ?1),
                (SELECT coalesce(least_ballots, 0) FROM vote WHERE id = ?1)
            """
        let (entitled, took, least) =
            try connection.first(numbers, [.integer(vote)]) { (Int($0.integer(0)), $0.integer(1), $0.integer(2)) }
            ?? (0, 0, 0)
        var choices: [BallotChoice?] = try connection.query(
            "SELECT choice FROM vote_ballot WHERE vote_id = ?",
            [.integer(vote)]
        ) { BallotChoice(rawValue: $0.text(0)) }
        let isUnopened = choices.isEmpty
        choices += Array(repeating: nil, count: max(entitled - choices.count, 0))
        var tally = Tally(choices.map { Ballot(area: 0, isRecused: false, choice: $0) })
        tally.leastBallots = least
        // Sealed still, or destroyed unread: that somebody took part counts, and what they chose nobody knows.
        if isUnopened { tally.unopened = Count(people: took) }
        return tally
    }

    /// All who are on the roll, and those of them who did not stand back.
    func reach(of vote: Int64) throws -> (eligible: Count, able: Count) {
        let sql = """
            SELECT count(*), coalesce(sum(area), 0), coalesce(sum(recused = 0), 0), coalesce(sum(iif(recused = 0, area, 0)), 0)
            FROM vote_voter WHERE vote_id = ?
            """
        return try connection.first(sql, [.integer(vote)]) { row in
            (
                Count(people: row.integer(0), area: row.integer(1)), Count(people: row.integer(2), area: row.integer(3))
            )
        } ?? (Count(), Count())
    }

    func recount(ofIssue id: Int64, at now: Instant) throws -> VoteCount? {
        guard let vote = try vote(ofIssue: id) else { return nil }
        var count = VoteCount(vote, try tally(of: vote.id), at: now)
        if vote.status == .open {
            let (eligible, able) = try reach(of: vote.id)
            count.unreachable = eligible == able ? [] : vote.unreachable(of: eligible, able: able)
        }
        let sql = "SELECT register_eligible, register_area, deviation_reason FROM vote WHERE id = ?"
        let register = try connection.first(sql, [.integer(vote.id)]) { row in
            (row.optionalInteger(0).map { Count(people: $0, area: row.integer(1)) }, row.optionalText(2))
        }
        (count.register, count.deviationReason) = register ?? (nil, nil)
        return count
    }
}

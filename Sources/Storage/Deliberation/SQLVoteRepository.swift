import Domain
import SQLite

/// Where votes, rolls and ballots lie (表决的存储).
struct SQLVoteRepository: VoteRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var now: Value { .integer(transaction.now.milliseconds) }

    private var reading: SQLVoteReading {
        SQLVoteReading(connection: connection, vault: transaction.reader.vault)
    }

    func vote(ofIssue id: Int64) throws -> IssueVote? { try reading.vote(ofIssue: id) }

    func tally(of vote: Int64) throws -> Tally { try reading.tally(of: vote) }

    func open(_ plan: VotePlan, of issue: Int64, community: Int64, compound: Int64?) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO vote (community_id, issue_id, compound_id, rule, matter, rule_reason, convenor, noticed_on, status,
                opened_at, closes_at, created_at, updated_at, secrecy, held_on, least_ballots, look_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, ?10, ?9, ?9, ?11, ?12, ?13, ?10)
            """,
            [
                .integer(community), .integer(issue), .optional(compound), .text(plan.rule.rawValue),
                .optional(plan.matter), .optional(plan.reason), .text(plan.convenor),
                .text(plan.noticed.description), now, .integer(plan.closesAt.milliseconds),
                .text(plan.secrecy.rawValue), .optional(plan.heldOn?.description), .optional(plan.leastBallots),
            ]
        )
        let id = connection.lastInsertedID
        if plan.secrecy == .closed { try makeKey(of: id) }
        try transaction.touch(.votes, id, isNew: true)
        return id
    }

    private static let voterColumns = """
        SELECT v.id, v.vote_id, v.recused, v.proxy,
            coalesce(v.channel, (SELECT p.channel FROM vote_participation p WHERE p.id = v.id)), v.resident_id, v.account_id,
            v.name
        FROM vote_voter v
        """

    func voter(_ id: Int64, of vote: Int64) throws -> Voter? {
        try connection.first(
            "\(Self.voterColumns) WHERE v.id = ? AND v.vote_id = ?",
            [.integer(id), .integer(vote)],
            Self.voter
        )
    }

    func voter(of principal: Principal, in vote: Int64) throws -> Voter? {
        if case .resident(let resident, community: _) = principal.scope {
            let own = "\(Self.voterColumns) WHERE v.vote_id = ? AND v.resident_id = ?"
            if let voter = try connection.first(own, [.integer(vote), .integer(resident)], Self.voter) { return voter }
            let home = """
                \(Self.voterColumns) JOIN residence r ON r.household_id = v.household_id JOIN resident p ON p.id = r.resident_id
                WHERE v.vote_id = ? AND r.resident_id = ? AND r.until_date IS NULL AND r.relation <> 'other'
                    AND p.birth_date <= ?
                """
            let grown = Self.grown(on: transaction.time.date(of: transaction.now))
            let housed = try connection.first(home, [.integer(vote), .integer(resident), .text(grown)], Self.voter)
            if let housed { return housed }
        }
        // A member of a committee or a Party meeting is named by the account, also where it is a resident's.
        guard let account = principal.accountID else { return nil }
        let named = "\(Self.voterColumns) WHERE v.vote_id = ? AND v.account_id = ?"
        return try connection.first(named, [.integer(vote), .integer(account)], Self.voter)
    }

    private static func voter(_ row: borrowing Statement) -> Voter {
        Voter(
            id: row.integer(0),
            vote: row.integer(1),
            name: row.text(7),
            isRecused: row.boolean(2),
            proxy: row.optionalText(3),
            channel: row.optionalText(4).flatMap { BallotChannel(rawValue: $0) },
            resident: row.optionalInteger(5),
            account: row.optionalInteger(6)
        )
    }

    func cast(_ choice: BallotChoice, _ channel: BallotChannel, for voter: Int64, by account: Int64) throws {
        try transaction.touch(.voters, voter)
        try connection.run(
            """
            UPDATE vote_voter SET choice = ?1, channel = ?2, cast_at = ?3, cast_by = ?4, version = version + 1, updated_at = ?3
            WHERE id = ?5
            """,
            [.text(choice.rawValue), .text(channel.rawValue), now, .integer(account), .integer(voter)]
        )
    }

    func recuse(_ voter: Int64, reason: String) throws {
        try transaction.touch(.voters, voter)
        try connection.run(
            """
            UPDATE vote_voter SET recused = 1, recusal = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3
            """,
            [.text(reason), now, .integer(voter)]
        )
    }

    func reach(of vote: Int64) throws -> (eligible: Count, able: Count) { try reading.reach(of: vote) }

    func noteUnreachable(_ missing: [Shortfall], of vote: Int64) throws -> Bool {
        let sql = "SELECT unreachable IS NULL FROM vote WHERE id = ?"
        let isNew = try connection.first(sql, [.integer(vote)]) { $0.boolean(0) } ?? false
        try transaction.touch(.votes, vote)
        try connection.run(
            "UPDATE vote SET unreachable = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3",
            [.text(Self.codes(missing)), now, .integer(vote)]
        )
        return isNew
    }

    func proxies(of holder: String, in vote: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM vote_voter WHERE vote_id = ? AND proxy = ?"
        return try connection.first(sql, [.integer(vote), .text(holder)]) { $0.integer(0) } ?? 0
    }

    func setProxy(_ holder: String, for voter: Int64) throws {
        try transaction.touch(.voters, voter)
        try connection.run(
            "UPDATE vote_voter SET proxy = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3",
            [.text(holder), now, .integer(voter)]
        )
    }

    func close(_ vote: Int64, _ tally: Tally, _ verdict: Verdict) throws {
        try transaction.touch(.votes, vote)
        try connection.run(
            """
            UPDATE vote SET status = 'closed', closed_at = ?1, eligible = ?2, eligible_area = ?3, cast_people = ?4, cast_area = ?5,
                yes = ?6, yes_area = ?7, no = ?8, no_area = ?9, abstained = ?10, abstained_area = ?11, quorum_met = ?12,
                passed = ?13, missing = ?14, unopened = ?15, look_at = NULL, version = version + 1, updated_at = ?1 WHERE id = ?16
            """,
            [now] + Self.values(tally, verdict) + [.integer(vote)]
        )
    }

    private static func values(_ tally: Tally, _ verdict: Verdict) -> [Value] {
        // Those whose ballots nobody opened stand beside those that were counted.
        let opened = Count(people: tally.cast.people - tally.unopened.people, area: tally.cast.area)
        let counts = [tally.eligible, opened, tally.yes, tally.no, tally.abstained]
        return counts.flatMap { [Value.integer($0.people), .integer($0.area)] } + [
            .boolean(verdict.isQuorate), .boolean(verdict.isPassed),
            verdict.missing.isEmpty ? .null : .text(codes(verdict.missing)),
            tally.unopened.people > 0 ? .integer(tally.unopened.people) : .null,
        ]
    }

    /// What is missing as codes and numbers, which are said in the language of whoever reads them.
    private static func codes(_ missing: [Shortfall]) -> String {
        let each = missing.map { #"["\#($0.stage.rawValue)","\#($0.measure.rawValue)",\#($0.has),\#($0.lacks)]"# }
        return "[\(each.joined(separator: ","))]"
    }

    func record(
        _ plan: VotePlan,
        _ tally: Tally,
        _ verdict: Verdict,
        of issue: Int64,
        community: Int64,
        compound: Int64?
    ) throws -> Int64 {
        let id = try open(plan, of: issue, community: community, compound: compound)
        try connection.run(
            """
            UPDATE vote SET held_elsewhere = 1, frozen = 1, register_eligible = ?1, register_area = ?2, deviation_reason = ?3
            WHERE id = ?4
            """,
            [
                .optional(plan.register?.people), .optional(plan.register?.area), .optional(plan.deviationReason),
                .integer(id),
            ]
        )
        try close(id, tally, verdict)
        return id
    }
}

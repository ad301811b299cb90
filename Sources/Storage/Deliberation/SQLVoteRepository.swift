import Domain
import SQLite

/// Where votes, rolls and ballots lie (表决的存储).
struct SQLVoteRepository: VoteRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var now: Value { .integer(transaction.now.milliseconds) }

    func vote(ofIssue id: Int64) throws -> IssueVote? { try SQLVoteReading(connection: connection).vote(ofIssue: id) }

    func tally(of vote: Int64) throws -> Tally { try SQLVoteReading(connection: connection).tally(of: vote) }

    func open(_ plan: VotePlan, of issue: Int64, community: Int64, compound: Int64?) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO vote (community_id, issue_id, compound_id, rule, matter, rule_reason, convenor, noticed_on, status,
                opened_at, closes_at, created_at, updated_at, secrecy, held_on)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, ?10, ?9, ?9, ?11, ?12)
            """,
            [
                .integer(community), .integer(issue), .optional(compound), .text(plan.rule.rawValue),
                .optional(plan.matter), .optional(plan.reason), .text(plan.convenor),
                .text(plan.noticed.description), now, .integer(plan.closesAt.milliseconds),
                .text(plan.secrecy.rawValue), .optional(plan.heldOn?.description),
            ]
        )
        let id = connection.lastInsertedID
        if plan.secrecy == .closed { try makeKey(of: id) }
        try transaction.touch(.votes, id, isNew: true)
        return id
    }

    func fillRoll(
        of vote: Int64,
        _ rule: DecisionRule,
        community: Int64,
        compound: Int64?,
        on day: CivilDate
    ) throws -> Int64 {
        let source: String
        switch rule {
        case .ownersOrdinary, .ownersSpecial: source = Self.owners
        case .households: source = Self.households
        case .residents: source = Self.adults
        case .committee, .partyMeeting, .representatives: return 0
        }
        var values: [Value] = [.integer(vote), .integer(community), .optional(compound), now]
        if rule == .residents { values.append(.text(Self.grown(on: day))) }
        try connection.run(
            """
            INSERT INTO vote_voter (vote_id, community_id, updated_at, name, resident_id, household_id, area)
            SELECT ?1, ?2, ?4, r.name, r.resident_id, r.household_id, r.area FROM (\(source)) r
            """,
            values
        )
        let count = "SELECT count(*) FROM vote_voter WHERE vote_id = ?"
        return try connection.first(count, [.integer(vote)]) { $0.integer(0) } ?? 0
    }

    /// The birthday of whoever comes of age on a day (Civil Code article 17).
    private static func grown(on day: CivilDate) -> String { "\(day.year - 18)-\(day.description.dropFirst(5))" }

    /// Each owner once, however many dwellings; a dwelling of several owners is one vote, that of the largest share.
    ///
    /// Owners are told apart by their ID number, which also stands for the name and telephone beside it, else by these, else
    /// by the row. A dwelling whose owner nobody has entered counts, too: what is decided is decided over it as well.
    private static let owners = """
        WITH known (name, phone_hash, id_number_hash) AS (
            SELECT replace(name, ' ', ''), phone_hash, min(id_number_hash) FROM ownership
            WHERE community_id = ?2 AND phone_hash IS NOT NULL AND id_number_hash IS NOT NULL GROUP BY 1, 2)
        SELECT min(o.name) AS name, min(p.id) AS resident_id, NULL AS household_id, sum(d.certified_area) AS area
        FROM dwelling d JOIN ownership o ON o.id = (
            SELECT x.id FROM ownership x WHERE x.dwelling_id = d.id
            ORDER BY x.share_numerator * 1000000 / x.share_denominator DESC, x.id LIMIT 1)
        JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
        LEFT JOIN known k ON k.phone_hash = o.phone_hash AND k.name = replace(o.name, ' ', '')
        LEFT JOIN resident p ON p.id_number_hash = coalesce(o.id_number_hash, k.id_number_hash) AND p.community_id = ?2
        WHERE d.community_id = ?2 AND (?3 IS NULL OR b.compound_id = ?3) AND d.certified_area > 0
        GROUP BY CASE WHEN coalesce(o.id_number_hash, k.id_number_hash) IS NOT NULL
            THEN hex(coalesce(o.id_number_hash, k.id_number_hash))
            WHEN o.phone_hash IS NOT NULL THEN replace(o.name, ' ', '') || hex(o.phone_hash) ELSE 'ownership ' || o.id END
        UNION ALL
        SELECT '业主未登记：' || b.name || u.code || '单元' || d.room, NULL, NULL, d.certified_area
        FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
        WHERE d.community_id = ?2 AND (?3 IS NULL OR b.compound_id = ?3) AND d.certified_area > 0
            AND NOT EXISTS (SELECT 1 FROM ownership x WHERE x.dwelling_id = d.id)
        """

    /// Each household that lives there now, by the name of its head.
    private static let households = """
        SELECT coalesce(p.name, h.registered_head, '户' || h.id) AS name, NULL AS resident_id, h.id AS household_id, 0 AS area
        FROM household h JOIN dwelling d ON d.id = h.dwelling_id JOIN unit u ON u.id = d.unit_id
        JOIN building b ON b.id = u.building_id
        LEFT JOIN residence r ON r.household_id = h.id AND r.until_date IS NULL AND r.relation = 'head'
        LEFT JOIN resident p ON p.id = r.resident_id
        WHERE h.community_id = ?2 AND (?3 IS NULL OR b.compound_id = ?3) AND EXISTS (
            SELECT 1 FROM residence l WHERE l.household_id = h.id AND l.until_date IS NULL)
        GROUP BY h.id
        """

    /// Each adult who lives there now.
    private static let adults = """
        SELECT p.name, p.id AS resident_id, NULL AS household_id, 0 AS area
        FROM residence r JOIN resident p ON p.id = r.resident_id JOIN household h ON h.id = r.household_id
        JOIN dwelling d ON d.id = h.dwelling_id JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
        WHERE r.community_id = ?2 AND r.until_date IS NULL AND (?3 IS NULL OR b.compound_id = ?3) AND p.birth_date <= ?5
        """

    func add(_ member: VoterEntry, to vote: Int64, community: Int64) throws {
        try connection.run(
            """
            INSERT INTO vote_voter (vote_id, community_id, name, account_id, resident_id, updated_at) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(vote), .integer(community), .text(member.name), .optional(member.account),
                .optional(member.resident), now,
            ]
        )
    }

    func freeze(_ vote: Int64) throws {
        try connection.run("UPDATE vote SET frozen = 1 WHERE id = ?", [.integer(vote)])
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
            return try connection.first(home, [.integer(vote), .integer(resident), .text(grown)], Self.voter)
        }
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

    func standing(in vote: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM vote_voter WHERE vote_id = ? AND recused = 0"
        return try connection.first(sql, [.integer(vote)]) { $0.integer(0) } ?? 0
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
                passed = ?13, missing = ?14, version = version + 1, updated_at = ?1 WHERE id = ?15
            """,
            [now] + Self.values(tally, verdict) + [.integer(vote)]
        )
    }

    private static func values(_ tally: Tally, _ verdict: Verdict) -> [Value] {
        let counts = [tally.eligible, tally.cast, tally.yes, tally.no, tally.abstained]
        return counts.flatMap { [Value.integer($0.people), .integer($0.area)] } + [
            .boolean(verdict.isQuorate), .boolean(verdict.isPassed),
            verdict.missing.isEmpty ? .null : .text(verdict.words.chinese),
        ]
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
        try connection.run("UPDATE vote SET held_elsewhere = 1, frozen = 1 WHERE id = ?", [.integer(id)])
        try close(id, tally, verdict)
        return id
    }
}

import Domain
import SQLite

/// Who is entitled to vote (表决名册), from the registers as they stand when the vote opens.
extension SQLVoteRepository {
    func fillRoll(
        of vote: Int64,
        _ rule: DecisionRule,
        community: Int64,
        compound: Int64?,
        on day: CivilDate
    ) throws -> Int64 {
        guard let source = Self.source(rule) else { return 0 }
        var values: [Value] = [.integer(vote), .integer(community), .optional(compound), now]
        if rule == .residents { values.append(.text(Self.grown(on: day))) }
        try connection.run(
            """
            INSERT INTO vote_voter (vote_id, community_id, updated_at, name, resident_id, household_id, area, agent_dwellings)
            SELECT ?1, ?2, ?4, r.name, r.resident_id, r.household_id, r.area, r.agents FROM (\(source)) r
            """,
            values
        )
        let count = "SELECT count(*) FROM vote_voter WHERE vote_id = ?"
        return try connection.first(count, [.integer(vote)]) { $0.integer(0) } ?? 0
    }

    /// Who is entitled by a rule, where a register knows it.
    private static func source(_ rule: DecisionRule) -> String? {
        switch rule {
        case .ownersOrdinary, .ownersSpecial: owners
        case .households: households
        case .residents: adults
        case .committee, .partyMeeting, .representatives: nil
        }
    }

    func entitled(by rule: DecisionRule, community: Int64, compound: Int64?, on day: CivilDate) throws -> Count? {
        guard let source = Self.source(rule) else { return nil }
        // The places are those of the roll, of which two are not asked for here.
        var values: [Value] = [.null, .integer(community), .optional(compound)]
        if rule == .residents { values += [.null, .text(Self.grown(on: day))] }
        let sql = "SELECT count(*), coalesce(sum(r.area), 0) FROM (\(source)) r"
        return try connection.first(sql, values) { Count(people: $0.integer(0), area: $0.integer(1)) }
    }

    /// The birthday of whoever comes of age on a day (Civil Code article 17).
    static func grown(on day: CivilDate) -> String { "\(day.year - 18)-\(day.description.dropFirst(5))" }

    /// Each owner once, however many dwellings; a dwelling of several owners is one vote: that of whom they named, else that
    /// of the largest share, and of equal shares that of whoever was registered first.
    ///
    /// Owners are told apart by their ID number, which also stands for the name and telephone beside it, else by these, else
    /// by the row. A dwelling whose owner nobody has entered counts, too: what is decided is decided over it as well.
    private static let owners = """
        WITH known (name, phone_hash, id_number_hash) AS (
            SELECT replace(name, ' ', ''), phone_hash, min(id_number_hash) FROM ownership
            WHERE community_id = ?2 AND phone_hash IS NOT NULL AND id_number_hash IS NOT NULL GROUP BY 1, 2)
        SELECT min(o.name) AS name, min(p.id) AS resident_id, NULL AS household_id, sum(d.certified_area) AS area,
            sum(o.agent_upload_id IS NOT NULL) AS agents
        FROM dwelling d JOIN ownership o ON o.id = (
            SELECT x.id FROM ownership x WHERE x.dwelling_id = d.id AND x.until_date IS NULL
            ORDER BY x.agent_upload_id IS NULL, x.share_numerator * 1000000 / x.share_denominator DESC, x.id LIMIT 1)
        JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
        LEFT JOIN known k ON k.phone_hash = o.phone_hash AND k.name = replace(o.name, ' ', '')
        LEFT JOIN resident p ON p.id_number_hash = coalesce(o.id_number_hash, k.id_number_hash) AND p.community_id = ?2
        WHERE d.community_id = ?2 AND (?3 IS NULL OR b.compound_id = ?3) AND d.certified_area > 0
        GROUP BY CASE WHEN coalesce(o.id_number_hash, k.id_number_hash) IS NOT NULL
            THEN hex(coalesce(o.id_number_hash, k.id_number_hash))
            WHEN o.phone_hash IS NOT NULL THEN replace(o.name, ' ', '') || hex(o.phone_hash) ELSE 'ownership ' || o.id END
        UNION ALL
        SELECT '\(StoredWords.unknownOwner)' || b.name || ' ' || u.code || '-' || d.room, NULL, NULL, d.certified_area, 0
        FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
        WHERE d.community_id = ?2 AND (?3 IS NULL OR b.compound_id = ?3) AND d.certified_area > 0
            AND NOT EXISTS (SELECT 1 FROM ownership x WHERE x.dwelling_id = d.id AND x.until_date IS NULL)
        """

    /// Each household that lives there now, by the name of its head.
    private static let households = """
        SELECT coalesce(p.name, h.registered_head, '#' || h.id) AS name, NULL AS resident_id, h.id AS household_id, 0 AS area,
            0 AS agents
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
        SELECT p.name, p.id AS resident_id, NULL AS household_id, 0 AS area, 0 AS agents
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
}

import Domain
import SQLite

/// What those on a roll are told of their vote (告知名册人员).
extension SQLVoteRepository {
    func tellRoll(_ vote: Int64, of issue: Int64, _ topic: NoticeTopic, _ words: Title) throws {
        try tell(vote, 1...Int64.max, of: issue, topic, words)
    }

    /// Tells those whose rows lie in a span.
    private func tell(
        _ vote: Int64,
        _ span: ClosedRange<Int64>,
        of issue: Int64,
        _ topic: NoticeTopic,
        _ words: Title
    ) throws {
        let values: [Value] = [
            .text(topic.rawValue), .integer(issue), .text(String(words.chinese.prefix(Self.longest))), now,
            .integer(vote), .text(String(words.english.prefix(Self.longest))),
            .integer(span.lowerBound), .integer(span.upperBound),
        ]
        // Of a household all its adults, since any of them may vote for it; one statement, whatever the length of the roll. Whoever
        // signs in as a resident reads what is written to that resident.
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, resident_id, topic, issue_id, text, created_at, english)
            SELECT v.community_id, iif(\(Self.isOfResident), NULL, a.id), iif(\(Self.isOfResident), a.resident_id, NULL),
                ?1, ?2, ?3, ?4, ?6
            FROM vote_voter v JOIN account a ON a.id = v.account_id WHERE v.vote_id = ?5 AND v.id BETWEEN ?7 AND ?8 AND v.resident_id IS NULL
            """,
            values
        )
        try connection.run(
            """
            INSERT INTO notification (community_id, resident_id, topic, issue_id, text, created_at, english)
            SELECT v.community_id, p.id, ?1, ?2, ?3, ?4, ?6 FROM vote_voter v
            LEFT JOIN residence r ON r.household_id = v.household_id AND r.until_date IS NULL AND r.relation <> 'other'
            JOIN resident p ON p.id = coalesce(v.resident_id, r.resident_id)
            WHERE v.vote_id = ?5 AND v.id BETWEEN ?7 AND ?8 AND EXISTS (SELECT 1 FROM account a WHERE a.resident_id = p.id AND a.disabled = 0)
            """,
            values
        )
    }

    /// A notice is no longer.
    private static let longest = 500

    func noteResult(of vote: Int64, _ words: Title) throws {
        try connection.run(
            "INSERT INTO vote_to_tell (vote_id, chinese, english) VALUES (?, ?, ?)",
            [.integer(vote), .text(words.chinese), .text(words.english)]
        )
    }

    func tellResults(limit: Int) throws -> Int {
        let waiting = """
            SELECT vote_id, told_to, chinese, english FROM vote_to_tell WHERE vote_id > 0 ORDER BY vote_id LIMIT 1
            """
        let next = try connection.first(waiting) { row in
            (vote: row.integer(0), from: row.integer(1) + 1, words: Title(row.text(2), row.text(3)))
        }
        guard let next, let issue = try issue(ofVote: next.vote) else { return 0 }
        let roll = try connection.query(
            "SELECT id FROM vote_voter WHERE vote_id = ? AND id >= ? ORDER BY id LIMIT ?",
            [.integer(next.vote), .integer(next.from), .integer(Int64(limit))]
        ) { $0.integer(0) }
        if let last = roll.last {
            try tell(next.vote, next.from...last, of: issue, .voteCounted, next.words)
            try connection.run(
                "UPDATE vote_to_tell SET told_to = ? WHERE vote_id = ?",
                [.integer(last), .integer(next.vote)]
            )
        }
        if roll.count < limit {
            try connection.run("DELETE FROM vote_to_tell WHERE vote_id = ?", [.integer(next.vote)])
        }
        // A roll that ends with a piece is done with, too, and another may wait.
        return max(roll.count, 1)
    }
}

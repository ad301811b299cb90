import Domain
import SQLite

/// Where the digest of a week lies (街道周报的存储).
struct SQLDigestRepository: DigestRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    /// As many numbers as one text holds; a grid with more late cases has another trouble than its digest.
    private static let numberLimit = 200

    func missing(week: CivilDate, limit: Int) throws -> [Int64] {
        try connection.query(
            """
            SELECT c.id FROM community c WHERE EXISTS (SELECT 1 FROM grid g WHERE g.community_id = c.id) AND NOT EXISTS (
                SELECT 1 FROM weekly_digest d WHERE d.community_id = c.id AND d.week_on = ?) ORDER BY c.id LIMIT ?
            """,
            [.text(week.description), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }

    func make(community: Int64, week: CivilDate, listsCases: Bool) throws {
        let now = transaction.now.milliseconds
        try connection.run(
            """
            INSERT INTO weekly_digest (community_id, grid_id, week_on, made_at, open, late, long_late, case_numbers, updated_at)
            SELECT ?1, g.id, ?2, ?3, count(c.id), count(c.id) FILTER (WHERE c.due_at < ?3),
                count(c.id) FILTER (WHERE c.due_at < ?3 AND c.warning_level = 3),
                CASE WHEN ?4 THEN (SELECT group_concat(n.number, ' ') FROM (
                    SELECT l.number FROM case_file l WHERE l.grid_id = g.id AND l.closed_at IS NULL AND l.due_at < ?3
                    ORDER BY l.due_at LIMIT ?5) n) END, ?3
            FROM grid g LEFT JOIN case_file c ON c.grid_id = g.id AND c.closed_at IS NULL
            WHERE g.community_id = ?1 GROUP BY g.id
            """,
            [
                .integer(community), .text(week.description), .integer(now), .boolean(listsCases),
                .integer(Int64(Self.numberLimit)),
            ]
        )
        let digests = try connection.query(
            "SELECT id, open, late, long_late FROM weekly_digest WHERE community_id = ? AND week_on = ?",
            [.integer(community), .text(week.description)]
        ) { ($0.integer(0), open: $0.integer(1), late: $0.integer(2), long: $0.integer(3)) }
        for digest in digests { try transaction.touch(.weeklyDigests, digest.0, isNew: true) }
        let (open, late, long) = digests.reduce((0, 0, 0)) { ($0.0 + $1.open, $0.1 + $1.late, $0.2 + $1.long) }
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, topic, text, created_at)
            SELECT c.id, a.id, ?2, c.name || ?3, ?4 FROM community c JOIN account a ON a.subdistrict_id = c.subdistrict_id
            WHERE c.id = ?1 AND a.role = 'subdistrict_officer' AND a.disabled = 0
            """,
            [
                .integer(community), .text(NoticeTopic.weeklyDigest.rawValue),
                .text(" \(week) 在办 \(open) 件，逾期 \(late) 件，其中严重逾期 \(long) 件"), .integer(now),
            ]
        )
    }
}

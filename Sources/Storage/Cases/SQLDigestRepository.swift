import Domain
import SQLite

/// Where the digest of a week lies (街道周报的存储).
struct SQLDigestRepository: DigestRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    /// As many numbers as one text holds; a grid with more late cases has another trouble than its digest.
    private static let numberLimit = 200

    /// They are made in the order of their grids: where the last one is there, all are, and none is looked for.
    func missing(week: CivilDate, limit: Int) throws -> [Int64] {
        try connection.query(
            """
            SELECT g.id FROM community c JOIN grid g ON g.community_id = c.id
            WHERE NOT EXISTS (SELECT 1 FROM weekly_digest d WHERE d.community_id = c.id AND d.week_on = ?1
                    AND d.grid_id = (SELECT max(l.id) FROM grid l WHERE l.community_id = c.id))
                AND NOT EXISTS (SELECT 1 FROM weekly_digest d WHERE d.community_id = c.id AND d.week_on = ?1 AND d.grid_id = g.id)
            ORDER BY c.id, g.id LIMIT ?2
            """,
            [.text(week.description), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }

    func community(ofGrid grid: Int64) throws -> Int64? {
        try connection.first("SELECT community_id FROM grid WHERE id = ?", [.integer(grid)]) { $0.integer(0) }
    }

    func make(grid: Int64, week: CivilDate, listsCases: Bool) throws {
        guard let community = try community(ofGrid: grid) else { return }
        try connection.run(
            """
            INSERT INTO weekly_digest (community_id, grid_id, week_on, made_at, open, late, long_late, case_numbers, updated_at)
            SELECT ?1, ?2, ?3, ?4, count(*), count(*) FILTER (WHERE c.due_at < ?4),
                count(*) FILTER (WHERE c.due_at < ?4 AND c.warning_level = 3),
                CASE WHEN ?5 THEN (SELECT group_concat(n.number, ' ') FROM (
                    SELECT l.number FROM case_file l WHERE l.grid_id = ?2 AND l.closed_at IS NULL AND l.due_at < ?4
                    ORDER BY l.due_at LIMIT ?6) n) END, ?4
            FROM case_file c WHERE c.grid_id = ?2 AND c.closed_at IS NULL
            """,
            [
                .integer(community), .integer(grid), .text(week.description), .integer(transaction.now.milliseconds),
                .boolean(listsCases), .integer(Int64(Self.numberLimit)),
            ]
        )
        try transaction.touch(.weeklyDigests, connection.lastInsertedID, isNew: true)
        let last = try connection.first(
            "SELECT max(id) FROM grid WHERE community_id = ?",
            [.integer(community)]
        ) { $0.integer(0) }
        if last == grid { try tell(community, week) }
    }

    private func tell(_ community: Int64, _ week: CivilDate) throws {
        let sums = try connection.first(
            "SELECT sum(open), sum(late), sum(long_late) FROM weekly_digest WHERE community_id = ? AND week_on = ?",
            [.integer(community), .text(week.description)]
        ) { (open: $0.integer(0), late: $0.integer(1), long: $0.integer(2)) }
        guard let sums else { return }
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, topic, text, created_at)
            SELECT c.id, a.id, ?2, c.name || ?3, ?4 FROM community c JOIN account a ON a.subdistrict_id = c.subdistrict_id
            WHERE c.id = ?1 AND a.role = 'subdistrict_officer' AND a.disabled = 0
            """,
            [
                .integer(community), .text(NoticeTopic.weeklyDigest.rawValue),
                .text(" \(week) 在办 \(sums.open) 件，逾期 \(sums.late) 件，其中严重逾期 \(sums.long) 件"),
                .integer(transaction.now.milliseconds),
            ]
        )
    }
}

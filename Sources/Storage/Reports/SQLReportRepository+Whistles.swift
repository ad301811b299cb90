import Domain
import SQLite

extension SQLReportRepository {
    func whistles(community: Int64, from: CivilDate, to: CivilDate, time: CommunityTime) throws -> WhistleFigures? {
        guard let reported = try self.community(community) else { return nil }
        let units = try connection.query(
            """
            SELECT s.organization_id IS NOT NULL, coalesce(s.organization_id, s.account_id), coalesce(o.name, a.name), count(*),
                sum(s.answer IS 'came'), sum(s.answer IS 'sent'), sum(s.answer IS 'declined'), sum(s.answer IS NULL),
                sum(s.in_time IS 1), sum(s.scored_at IS NOT NULL), sum(s.came IS 1), sum(s.solved IS 1)
            FROM case_summons s LEFT JOIN organization o ON o.id = s.organization_id LEFT JOIN account a ON a.id = s.account_id
            WHERE s.community_id = ? AND s.at >= ? AND s.at < ? GROUP BY 1, 2 ORDER BY 1 DESC, 2
            """,
            [
                .integer(community), .integer(time.instant(from).milliseconds),
                .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
            ]
        ) { row in
            var counts = WhistleFigures.Counts()
            counts.asked = row.integer(3)
            counts.came = row.integer(4)
            counts.sent = row.integer(5)
            counts.declined = row.integer(6)
            counts.unanswered = row.integer(7)
            counts.inTime = row.integer(8)
            counts.scored = row.integer(9)
            counts.scoredCame = row.integer(10)
            counts.scoredSolved = row.integer(11)
            return WhistleFigures.Unit(
                isOrganization: row.boolean(0),
                id: row.integer(1),
                name: row.optionalText(2) ?? "—",
                counts: counts
            )
        }
        return WhistleFigures(community: reported, from: from, to: to, units: units)
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func caseStatistics(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        time: CommunityTime
    ) throws -> CaseStatistics {
        let condition = ScopeCondition(scope, Projection[.communities].source)
        let (first, last) = (Value.integer(Int64(from.daysSince1970)), Value.integer(Int64(to.daysSince1970)))
        let lines = try connection.query(
            // What is open is what came in since the beginning less what ended; all else is of the period.
            """
            SELECT t.id, t.name, t.demo, coalesce(sum(d.received), 0), coalesce(sum(d.closed), 0),
                coalesce(sum(d.declined), 0), coalesce(sum(d.withdrawn), 0), coalesce(sum(d.void), 0),
                coalesce(sum(d.due), 0), coalesce(sum(d.on_time), 0),
                (SELECT coalesce(sum(e.received - e.closed), 0) FROM case_day e
                    WHERE e.community_id = t.id AND e.day <= ?)
            FROM community t LEFT JOIN case_day d ON d.community_id = t.id AND d.day BETWEEN ? AND ?
            WHERE \(condition.sql)\(community == nil ? "" : " AND t.id = ?") GROUP BY t.id ORDER BY t.id
            """,
            [last, first, last] + condition.values + (community.map { [.integer($0)] } ?? [])
        ) { row in
            CaseStatistics.Line(
                community: ReportedCommunity(id: row.integer(0), name: row.text(1), isDemonstration: row.boolean(2)),
                figures: CaseFigures(
                    received: row.integer(3),
                    closed: row.integer(4),
                    declined: row.integer(5),
                    withdrawn: row.integer(6),
                    void: row.integer(7),
                    open: row.integer(10),
                    due: row.integer(8),
                    onTime: row.integer(9)
                )
            )
        }
        let only = lines.count == 1 ? lines.first : nil
        return CaseStatistics(
            from: from,
            to: to,
            lines: lines,
            facts: try only.flatMap { line in
                guard line.figures.isFewEnough else { return nil }
                return try facts(.statistics, line.community.id, from, to, time)
            }
        )
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func caseStatistics(
        community: Int64?,
        from: CivilDate,
        to: CivilDate,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) throws -> CaseStatistics {
        let condition = ScopeCondition(scope, Projection[.communities].source)
        let day = min(to, time.date(of: now))
        let (first, last) = (Value.integer(Int64(from.daysSince1970)), Value.integer(Int64(day.daysSince1970)))
        // The day that is not over yet is counted as of now.
        let later = """
            (SELECT count(*) FROM case_step s WHERE s.community_id = t.id AND s.kind = 'handle' AND s.due_at > ?4 AND s.due_at < ?5
                AND \(CaseCount.owing)
            """
        let lines = try connection.query(
            // What is open is what came in since the beginning, and once more, less what ended; all else is of the period.
            """
            SELECT t.id, t.name, t.demo, coalesce(sum(d.received), 0), coalesce(sum(d.closed), 0),
                coalesce(sum(d.declined), 0), coalesce(sum(d.withdrawn), 0), coalesce(sum(d.void), 0),
                coalesce(sum(d.due), 0) - \(later)), coalesce(sum(d.on_time), 0) - \(later) AND s.on_time = 1),
                (SELECT coalesce(sum(e.received - e.closed + e.reopened), 0) FROM case_day e
                    WHERE e.community_id = t.id AND e.day <= ?1),
                coalesce(sum(d.merged), 0)
            FROM community t LEFT JOIN case_day d ON d.community_id = t.id AND d.day BETWEEN ?2 AND ?3
            WHERE \(condition.sql)\(community == nil ? "" : " AND t.id = ?") GROUP BY t.id ORDER BY t.id
            """,
            [
                last, first, last, .integer(now.milliseconds),
                .integer(from <= day ? time.instant(day.advanced(byDays: 1)).milliseconds : 0),
            ] + condition.values + (community.map { [.integer($0)] } ?? [])
        ) { row in
            CaseStatistics.Line(
                community: ReportedCommunity(id: row.integer(0), name: row.text(1), isDemonstration: row.boolean(2)),
                figures: CaseFigures(
                    received: row.integer(3),
                    ended: row.integer(4),
                    closed: row.integer(4) - row.integer(5) - row.integer(6) - row.integer(7) - row.integer(11),
                    merged: row.integer(11),
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
                return try facts(.statistics, line.community.id, from, to, now, time)
                    .ending(try openAtMonthEnds(line.community.id, from, day), as: .open)
            }
        )
    }

    /// What was open when each month of a period was over, or the period itself.
    private func openAtMonthEnds(_ community: Int64, _ from: CivilDate, _ to: CivilDate) throws -> [String: Int64] {
        let months = try connection.query(
            """
            SELECT strftime('%Y-%m', day * 86400, 'unixepoch'), sum(received - closed + reopened) FROM case_day
            WHERE community_id = ? AND day <= ? GROUP BY 1 ORDER BY 1
            """,
            [.integer(community), .integer(Int64(to.daysSince1970))]
        ) { (month: $0.text(0), change: $0.integer(1)) }
        let first = String(from.description.prefix(7))
        var open: Int64 = 0
        return months.reduce(into: [:]) { ends, row in
            open += row.change
            if row.month >= first { ends[row.month] = open }
        }
    }
}

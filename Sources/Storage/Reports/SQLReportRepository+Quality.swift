import Domain
import SQLite

extension SQLReportRepository {
    func caseQuality(community: Int64, from: CivilDate, to: CivilDate, time: CommunityTime) throws -> CaseQuality? {
        guard let reported = try self.community(community) else { return nil }
        let (first, end) = (time.instant(from), time.instant(to.advanced(byDays: 1)))
        let bounds: [Value] = [
            .integer(community), .integer(first.milliseconds), .integer(end.milliseconds),
            .integer(Int64(time.offsetMinutes) * 60),
        ]
        let facts = try Self.counts.flatMap { count in
            try connection.query(
                """
                SELECT grid_id, category_id, handler_id, handler_organization_id,
                    strftime('%Y-%m', at / 1000 + ?4, 'unixepoch'), count(*)
                FROM (\(count.rows)) WHERE \(count.condition) GROUP BY 1, 2, 3, 4, 5
                """,
                bounds
            ) { row in
                var keys: [CaseQuality.Dimension: Int64] = [.grid: row.integer(0), .category: row.integer(1)]
                keys[.person] = row.optionalInteger(2)
                keys[.partner] = row.optionalInteger(3)
                return CaseQuality.Fact(keys: keys, month: row.text(4), figure: count.figure, count: row.integer(5))
            }
        }
        let names = try [
            (CaseQuality.Dimension.grid, "grid"), (.category, "case_category"), (.person, "account"),
            (.partner, "organization"),
        ]
        .map { dimension, table in
            let rows = try connection.query(
                "SELECT id, name FROM \(table) WHERE community_id = ?",
                [.integer(community)]
            ) {
                ($0.integer(0), $0.text(1))
            }
            return (dimension, Dictionary(uniqueKeysWithValues: rows))
        }
        return CaseQuality(
            community: reported,
            from: from,
            to: to,
            facts: facts,
            names: Dictionary(uniqueKeysWithValues: names)
        )
    }

    private struct Count {
        let figure: CaseQuality.Figure
        let rows: String
        var condition = "1"
    }

    /// What a void or withdrawn case owed, nobody had to give.
    private static func steps(_ kind: String) -> String {
        """
        SELECT s.grid_id, s.category_id, s.handler_id, s.handler_organization_id, s.due_at AS at, s.on_time, s.ended_at
        FROM case_step s JOIN case_file c ON c.id = s.case_id
        WHERE s.community_id = ?1 AND s.kind = '\(kind)' AND s.due_at >= ?2 AND s.due_at < ?3
            AND c.status NOT IN ('withdrawn', 'void')
        """
    }

    private static let filed = """
        SELECT s.grid_id, s.category_id, c.handler_id, c.handler_organization_id, s.ended_at AS at, c.status
        FROM case_step s JOIN case_file c ON c.id = s.case_id
        WHERE s.community_id = ?1 AND s.kind = 'accept' AND s.due_at >= ?2 AND s.due_at < ?3 AND s.ended_at IS NOT NULL
            AND c.status NOT IN ('declined', 'withdrawn')
        """

    private static func beside(_ table: String, _ column: String) -> String {
        """
        SELECT c.grid_id, c.category_id, c.handler_id, c.handler_organization_id, r.at, r.\(column) AS value
        FROM \(table) r JOIN case_file c ON c.id = r.case_id WHERE r.community_id = ?1 AND r.at >= ?2 AND r.at < ?3
        """
    }

    private static let returned = """
        SELECT c.grid_id, c.category_id, r.handler_id, r.handler_organization_id, r.at, r.upheld AS value
        FROM case_return r JOIN case_file c ON c.id = r.case_id
        WHERE r.community_id = ?1 AND r.at >= ?2 AND r.at < ?3
        """

    private static let ended = """
        SELECT c.grid_id, c.category_id, c.handler_id, c.handler_organization_id, c.closed_at AS at, c.told,
            r.solved, r.speed + r.result + r.attitude AS marks
        FROM case_file c LEFT JOIN case_rating r ON r.case_id = c.id
        WHERE c.community_id = ?1 AND c.status = 'closed' AND c.closed_at >= ?2 AND c.closed_at < ?3
        """

    private static let counts = [
        Count(figure: .filingDue, rows: steps("accept")),
        Count(figure: .filedOnTime, rows: steps("accept"), condition: "on_time = 1"),
        Count(figure: .filed, rows: filed),
        Count(figure: .void, rows: filed, condition: "status = 'void'"),
        Count(figure: .closingDue, rows: steps("handle")),
        Count(figure: .closedOnTime, rows: steps("handle"), condition: "on_time = 1"),
        Count(figure: .checks, rows: beside("case_check", "failed")),
        Count(figure: .failedChecks, rows: beside("case_check", "failed"), condition: "value = 1"),
        Count(figure: .returns, rows: returned),
        Count(figure: .upheldReturns, rows: returned, condition: "value = 1"),
        Count(figure: .closed, rows: ended),
        Count(figure: .responded, rows: ended, condition: "told IN ('household', 'published')"),
        Count(figure: .notReachable, rows: ended, condition: "told = 'not_reachable'"),
        Count(figure: .rated, rows: ended, condition: "solved IS NOT NULL"),
        Count(figure: .notRated, rows: ended, condition: "solved IS NULL"),
        Count(figure: .solved, rows: ended, condition: "solved = 1"),
        // Four of five on average over speed, result and attitude.
        Count(figure: .satisfied, rows: ended, condition: "marks >= 12"),
    ]
}

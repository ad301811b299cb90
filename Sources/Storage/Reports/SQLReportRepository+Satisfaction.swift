import Domain
import SQLite

extension SQLReportRepository {
    func satisfaction(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        time: CommunityTime
    ) throws -> CaseSatisfaction? {
        guard let reported = try self.community(community) else { return nil }
        let sums = CaseSatisfaction.Figure.allCases.map { "sum(\(Self.condition($0)))" }.joined(separator: ", ")
        // The latest word counts: the marks of the round, and else the answer to the question after it.
        let facts = try connection.query(
            """
            SELECT grid_id, category_id, month, \(sums) FROM (
                SELECT c.grid_id, c.category_id, strftime('%Y-%m', c.closed_at / 1000 + ?4, 'unixepoch') AS month, c.told,
                    CASE WHEN r.solved IS NOT NULL THEN r.solved WHEN f.answer = 'yes' THEN 1
                        WHEN f.answer IN ('no', 'partly') THEN 0 END AS solved,
                    r.speed + r.result + r.attitude AS marks,
                    c.told IS 'not_reachable' OR f.answer IS 'not_reachable' AS lost
                FROM case_file c LEFT JOIN case_rating r ON r.case_id = c.id AND r.at >= c.closed_at
                LEFT JOIN case_follow_up f ON f.case_id = c.id AND f.round = c.round
                WHERE c.community_id = ?1 AND c.status = 'closed' AND c.closed_at >= ?2 AND c.closed_at < ?3
                    AND c.duplicate_of_id IS NULL)
            GROUP BY 1, 2, 3
            """,
            [
                .integer(community), .integer(time.instant(from).milliseconds),
                .integer(time.instant(to.advanced(byDays: 1)).milliseconds), .integer(Int64(time.offsetMinutes) * 60),
            ]
        ) { row in
            CaseSatisfaction.Fact(
                grid: row.integer(0),
                category: row.integer(1),
                month: row.text(2),
                counts: CaseSatisfaction.Figure.allCases.indices.map { row.integer(Int32($0) + 3) }
            )
        }
        return CaseSatisfaction(
            community: reported,
            from: from,
            to: to,
            facts: facts,
            grids: try names(of: "grid", in: community),
            categories: try names(of: "case_category", in: community)
        )
    }

    private func names(of table: String, in community: Int64) throws -> [Int64: String] {
        let rows = try connection.query("SELECT id, name FROM \(table) WHERE community_id = ?", [.integer(community)]) {
            ($0.integer(0), $0.text(1))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Each group of conditions holds for a case exactly once.
    private static func condition(_ figure: CaseSatisfaction.Figure) -> String {
        switch figure {
        case .closed: "1"
        case .responded: "told IS 'household' OR told IS 'published'"
        case .responseNotReachable: "told IS 'not_reachable'"
        case .nobodyToTell: "told IS 'nobody'"
        case .notTold: "told IS NULL"
        case .solved: "solved IS 1"
        case .notSolved: "solved IS 0"
        case .solutionNotReachable: "solved IS NULL AND lost"
        case .solutionUnknown: "solved IS NULL AND NOT lost"
        // Four of five on average over speed, result and attitude.
        case .satisfied: "marks IS NOT NULL AND marks >= 12"
        case .notSatisfied: "marks IS NOT NULL AND marks < 12"
        case .ratingNotReachable: "marks IS NULL AND lost"
        case .notRated: "marks IS NULL AND NOT lost"
        }
    }
}

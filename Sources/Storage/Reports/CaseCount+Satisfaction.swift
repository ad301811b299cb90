import Domain

/// From which rows the three rates are counted (三率取数口径): the closed cases, each with its latest word.
extension CaseCount {
    /// The latest word counts: the marks of the round, and else the answer to the question after it.
    ///
    /// A round that ended before the case was opened again keeps what was said of it.
    static let worded = """
        SELECT e.*, r.speed + r.result + r.attitude AS marks, e.told IS 'not_reachable' OR f.answer IS 'not_reachable' AS lost,
            CASE WHEN r.solved IS NOT NULL THEN r.solved WHEN f.answer = 'yes' THEN 1
                WHEN f.answer IN ('no', 'partly') THEN 0 END AS solved
        FROM (
            SELECT c.id AS case_id, c.grid_id, c.category_id, c.handler_id, c.handler_organization_id, c.closed_at AS at, c.told,
                c.round, NULL AS until
            FROM case_file c
            WHERE c.community_id = ?1 AND c.status = 'closed' AND c.closed_at >= ?2 AND c.closed_at < ?3
                AND c.duplicate_of_id IS NULL
            UNION ALL
            SELECT p.case_id, p.grid_id, p.category_id, p.handler_id, p.handler_organization_id, p.closed_at, p.told,
                p.round, p.reopened_at
            FROM case_past_end p
            WHERE p.community_id = ?1 AND p.closed_at >= ?2 AND p.closed_at < ?3 AND p.duplicate = 0
        ) e LEFT JOIN case_rating r ON r.case_id = e.case_id AND r.at >= e.at AND (e.until IS NULL OR r.at < e.until)
        LEFT JOIN case_follow_up f ON f.case_id = e.case_id AND f.round = e.round
        """

    static let satisfaction = SatisfactionFigure.allCases.map { CaseCount($0, worded, where: condition($0)) }

    /// Each group of conditions holds for a case exactly once.
    static func condition(_ figure: SatisfactionFigure) -> String {
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

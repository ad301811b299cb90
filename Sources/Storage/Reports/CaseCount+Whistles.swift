import Domain

/// From which rows the summonses are counted (吹哨取数口径): each once, with the unit that was summoned.
extension CaseCount {
    private static let summonses = """
        SELECT s.case_id, c.grid_id, c.category_id, s.account_id AS handler_id, s.organization_id AS handler_organization_id,
            s.at, s.answer, s.in_time, s.scored_at, s.came, s.solved
        FROM case_summons s JOIN case_file c ON c.id = s.case_id
        WHERE s.community_id = ?1 AND s.at >= ?2 AND s.at < ?3
        """

    static let whistles = WhistleFigure.allCases.map {
        CaseCount($0, summonses, where: condition($0), entry: .summons)
    }

    private static func condition(_ figure: WhistleFigure) -> String {
        switch figure {
        case .asked: "1"
        case .came: "answer IS 'came'"
        case .sent: "answer IS 'sent'"
        case .declined: "answer IS 'declined'"
        case .unanswered: "answer IS NULL"
        case .inTime: "in_time IS 1"
        case .scored: "scored_at IS NOT NULL"
        case .scoredCame: "came IS 1"
        case .scoredSolved: "solved IS 1"
        }
    }
}

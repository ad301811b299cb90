import Domain

/// From which rows the backlog and the ledger are opened down (积压与台账明细): the spans that their daily sums add up.
extension CaseCount {
    /// A case that stood open when the day was over is open still or was closed after it; its span of then says how it stood.
    private static let standing = """
        SELECT s.case_id, s.grid_id, s.category_id, s.handler_id, s.handler_organization_id, s.reported_at AS at, s.late_from
        FROM (
            SELECT id FROM case_file WHERE community_id = ?1 AND closed_at IS NULL
            UNION ALL SELECT id FROM case_file WHERE community_id = ?1 AND closed_at >= ?3
        ) c JOIN case_standing s ON s.case_id = c.id AND s.since < ?3 AND (s.until IS NULL OR s.until >= ?3)
        """
    private static let arrived = """
        SELECT \(placed("?3 - 1").columns), c.created_at AS at FROM case_file c \(placed("?3 - 1").join)
        WHERE c.community_id = ?1 AND c.created_at < ?3
        """

    static let backlog = [
        CaseCount(BacklogFigure.opened, arrived),
        CaseCount(
            BacklogFigure.closed,
            """
            \(arrived) AND NOT EXISTS (
                SELECT 1 FROM case_standing s WHERE s.case_id = c.id AND s.since < ?3 AND (s.until IS NULL OR s.until >= ?3))
            """
        ),
        CaseCount(BacklogFigure.open, standing), CaseCount(BacklogFigure.overdue, standing, where: "late_from < ?3"),
    ]

    private static func untold(_ at: String, _ condition: String) -> String {
        """
        SELECT u.case_id, u.grid_id, c.category_id, c.handler_id, c.handler_organization_id, u.\(at) AS at, u.told
        FROM grid g JOIN case_untold u ON u.grid_id = g.id JOIN case_file c ON c.id = u.case_id
        WHERE g.community_id = ?1 AND \(condition)
        """
    }

    /// Left to tell at a moment: still so, or told after it.
    private static func left(at moment: String) -> String {
        untold("since", "u.until IS NULL AND u.since < \(moment)") + " UNION ALL "
            + untold("since", "u.until >= \(moment) AND u.since < \(moment)")
    }

    private static let told = untold("until", "u.until >= ?2 AND u.until < ?3")

    static let ledger = [
        CaseCount(LedgerFigure.opening, left(at: "?2")),
        CaseCount(LedgerFigure.arrived, untold("since", "u.since >= ?2 AND u.since < ?3")),
        CaseCount(LedgerFigure.told, told), CaseCount(LedgerFigure.household, told, where: "told = 'household'"),
        CaseCount(LedgerFigure.published, told, where: "told = 'published'"),
        CaseCount(LedgerFigure.nobody, told, where: "told = 'nobody'"),
        CaseCount(LedgerFigure.notReachable, told, where: "told = 'not_reachable'"),
        CaseCount(LedgerFigure.closing, left(at: "?3")),
    ]
}

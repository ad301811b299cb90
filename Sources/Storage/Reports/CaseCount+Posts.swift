import Domain

/// From which rows the work of the posts is counted (岗位评价取数): the person who counts is whoever made the move.
extension CaseCount {
    static let posts = [
        CaseCount(PostFigure.taken, done("accept"), where: acted, entry: .limit),
        CaseCount(PostFigure.takenOnTime, done("accept"), where: "\(acted) AND on_time = 1", entry: .limit),
        CaseCount(PostFigure.takenVoid, done("accept"), where: "\(acted) AND status = 'void'", entry: .limit),
        CaseCount(PostFigure.dispatched, done("dispatch"), where: acted, entry: .limit),
        CaseCount(PostFigure.dispatchedOnTime, done("dispatch"), where: "\(acted) AND on_time = 1", entry: .limit),
        CaseCount(PostFigure.misdirected, misdirected, where: acted, entry: .return),
        CaseCount(PostFigure.handled, steps("handle"), entry: .limit),
        CaseCount(PostFigure.handledOnTime, steps("handle"), where: "on_time = 1", entry: .limit),
        CaseCount(PostFigure.checked, checked, entry: .check),
        CaseCount(PostFigure.sentBack, checked, where: "failed = 1", entry: .check),
        CaseCount(PostFigure.returned, returned, entry: .return),
        CaseCount(PostFigure.returnUpheld, returned, where: "upheld = 1", entry: .return),
        CaseCount(PostFigure.looked, done("check"), where: acted, entry: .limit),
        CaseCount(PostFigure.lookedOnTime, done("check"), where: "\(acted) AND on_time = 1", entry: .limit),
        CaseCount(PostFigure.found, found, where: acted, entry: .check),
        CaseCount(PostFigure.patrolled, patrolled, where: acted),
        CaseCount(PostFigure.patrolledVoid, patrolled, where: "\(acted) AND status = 'void'"),
        CaseCount(PostFigure.answered, first),
        CaseCount(PostFigure.told, first, where: "told IN ('household', 'published')"),
    ]

    /// What the clock did by itself is nobody's work.
    private static let acted = "handler_id IS NOT NULL"

    /// A step by whoever ended it; the last row of the timeline at that moment says who.
    private static func done(_ kind: String) -> String {
        """
        SELECT s.case_id, s.grid_id, s.category_id,
            (SELECT e.actor_id FROM case_event e WHERE e.case_id = s.case_id AND e.at = s.ended_at
                ORDER BY e.id DESC LIMIT 1) AS handler_id,
            NULL AS handler_organization_id, s.due_at AS at, s.on_time, c.status, s.kind AS step, s.due_at, s.ended_at
        FROM case_step s JOIN case_file c ON c.id = s.case_id
        WHERE s.community_id = ?1 AND s.kind = '\(kind)' AND s.due_at >= ?2 AND s.due_at < ?3 AND s.ended_at IS NOT NULL
            AND NOT \(endedByWithdrawal)
        """
    }

    /// An upheld return by whoever had sent the case there.
    private static let misdirected = """
        SELECT r.case_id, coalesce(s.grid_id, c.grid_id) AS grid_id, coalesce(s.category_id, c.category_id) AS category_id,
            (SELECT e.actor_id FROM case_event e WHERE e.case_id = r.case_id AND e.id < r.event_id
                AND e.move IN ('accept', 'dispatch', 'reassign', 'create') ORDER BY e.id DESC LIMIT 1) AS handler_id,
            NULL AS handler_organization_id, r.at
        FROM case_return r JOIN case_file c ON c.id = r.case_id \(placed("r.at").join)
        WHERE r.community_id = ?1 AND r.at >= ?2 AND r.at < ?3 AND r.upheld = 1
        """

    private static let found = """
        SELECT k.case_id, coalesce(s.grid_id, c.grid_id) AS grid_id, coalesce(s.category_id, c.category_id) AS category_id,
            (SELECT e.actor_id FROM case_event e WHERE e.id = k.event_id) AS handler_id, NULL AS handler_organization_id, k.at
        FROM case_check k JOIN case_file c ON c.id = k.case_id \(placed("k.at").join)
        WHERE k.community_id = ?1 AND k.at >= ?2 AND k.at < ?3 AND k.failed = 1
        """

    private static let patrolled = """
        SELECT c.id AS case_id, c.grid_id, c.category_id, c.entered_by AS handler_id, NULL AS handler_organization_id,
            c.created_at AS at, c.status
        FROM case_file c
        WHERE c.community_id = ?1 AND c.created_at >= ?2 AND c.created_at < ?3 AND c.kind = 'patrol'
        """

    /// What was answered; a duplicate is answered with the case that it went into.
    private static let first = """
        SELECT c.id AS case_id, c.grid_id, c.category_id, c.answerable_id AS handler_id, NULL AS handler_organization_id,
            c.closed_at AS at, c.told
        FROM case_file c
        WHERE c.community_id = ?1 AND c.closed_at >= ?2 AND c.closed_at < ?3 AND c.status = 'closed'
            AND c.duplicate_of_id IS NULL
        UNION ALL
        SELECT p.case_id, p.grid_id, p.category_id, p.answerable_id, NULL, p.closed_at, p.told FROM case_past_end p
        WHERE p.community_id = ?1 AND p.closed_at >= ?2 AND p.closed_at < ?3 AND p.duplicate = 0
        """
}

import Domain
import SQLite

/// Work on cases that are somebody else's, or have ended (协办、告知与回访).
extension SQLReportRepository {
    /// The open cases of others that somebody works on too, or is summoned to and has not answered; also for whom they stand in.
    func joint(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        try connection.query(
            """
            SELECT \(Self.columns), p.summons, p.part, coalesce(p.due_at, t.due_at),
                CASE WHEN p.summons = 1 AND t.private THEN (SELECT w.matter FROM case_summons s
                    JOIN case_whistle w ON w.id = s.whistle_id WHERE s.id = p.part) END
            FROM (
                SELECT h.case_id, 0 AS summons, h.id AS part, NULL AS due_at FROM case_co_handler h
                    WHERE h.account_id = ?2 AND h.until IS NULL AND NOT EXISTS (SELECT 1 FROM case_event e
                        WHERE e.case_id = h.case_id AND e.move = 'co_report' AND e.at >= h.since AND e.actor_id = ?2)
                UNION ALL SELECT h.case_id, 0, h.id, NULL FROM account m
                    JOIN case_co_handler h ON h.organization_id = m.organization_id WHERE m.id = ?2 AND h.until IS NULL
                    AND NOT EXISTS (SELECT 1 FROM case_event e LEFT JOIN account r ON r.id = e.actor_id
                        WHERE e.case_id = h.case_id AND e.move = 'co_report' AND e.at >= h.since
                            AND h.organization_id IN (e.on_behalf_of_id, r.organization_id))
                UNION ALL SELECT s.case_id, 1, s.id, s.respond_by FROM case_summons s WHERE s.account_id = ?2 AND s.answer IS NULL
                UNION ALL SELECT h.case_id, 0, h.id, NULL FROM deputy d
                    JOIN case_co_handler h ON h.account_id = d.account_id WHERE d.deputy_id = ?2 AND d.runs = 1
                    AND h.until IS NULL AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = h.case_id
                        AND e.move = 'co_report' AND e.at >= h.since AND e.actor_id IN (?2, d.account_id))
                UNION ALL SELECT s.case_id, 1, s.id, s.respond_by FROM deputy d
                    JOIN case_summons s ON s.account_id = d.account_id
                    WHERE d.deputy_id = ?2 AND d.runs = 1 AND s.answer IS NULL
                UNION ALL SELECT s.case_id, 1, s.id, s.respond_by FROM account m
                    JOIN case_summons s ON s.organization_id = m.organization_id WHERE m.id = ?2 AND s.answer IS NULL
                UNION ALL SELECT d.case_id, 2, d.id, d.due_at FROM account m
                    CROSS JOIN case_supervision d ON d.community_id = m.community_id AND d.status <> 'answered'
                    CROSS JOIN case_file c ON c.id = d.case_id
                    WHERE m.id = ?2 AND c.closed_at IS NULL AND (c.handler_id = ?2 OR c.answerable_id = ?2
                        OR c.handler_organization_id = m.organization_id
                        OR EXISTS (SELECT 1 FROM deputy x WHERE x.deputy_id = ?2 AND x.runs = 1
                            AND x.account_id IN (c.handler_id, c.answerable_id)))) p
            JOIN case_file t ON t.id = p.case_id \(Self.names)
            WHERE t.closed_at IS NULL ORDER BY \(Self.width + 3) LIMIT ?3
            """,
            [.text(worker.today.description), .optional(worker.account), .integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.dueAt = row.optionalInteger(Self.width + 2)
            let id = row.integer(Self.width + 1)
            item.part = [.coHandler(id), .summons(id), .order(id)][Int(row.integer(Self.width))]
            // An organization is called to a private case for one thing, and reads of nothing else.
            if case .organization(let own, community: _) = worker.scope, let matter = row.optionalText(Self.width + 3),
                item.ties.handler != .organization(own)
            {
                item.title = String(matter.prefix(100))
                item.handler = nil
            }
            return item
        }
    }

    /// Whether a case `t` is not somebody's own work, whom `account` binds: neither as its handler nor as who stands in for that person.
    private static func isOfOthers(_ account: String) -> String {
        """
        t.handler_id IS NOT \(account) AND NOT EXISTS (SELECT 1 FROM deputy d
            WHERE d.deputy_id = \(account) AND d.runs = 1 AND d.account_id = t.handler_id)
        """
    }

    /// The cases whose handlers wait to hear whether they get more time; neither whoever asked nor anybody of the same role says so.
    func undecided(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        guard worker.actors.contains(.intake) || worker.actors.contains(.gridLeader) else { return [] }
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT \(Self.columns), e.id
            FROM case_extension e CROSS JOIN case_file t ON t.id = e.case_id \(Self.names)
            WHERE e.status = 'asked' AND e.community_id = ?2 AND e.asked_by <> ?3 AND t.closed_at IS NULL
                AND (SELECT q.role FROM account q WHERE q.id = e.asked_by) <> (SELECT q.role FROM account q WHERE q.id = ?3)
                AND \(Self.isOfOthers("?3")) AND \(cut.sql)
                AND EXISTS (SELECT 1 FROM case_step p WHERE p.id = e.step_id AND p.ended_at IS NULL AND p.paused_at IS NULL)
            ORDER BY e.asked_at LIMIT ?
            """,
            [
                .text(worker.today.description), .optional(worker.scope.communityID), .integer(worker.account ?? 0),
            ] + cut.values + [.integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.part = .extension(row.integer(Self.width))
            return item
        }
    }

    /// The cases with a unit that came or sent somebody, for whoever called it, or stands in for the caller, to say whether that
    /// helped; where the caller entered the unit's word, for the others of the desk.
    func unscored(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        let isDesk = worker.actors.contains(.intake) || worker.actors.contains(.gridLeader)
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        let own = """
            w.caller_id = ?3 AND s.answered_by IS NOT ?3 OR s.answered_by IS NOT ?3 AND s.answered_by IS NOT w.caller_id
                AND s.account_id IS NOT ?3 AND EXISTS (SELECT 1 FROM deputy x
                    WHERE x.deputy_id = ?3 AND x.runs = 1 AND x.account_id = w.caller_id)
            """
        let others = isDesk ? " OR s.answered_by = w.caller_id AND w.caller_id <> ?3 AND \(cut.sql)" : ""
        return try connection.query(
            """
            SELECT \(Self.columns), s.id
            FROM case_summons s CROSS JOIN case_whistle w ON w.id = s.whistle_id
            CROSS JOIN case_file t ON t.id = s.case_id \(Self.names)
            WHERE s.answer IN ('came', 'sent') AND s.scored_at IS NULL AND s.community_id = ?2 AND (\(own)\(others))
            ORDER BY s.answered_at DESC LIMIT ?
            """,
            [
                .text(worker.today.description), .optional(worker.scope.communityID), .integer(worker.account ?? 0),
            ] + (isDesk ? cut.values : []) + [.integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.part = .score(row.integer(Self.width))
            return item
        }
    }

    /// Who could not be asked within a month of the question is not called any more.
    private static let askingDays: Int64 = 30

    /// The closed cases whose reporters have not answered yet whether it is solved: who has no account is asked by telephone.
    func unanswered(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        // Whoever handled it does not ask, and a partner asks nobody.
        if case .organization = worker.scope { return [] }
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT \(Self.columns)
            FROM case_follow_up f CROSS JOIN case_file t ON t.id = f.case_id AND t.round = f.round AND t.status = 'closed'
            \(Self.names)
            WHERE f.answer IS NULL AND f.community_id = ?2 AND f.asked_at > ?3 AND \(Self.isOfOthers("?4")) AND \(cut.sql)
            ORDER BY f.asked_at DESC, f.id DESC LIMIT ?
            """,
            [
                .text(worker.today.description), .optional(worker.scope.communityID),
                .integer(worker.now.advanced(bySeconds: -Self.askingDays * 86_400).milliseconds),
                .integer(worker.account ?? 0),
            ] + cut.values + [.integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.part = .followUp
            return item
        }
    }
}

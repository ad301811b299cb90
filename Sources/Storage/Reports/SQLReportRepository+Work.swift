import Domain
import SQLite

extension SQLReportRepository {
    func work(
        _ list: WorkList,
        account: Int64?,
        scope: DataScope,
        now: Instant,
        limit: Int
    ) throws -> [WorkItem] {
        if list == .joint { return try joint(account, limit: limit) }
        if list == .toFollowUp { return try unanswered(scope, now, limit: limit) }
        // What is given to somebody is theirs in whichever grid it lies.
        let cut = ScopeCondition(list == .mine ? .everything : scope, Projection[.cases].source)
        let (condition, values) = try condition(list, account, scope, now)
        return try connection.query(
            """
            SELECT t.id, t.number, t.title, t.status, t.warning_level, t.due_at, g.name,
                coalesce(a.name, o.name)
            FROM case_file t JOIN grid g ON g.id = t.grid_id LEFT JOIN account a ON a.id = t.handler_id
            LEFT JOIN organization o ON o.id = t.handler_organization_id
            WHERE \(cut.sql)\(Self.open(list, scope)) AND \(condition) ORDER BY t.due_at LIMIT ?
            """,
            cut.values + values + [.integer(Int64(limit))],
            Self.item
        )
    }

    private static func item(_ row: borrowing Statement) -> WorkItem {
        WorkItem(
            id: row.integer(0),
            number: row.text(1),
            title: row.text(2),
            status: CaseStatus(rawValue: row.text(3)) ?? .received,
            warningLevel: row.integer(4),
            dueAt: row.optionalInteger(5),
            grid: row.text(6),
            handler: row.optionalText(7)
        )
    }

    /// The open cases of others that somebody works on too, or is summoned to and has not answered.
    private func joint(_ account: Int64?, limit: Int) throws -> [WorkItem] {
        try connection.query(
            """
            SELECT t.id, t.number, t.title, t.status, t.warning_level, t.due_at, g.name, coalesce(a.name, o.name), p.summons, p.part
            FROM (
                SELECT h.case_id, 0 AS summons, h.id AS part FROM case_co_handler h WHERE h.account_id = ?1 AND h.until IS NULL
                UNION ALL SELECT h.case_id, 0, h.id FROM account m JOIN case_co_handler h ON h.organization_id = m.organization_id
                    WHERE m.id = ?1 AND h.until IS NULL
                UNION ALL SELECT s.case_id, 1, s.id FROM case_summons s WHERE s.account_id = ?1 AND s.answer IS NULL
                UNION ALL SELECT s.case_id, 1, s.id FROM account m JOIN case_summons s ON s.organization_id = m.organization_id
                    WHERE m.id = ?1 AND s.answer IS NULL
                UNION ALL SELECT d.case_id, 2, d.id FROM account m
                    CROSS JOIN case_supervision d ON d.community_id = m.community_id AND d.status <> 'answered'
                    CROSS JOIN case_file c ON c.id = d.case_id
                    WHERE m.id = ?1 AND c.closed_at IS NULL AND (c.handler_id = ?1 OR c.answerable_id = ?1)) p
            JOIN case_file t ON t.id = p.case_id JOIN grid g ON g.id = t.grid_id
            LEFT JOIN account a ON a.id = t.handler_id LEFT JOIN organization o ON o.id = t.handler_organization_id
            WHERE t.closed_at IS NULL ORDER BY t.due_at LIMIT ?2
            """,
            [.optional(account), .integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            let id = row.integer(9)
            item.part = [.coHandler(id), .summons(id), .order(id)][Int(row.integer(8))]
            return item
        }
    }

    /// Who could not be asked within a month of the question is not called any more.
    private static let askingDays: Int64 = 30

    /// The closed cases whose reporters have not answered yet whether it is solved: who has no account is asked by telephone.
    private func unanswered(_ scope: DataScope, _ now: Instant, limit: Int) throws -> [WorkItem] {
        // Whoever handled it does not ask, and a partner asks nobody.
        if case .organization = scope { return [] }
        let cut = ScopeCondition(scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT t.id, t.number, t.title, t.status, t.warning_level, t.due_at, g.name, coalesce(a.name, o.name)
            FROM case_follow_up f CROSS JOIN case_file t ON t.id = f.case_id AND t.round = f.round AND t.status = 'closed'
            CROSS JOIN grid g ON g.id = t.grid_id LEFT JOIN account a ON a.id = t.handler_id
            LEFT JOIN organization o ON o.id = t.handler_organization_id
            WHERE f.answer IS NULL AND f.community_id = ? AND f.asked_at > ? AND \(cut.sql)
            ORDER BY f.asked_at DESC, f.id DESC LIMIT ?
            """,
            [
                .optional(scope.communityID),
                .integer(now.advanced(bySeconds: -Self.askingDays * 86_400).milliseconds),
            ] + cut.values + [.integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.part = .followUp
            return item
        }
    }

    /// A status that only open cases have is found by the index of statuses of the community, where few have it; a grid
    /// has so few open cases that they are walked.
    private static func open(_ list: WorkList, _ scope: DataScope) -> String {
        if case .community = scope, list == .shelvedDue || list == .toCheck { return "" }
        return " AND t.closed_at IS NULL"
    }

    /// What each list holds; every one is served by an index that holds open cases only.
    private func condition(
        _ list: WorkList,
        _ account: Int64?,
        _ scope: DataScope,
        _ now: Instant
    ) throws -> (String, [Value]) {
        let day: Int64 = 86_400
        switch list {
        case .mine: return ("t.handler_id = ?", [.optional(account)])
        case .gridOpen, .joint, .toFollowUp: return ("1", [])
        case .toCheck: return ("t.status = 'checking'", [])
        case .shelvedDue: return ("t.status = 'shelved' AND t.due_at <= ?", [.integer(now.milliseconds)])
        case .untouched:
            let before = now.advanced(bySeconds: -(try untouchedDays(scope)) * day)
            return ("t.updated_at < ?", [.integer(before.milliseconds)])
        case .nearBreach: return ("t.due_at < ?", [.integer(now.advanced(bySeconds: day).milliseconds)])
        }
    }

    /// As the community set it.
    private func untouchedDays(_ scope: DataScope) throws -> Int64 {
        guard let community = scope.communityID else { return RuleNumber.untouchedDays.standard }
        let chosen = try connection.first(
            "SELECT amount FROM community_setting WHERE community_id = ? AND key = ?",
            [.integer(community), .text(RuleNumber.untouchedDays.rawValue)]
        ) { $0.integer(0) }
        return chosen ?? RuleNumber.untouchedDays.standard
    }
}

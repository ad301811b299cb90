import Domain
import SQLite

extension SQLReportRepository {
    func work(_ list: WorkList, for worker: Worker, limit: Int) throws -> [WorkItem] {
        if case .subdistrict = worker.scope { return try overseen(list, worker, limit: limit) }
        switch list {
        case .joint: return try joint(worker, limit: limit)
        case .toGrant: return try undecided(worker, limit: limit)
        case .toScore: return try unscored(worker, limit: limit)
        case .toFollowUp:
            let mediations = try mediated(worker, limit: limit)
            return Array((mediations + (try unanswered(worker, limit: limit))).prefix(limit))
        case .toTell: return try toTell(worker, limit: limit)
        case .toAccept:
            // Each status has its cases in the order of an index.
            guard worker.may(.accept) else { return [] }
            let found = try [CaseStatus.received, .verifying].flatMap { status in
                try listed("t.status = ?", [.text(status.rawValue)], worker, limit: limit, isPartial: false)
            }
            return Self.pressing(found, limit)
        case .toRule:
            guard worker.may(.rule) else { return [] }
            return try listed("t.status = 'arbitration'", [], worker, limit: limit, isPartial: false)
        case .mine: return try mine(worker, limit: limit)
        case .toCheck: return try unchecked(worker, limit: limit)
        case .gridOpen, .referred, .shelvedDue, .untouched, .nearBreach:
            // A partner has no grid; what is given to it is its own.
            if list == .gridOpen, case .organization = worker.scope { return [] }
            let (condition, values) = try condition(list, worker)
            return try listed(condition, values, worker, limit: limit, isPartial: Self.isPartial(list, worker.scope))
        }
    }

    /// What a sub-district looks after, of all its communities: each has its cases in the order of an index.
    private func overseen(_ list: WorkList, _ worker: Worker, limit: Int) throws -> [WorkItem] {
        guard list.isOversight else { return [] }
        let found = try communities(in: worker.scope, only: nil).flatMap { community in
            try work(list, for: worker.within(community: community), limit: limit)
        }
        return Self.pressing(found, limit)
    }

    /// Cases in scope, the most pressing first.
    func listed(
        _ condition: String,
        _ values: [Value],
        _ worker: Worker,
        everywhere: Bool = false,
        limit: Int,
        isPartial: Bool
    ) throws -> [WorkItem] {
        let cut = ScopeCondition(everywhere ? .everything : worker.scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT \(Self.columns) FROM case_file t \(Self.names)
            WHERE \(cut.sql)\(isPartial ? " AND t.closed_at IS NULL" : "") AND \(condition) ORDER BY t.due_at LIMIT ?
            """,
            [.text(worker.today.description)] + cut.values + values + [.integer(Int64(limit))],
            Self.item
        )
    }

    private static func pressing(_ items: [WorkItem], _ limit: Int) -> [WorkItem] {
        Array(items.sorted { ($0.dueAt ?? .max, $0.id) < ($1.dueAt ?? .max, $1.id) }.prefix(limit))
    }

    /// What is given to somebody is theirs in whichever grid it lies, and so is what is an absent colleague's to do; what
    /// is given to an organization is its people's.
    private func mine(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        func given(_ column: String, _ id: Int64) throws -> [WorkItem] {
            try listed("t.\(column) = ?", [.integer(id)], worker, everywhere: true, limit: limit, isPartial: true)
        }
        if case .organization(let id, community: _) = worker.scope { return try given("handler_organization_id", id) }
        guard let account = worker.account else { return [] }
        let absent = try connection.query(
            """
            SELECT account_id FROM deputy WHERE deputy_id = ?1 AND from_date <= ?2 AND (until_date IS NULL OR until_date > ?2)
            """,
            [.integer(account), .text(worker.today.description)]
        ) { $0.integer(0) }
        return Self.pressing(try ([account] + absent).flatMap { try given("handler_id", $0) }, limit)
    }

    /// Looked at by somebody else, whatever its category says.
    private static let isWatched = "(t.supervised = 1 OR t.second_of_id IS NOT NULL)"

    /// What a line says, and what decides who may act; the day is bound first.
    static let columns = """
        t.id, t.number, t.title, t.status, t.warning_level, t.due_at, g.name, coalesce(a.name, o.name), t.grid_id, t.handler_id,
            t.handler_organization_id, t.reporter_id, CASE WHEN \(isWatched)
                THEN 'independent' ELSE k.check_policy END,
            \(CaseColumns.workers(isIndependent: "(\(isWatched) OR k.check_policy = 'independent')")),
            (SELECT y.deputy_id FROM deputy y WHERE y.id = (SELECT max(d.id) FROM deputy d WHERE d.account_id = t.handler_id
                AND d.from_date <= ?1 AND (d.until_date IS NULL OR d.until_date > ?1))),
            \(CaseColumns.formerPeople), t.handler_name, t.answer IS NOT NULL, k.path, t.closing_reason,
            t.external_number IS NOT NULL, \(CaseColumns.hasPhotos), t.ruled
        """
    /// How many these are: what a list asks for besides comes after them.
    static let width: Int32 = 23
    static let names = """
        CROSS JOIN grid g ON g.id = t.grid_id CROSS JOIN case_category k ON k.id = t.category_id
            LEFT JOIN account a ON a.id = t.handler_id LEFT JOIN organization o ON o.id = t.handler_organization_id
        """

    static func item(_ row: borrowing Statement) -> WorkItem {
        let person = row.optionalInteger(9).map(CaseHandler.person)
        var item = WorkItem(
            id: row.integer(0),
            number: row.text(1),
            title: row.text(2),
            status: CaseStatus(rawValue: row.text(3)) ?? .received,
            warningLevel: row.integer(4),
            dueAt: row.optionalInteger(5),
            grid: row.text(6),
            handler: row.optionalText(7),
            ties: CaseTies(
                grid: row.integer(8),
                handler: person ?? row.optionalInteger(10).map(CaseHandler.organization),
                deputy: row.optionalInteger(14),
                reporter: row.optionalInteger(11),
                policy: CheckPolicy(rawValue: row.text(12)) ?? .independent,
                workers: CaseColumns.people(row.optionalText(13)),
                lastActor: nil,
                formerPeople: CaseColumns.people(row.optionalText(15))
            )
        )
        item.state = WorkItem.State(
            handlerName: row.optionalText(16),
            isAnswered: row.boolean(17),
            path: CasePath(rawValue: row.text(18)) ?? .ordinary,
            closingReason: row.optionalText(19).flatMap { ClosingReason(rawValue: $0) },
            wasReferred: row.boolean(20),
            hasPhotos: row.boolean(21),
            isRuled: row.boolean(22)
        )
        return item
    }

    /// A status that only open cases have is found by the index of statuses of the community, where few have it; a grid
    /// has so few open cases that they are walked.
    private static func isPartial(_ list: WorkList, _ scope: DataScope) -> Bool {
        if case .community = scope { list != .shelvedDue && list != .referred } else { true }
    }

    /// What each list holds; every one is served by an index that holds open cases only.
    private func condition(_ list: WorkList, _ worker: Worker) throws -> (String, [Value]) {
        let day: Int64 = 86_400
        switch list {
        case .referred: return ("t.status = 'referred'", [])
        case .shelvedDue: return ("t.status = 'shelved' AND t.due_at <= ?", [.integer(worker.now.milliseconds)])
        case .untouched:
            let before = worker.now.advanced(
                bySeconds: -(try worker.untouchedDays ?? chosen(.untouchedDays, worker.scope)) * day
            )
            return ("t.updated_at < ?", [.integer(before.milliseconds)])
        case .nearBreach: return ("t.due_at < ?", [.integer(worker.now.advanced(bySeconds: day).milliseconds)])
        case .gridOpen, .mine, .joint, .toAccept, .toCheck, .toRule, .toGrant, .toScore, .toTell, .toFollowUp:
            return ("1", [])
        }
    }

    /// As the community set it.
    func chosen(_ number: RuleNumber, _ scope: DataScope) throws -> Int64 {
        guard let community = scope.communityID else { return number.standard }
        let chosen = try connection.first(
            "SELECT amount FROM community_setting WHERE community_id = ? AND key = ?",
            [.integer(community), .text(number.rawValue)]
        ) { $0.integer(0) }
        return chosen ?? number.standard
    }
}

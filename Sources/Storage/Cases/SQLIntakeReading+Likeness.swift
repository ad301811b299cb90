import Domain
import SQLite

extension SQLIntakeReading {
    func similar(_ question: LikenessQuestion, for scope: DataScope, at now: Instant) throws -> [LikeCase] {
        let spot = try spot(of: question, scope)
        guard let grid = spot.grid else { return [] }
        let days = try closedWithinDays(question.category)
        let since = now.advanced(bySeconds: -days * 86_400)
        var resident: Int64?
        if case .resident(let id, community: _) = scope { resident = id }
        let source = ResourceSource.of(.cases)
        let sight =
            resident == nil
            ? ScopeCondition(scope, source, isReading: true).sql
            : "((\(Self.isOpenToAll)) OR t.reporter_id = ?)"
        // Of a neighbour's case a resident reads what everybody would.
        let title = resident == nil ? "t.title" : "coalesce(t.public_title, t.title)"
        let sql = """
            SELECT t.id, t.number, CASE WHEN t.status IN ('received', 'verifying') THEN k.name END, \(title), t.category_id,
                t.status, t.household_id, t.place_id, t.building_id, t.created_at, t.closed_at, t.reporter_id
            FROM (\(question.only == nil ? Self.near : Self.only)) n
            JOIN case_file t ON t.id = n.id JOIN case_category k ON k.id = t.category_id
            WHERE t.category_id IN (\(Self.family)) AND t.duplicate_of_id IS NULL
                AND t.status NOT IN ('declined', 'withdrawn', 'void') AND \(sight)
            ORDER BY t.created_at DESC LIMIT \(LikenessQuestion.comparedLimit)
            """
        var values: [Value] = [.integer(grid), .integer(since.milliseconds), .integer(question.category)]
        if let only = question.only { values.append(.integer(only)) }
        let binding = resident.map { [Value.integer($0)] } ?? scope.bindings(source)
        let found = try reader.connection.query(sql, values + binding) { row in
            Self.like(row, spot, resident: resident, isOffered: question.only != nil)
        }
        return found.compactMap { $0 }.likeliest(to: question.words)
    }

    private static let near = """
        SELECT id FROM case_file WHERE grid_id = ?1 AND closed_at IS NULL
        UNION ALL SELECT id FROM case_file WHERE grid_id = ?1 AND closed_at > ?2
        """
    private static let only = "SELECT id FROM case_file WHERE id = ?4"

    /// The category itself, those below it, and those above it.
    static let family = """
        SELECT p.category_id FROM case_category_path p WHERE p.ancestor_id = ?3
        UNION SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id = ?3
        """

    /// What every resident of the community finds, whoever's it is.
    static let isOpenToAll = """
        t.private = 0 AND t.kind NOT IN ('errand', 'report') AND NOT EXISTS (SELECT 1 FROM case_category_path p JOIN case_category a ON a.id = p.ancestor_id
            WHERE p.category_id = t.category_id AND (a.private = 1 OR a.path = 'petition'))
        """

    /// Where the report is to be, as far as cases can be near it.
    private struct Spot {
        var household: Int64?
        var place: Int64?
        var building: Int64?
        var grid: Int64?
    }

    private func spot(of question: LikenessQuestion, _ scope: DataScope) throws -> Spot {
        let named: [(ResourceName, Int64?)] = [
            (.caseCategories, question.category), (.buildings, question.building), (.places, question.place),
            (.households, question.household),
        ]
        for (resource, id) in named {
            guard let id else { continue }
            guard try reader.contains(resource, id: id, scope: scope) else { throw DomainError.notFound }
        }
        var spot = Spot(household: question.household, place: question.place, building: question.building)
        if let household = question.household {
            let sql = """
                SELECT u.building_id FROM household h JOIN dwelling d ON d.id = h.dwelling_id
                JOIN unit u ON u.id = d.unit_id WHERE h.id = ?
                """
            spot.building = try reader.connection.first(sql, [.integer(household)]) { $0.integer(0) }
        }
        let sql =
            spot.place == nil
            ? "SELECT grid_id FROM building_grid WHERE building_id = ? AND until_date IS NULL"
            : "SELECT grid_id FROM place WHERE id = ?"
        guard let id = spot.place ?? spot.building else { return spot }
        spot.grid = try reader.connection.first(sql, [.integer(id)]) { $0.optionalInteger(0) } ?? nil
        return spot
    }

    private func closedWithinDays(_ category: Int64) throws -> Int64 {
        let sql = "SELECT community_id FROM case_category WHERE id = ?"
        guard let community = try reader.connection.first(sql, [.integer(category)], { $0.integer(0) }),
            let stored = try reader.settings(community: community)
        else { return RuleNumber.similarWithinDays.standard }
        return stored.settings[.similarWithinDays]
    }

    private static func like(
        _ row: borrowing Statement,
        _ spot: Spot,
        resident: Int64?,
        isOffered: Bool
    ) -> LikeCase? {
        guard let status = CaseStatus(rawValue: row.text(5)) else { return nil }
        let isOwn = resident != nil && row.optionalInteger(11) == resident
        let isShy = resident != nil && !isOwn
        var nearness = LikeCase.Nearness.grid
        if let building = spot.building, row.optionalInteger(8) == building { nearness = .building }
        if let place = spot.place, row.optionalInteger(7) == place { nearness = .place }
        // Nobody else is told in whose home it is.
        if !isShy, let household = spot.household, row.optionalInteger(6) == household { nearness = .household }
        return LikeCase(
            id: row.integer(0),
            number: row.text(1),
            title: isShy ? row.optionalText(2) ?? row.text(3) : row.text(3),
            category: row.integer(4),
            status: isShy && status == .arbitration ? .returned : status,
            nearness: nearness,
            createdAt: Instant(milliseconds: row.integer(9)),
            closedAt: row.optionalInteger(10).map { Instant(milliseconds: $0) },
            isOwn: isOwn,
            isKnown: !isShy || isOffered || status.isTakenOn
        )
    }
}

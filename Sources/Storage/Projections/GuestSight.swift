import Domain

/// Whether a question reaches the cases that somebody helps with (协同可见): a unit that was summoned, a co-handler, the grid
/// of a handler from elsewhere, or of whoever stands in for one.
enum GuestSight {
    /// Not at all: what a scope may change, and what is counted of it.
    case none
    /// For one row that is found by its id.
    case one
    /// For a page along an order.
    case page
}

extension ResourceSource {
    /// The rows of a page: those of the scope and those of the cases that it helps with, each along its own index and merged, so
    /// that neither is sorted whole.
    func table(_ scope: DataScope, _ sight: GuestSight) -> String {
        guard case .page = sight, let arms = arms(scope) else { return table }
        return "(\(arms.map { "SELECT t.* FROM \(table) t WHERE \($0.sql)" }.joined(separator: " UNION ALL ")))"
    }

    /// The conditions of the two, which no row satisfies both, and how many times each binds the id of the scope.
    func arms(_ scope: DataScope) -> [(sql: String, places: Int)]? {
        guard case .rows(let caseID)? = guests, let own = self.scope.own(in: scope), let column = guestColumn(scope)
        else { return nil }
        return [
            ("\(own) = ?", 1),
            (
                "\(caseID) IN (SELECT g.case_id FROM case_guest g WHERE g.\(column) = ?) AND \(own) IS NOT ?", 2
            ),
        ]
    }

    /// The condition that goes with it; nothing where nobody else than the scope sees the rows.
    func guestCondition(_ scope: DataScope, _ sight: GuestSight) -> String? {
        guard guestPlaces(scope, sight) != nil, let own = self.scope.own(in: scope),
            let column = guestColumn(scope), let guests
        else { return nil }
        switch guests {
        case .rows(let caseID):
            if case .page = sight { return "1" }
            return condition(own, caseID, column)
        case .below(let caseID), .belowForGrids(let caseID): return condition(own, caseID, column)
        }
    }

    /// How many times the id of the scope is bound.
    func guestPlaces(_ scope: DataScope, _ sight: GuestSight) -> Int? {
        guard let guests, guestColumn(scope) != nil, self.scope.own(in: scope) != nil else { return nil }
        switch (sight, guests) {
        case (.none, _): return nil
        case (.one, _), (.page, .below), (.page, .belowForGrids): return 2
        case (.page, .rows): return 3
        }
    }

    private func condition(_ own: String, _ caseID: String, _ column: String) -> String {
        "(\(own) = ? OR EXISTS (SELECT 1 FROM case_guest g WHERE g.case_id = \(caseID) AND g.\(column) = ?))"
    }

    /// By what a guest is known, where the scope can be one.
    func guestColumn(_ scope: DataScope) -> String? {
        switch scope {
        case .grid: return "grid_id"
        case .organization:
            if case .belowForGrids? = guests { return nil }
            return "organization_id"
        case .everything, .subdistrict, .community, .civil, .onlooker, .branch, .resident, .visitor: return nil
        }
    }
}

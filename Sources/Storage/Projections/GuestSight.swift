import Domain
import SQLite

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

    /// The conditions of the two, which no row satisfies both, with what each binds.
    func arms(_ scope: DataScope) -> [(sql: String, values: [Value])]? {
        guard case .rows(let caseID)? = guests, let own = self.scope.own(in: scope), let helps = guest(scope),
            let ids = guestIDs(scope), let id = ids.first
        else { return nil }
        return [
            ("\(own) = ?", [id]),
            ("\(caseID) IN (SELECT g.case_id FROM case_guest g WHERE \(helps)) AND \(own) IS NOT ?", ids + [id]),
        ]
    }

    /// The condition that goes with it; nothing where nobody else than the scope sees the rows.
    func guestCondition(_ scope: DataScope, _ sight: GuestSight) -> String? {
        guard guestValues(scope, sight) != nil, let own = self.scope.own(in: scope), let helps = guest(scope),
            let guests
        else { return nil }
        switch guests {
        case .rows(let caseID):
            if case .page = sight { return "1" }
            return condition(own, caseID, helps)
        case .below(let caseID), .belowForGrids(let caseID): return condition(own, caseID, helps)
        }
    }

    /// What it binds.
    func guestValues(_ scope: DataScope, _ sight: GuestSight) -> [Value]? {
        guard let guests, let ids = guestIDs(scope), let id = ids.first, self.scope.own(in: scope) != nil else {
            return nil
        }
        switch (sight, guests) {
        case (.none, _): return nil
        case (.one, _), (.page, .below), (.page, .belowForGrids): return [id] + ids
        case (.page, .rows): return [id] + ids + [id]
        }
    }

    private func condition(_ own: String, _ caseID: String, _ helps: String) -> String {
        "(\(own) = ? OR EXISTS (SELECT 1 FROM case_guest g WHERE g.case_id = \(caseID) AND \(helps)))"
    }

    /// By what a guest `g` is known, where the scope can be one: of what is private a person of a grid alone, not the grid.
    func guest(_ scope: DataScope) -> String? {
        switch scope {
        case .grid: return "g.grid_id = ? AND (g.reader_id IS NULL OR g.reader_id = ?)"
        case .organization:
            if case .belowForGrids? = guests { return nil }
            return "g.organization_id = ?"
        case .everything, .subdistrict, .community, .civil, .onlooker, .branch, .resident, .visitor: return nil
        }
    }

    /// What that binds, the id of the scope first.
    func guestIDs(_ scope: DataScope) -> [Value]? {
        guard guest(scope) != nil else { return nil }
        switch scope {
        case .grid(let grid, community: _, account: let account): return [.integer(grid), .optional(account)]
        case .organization(let id, community: _): return [.integer(id)]
        default: return nil
        }
    }
}

package import Domain

/// Buildings and the grids they belong to, from–to (楼栋与网格归属).
package struct BuildingService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    package func create(_ draft: Draft, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let id = try create(draft, scope: view.scope, in: transaction)
            return try transaction.one(.buildings, id: id, view: view)
        }
    }

    /// Makes the building, and puts it into its grid from today where one is named.
    package func create(_ draft: Draft, scope: DataScope, in transaction: any Transaction) throws -> Int64 {
        let id = try transaction.insert(draft, scope: scope)
        if let grid = draft.integer("grid_id"), let community = draft.integer("community_id") {
            try transaction.territory.beginMembership(
                ofBuilding: id,
                inGrid: grid,
                community: community,
                from: transaction.time.date(of: transaction.now),
                reason: nil
            )
        }
        return id
    }

    package func move(
        _ id: Int64,
        _ move: BuildingMove,
        ifVersion: VersionCondition?,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.buildings, id: id, ifVersion: ifVersion, scope: view.scope)
            try self.move(id, move, scope: view.scope, in: transaction)
            return try transaction.one(.buildings, id: id, view: view)
        }
    }

    /// Ends the present membership and begins the next one; what was counted before the day stays as it was.
    func move(_ id: Int64, _ move: BuildingMove, scope: DataScope, in transaction: any Transaction) throws {
        guard try transaction.contains(.buildings, id: id, scope: scope),
            let community = try transaction.territory.community(of: .buildings, id: id)
        else { throw DomainError.notFound }
        let grid = try transaction.territory.community(of: .grids, id: move.gridID)
        guard let grid, try transaction.contains(.grids, id: move.gridID, scope: scope) else {
            throw DomainError.invalid([
                .body("grid_id", "unknown_reference", "没有这个网格", "There is no such grid")
            ])
        }
        guard grid == community else {
            throw DomainError.invalid([
                .body("grid_id", "other_community", "该网格属于另一个社区", "The grid belongs to another community")
            ])
        }
        let today = transaction.time.date(of: transaction.now)
        guard move.from <= today else {
            throw DomainError.invalid([
                .body("from_date", "in_future", "起始日不能晚于今天", "Must not be after today")
            ])
        }
        guard (move.from.year, move.from.month) == (today.year, today.month) else {
            throw DomainError.invalid([
                .body(
                    "from_date",
                    "closed_month",
                    "起始日须在本月内，已结束月份的数据不再改变",
                    "Must lie in this month; what was counted for earlier ones does not change"
                )
            ])
        }
        if let current = try transaction.territory.currentMembership(ofBuilding: id) {
            guard current.gridID != move.gridID else {
                throw DomainError(
                    .conflict,
                    "already_there",
                    "该楼栋已在此网格",
                    "The building is in this grid already",
                    fields: [.body("grid_id", "already_there", "已在此网格", "It is there already")]
                )
            }
            if current.from == move.from {
                // The same day once more corrects a slip; no day has been counted with it yet.
                try transaction.territory.correctMembership(ofBuilding: id, toGrid: move.gridID, reason: move.reason)
                return
            }
            guard current.from < move.from else {
                throw DomainError.invalid([
                    .body(
                        "from_date",
                        "too_early",
                        "不能早于当前归属的起始日 \(current.from)",
                        "Must not be before \(current.from), when the present membership began"
                    )
                ])
            }
            try transaction.territory.endMembership(ofBuilding: id, on: move.from)
        }
        try transaction.territory.beginMembership(
            ofBuilding: id,
            inGrid: move.gridID,
            community: community,
            from: move.from,
            reason: move.reason
        )
    }
}

/// A building goes to another grid from a day on (调整网格).
package struct BuildingMove: Sendable {
    package let gridID: Int64
    package let from: CivilDate
    package let reason: String?

    package init(gridID: Int64, from: CivilDate, reason: String?) {
        self.gridID = gridID
        self.from = from
        self.reason = reason
    }
}

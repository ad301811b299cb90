import Domain

/// Makes the organizations, venues, halls, public places and boards, and the categories of cases (组织与阵地).
struct OrganizationMaker: Sendable {
    let territory: TerritoryMaker.Made

    /// Ids by the names in the tables.
    struct Made: Sendable {
        var organizations: [String: Int64] = [:]
        var venues: [String: Int64] = [:]
        var rooms: [String: Int64] = [:]
        var halls: [String: Int64] = [:]
        /// In the order of the table.
        var places: [Int64] = []
        var categories: [DemoCategory: Int64] = [:]
    }

    func make(in transaction: any Transaction) throws -> Made {
        var made = Made()
        try makeOrganizations(&made, in: transaction)
        try makeVenues(&made, in: transaction)
        made.rooms = try openVenues(made.venues, in: transaction)
        try makePlaces(&made, in: transaction)
        for category in DemoCategory.allCases {
            let draft = draft(
                .caseCategories,
                [
                    "code": .text(category.rawValue), "name": .text(category.name),
                    "accept_limit": .text(category.limits.accept.description),
                    "handle_limit": .text("\(category.limits.handle) working_days"),
                    "path": .choice(category.path),
                ]
            )
            made.categories[category] = try transaction.insert(draft, scope: .everything)
        }
        return made
    }

    private func makeOrganizations(_ made: inout Made, in transaction: any Transaction) throws {
        for entry in OrganizationTable.all {
            let draft = draft(
                .organizations,
                [
                    "kind": .choice(entry.kind), "name": .text(entry.name), "stage": .optional(entry.stage?.rawValue),
                    "registration": .optional(entry.registration?.rawValue),
                ]
            )
            made.organizations[entry.name] = try transaction.insert(draft, scope: .everything)
        }
    }

    private func makeVenues(_ made: inout Made, in transaction: any Transaction) throws {
        for entry in VenueTable.all {
            let draft = draft(
                .venues,
                [
                    "kind": .choice(entry.kind), "name": .text(entry.name),
                    "operator_id": .optional(entry.operatedBy.flatMap { made.organizations[$0] }),
                    "floor": .optional(entry.floor.map(Int64.init)), "opening_hours": .optional(entry.openingHours),
                ]
            )
            made.venues[entry.name] = try transaction.insert(draft, scope: .everything)
        }
        for hall in VenueTable.halls {
            let draft = draft(
                .halls,
                [
                    "name": .text(hall), "venue_id": .optional(made.venues[VenueTable.center]),
                    "default_start": .text("19:00"),
                ]
            )
            made.halls[hall] = try transaction.insert(draft, scope: .everything)
        }
    }

    private func makePlaces(_ made: inout Made, in transaction: any Transaction) throws {
        for entry in PlaceTable.all {
            guard let compound = CompoundTable.all.firstIndex(where: { $0.name == entry.compound }) else {
                preconditionFailure("\(entry.compound) is no compound")
            }
            let grid = FieldValue.integer(territory.grids[CompoundTable.all[compound].grid])
            let maintainer = CompoundTable.all[compound].propertyCompany.flatMap { made.organizations[$0] }
            let place = draft(
                .places,
                [
                    "grid_id": grid, "compound_id": .integer(territory.compounds[compound]),
                    "kind": .choice(entry.kind),
                    "name": .text(entry.name), "maintainer_id": .optional(maintainer),
                ]
            )
            let id = try transaction.insert(place, scope: .everything)
            made.places.append(id)
            guard let location = entry.board else { continue }
            let board = draft(
                .boards,
                [
                    "grid_id": grid, "place_id": .integer(id), "location": .text(location),
                    "installed_on": .day(.on(2020, 1, 2)),
                ]
            )
            _ = try transaction.insert(board, scope: .everything)
        }
    }

    func draft(_ resource: ResourceName, _ values: KeyValuePairs<String, FieldValue>) -> Draft {
        var draft = Draft(resource, values)
        draft["community_id"] = .integer(territory.community)
        return draft
    }
}

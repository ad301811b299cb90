import Domain
import Services

/// Makes the sub-district, the community and everything down to the dwellings (辖区).
struct TerritoryMaker: Sendable {
    let plan: TerritoryPlan
    let buildings: BuildingService

    /// The ids of the territory, each list in the order of its plan or table.
    struct Made: Sendable {
        var subdistrict: Int64 = 0
        var community: Int64 = 0
        var grids: [Int64] = []
        var compounds: [Int64] = []
        var buildings: [Int64] = []
        var units: [Int64] = []
        var dwellings: [Int64] = []
    }

    /// The day from which the buildings belong to their grids.
    static let firstDay = CivilDate.on(2020, 1, 1)

    func make(in transaction: any Transaction) throws -> Made {
        var made = Made()
        made.subdistrict = try transaction.insert(
            Draft(.subdistricts, ["code": .text("320411999"), "name": .text("示范街道（演示）")]),
            scope: .everything
        )
        made.community = try transaction.insert(
            Draft(
                .communities,
                [
                    "subdistrict_id": .integer(made.subdistrict), "code": .text("320411999001"),
                    "name": .text("国宾社区"), "number_prefix": .text("GB"), "demo": .flag(true),
                ]
            ),
            scope: .everything
        )
        try makeAreas(&made, in: transaction)
        try makeBuildings(&made, in: transaction)
        return made
    }

    private func makeAreas(_ made: inout Made, in transaction: any Transaction) throws {
        let community = FieldValue.integer(made.community)
        for (position, name) in GridTable.names.enumerated() {
            made.grids.append(
                try transaction.insert(
                    Draft(
                        .grids,
                        ["community_id": community, "code": .text(GridTable.code(position)), "name": .text(name)]
                    ),
                    scope: .everything
                )
            )
        }
        for entry in CompoundTable.all {
            made.compounds.append(
                try transaction.insert(
                    Draft(.compounds, ["community_id": community, "name": .text(entry.name)]),
                    scope: .everything
                )
            )
        }
    }

    private func makeBuildings(_ made: inout Made, in transaction: any Transaction) throws {
        let community = FieldValue.integer(made.community)
        for building in plan.buildings {
            let draft = Draft(
                .buildings,
                [
                    "community_id": community, "compound_id": .integer(made.compounds[building.compound]),
                    "code": .text(building.code), "name": .text(building.name), "floors": .number(building.floors),
                    "grid_id": .integer(made.grids[building.grid]),
                ]
            )
            made.buildings.append(try buildings.create(draft, scope: .everything, in: transaction))
        }
        for unit in plan.units {
            let draft = Draft(
                .units,
                [
                    "community_id": community, "building_id": .integer(made.buildings[unit.building]),
                    "code": .text(unit.code),
                ]
            )
            made.units.append(try transaction.insert(draft, scope: .everything))
        }
        for dwelling in plan.dwellings {
            let draft = Draft(
                .dwellings,
                [
                    "community_id": community, "unit_id": .integer(made.units[dwelling.unit]),
                    "room": .text(dwelling.room), "certified_area": .optional(dwelling.certifiedArea.map(Int64.init)),
                ]
            )
            made.dwellings.append(try transaction.insert(draft, scope: .everything))
        }
    }
}

/// Where everything stands (辖区计划): buildings, units and dwellings in the order in which they are made, each naming
/// the one above it by position.
struct TerritoryPlan: Sendable {
    private(set) var buildings: [BuildingPlan] = []
    private(set) var units: [UnitPlan] = []
    private(set) var dwellings: [DwellingPlan] = []

    struct BuildingPlan: Sendable {
        let compound: Int
        let code: String
        let floors: Int

        var grid: Int { CompoundTable.all[compound].grid }
        var name: String { "\(code)幢" }
    }

    struct UnitPlan: Sendable {
        let building: Int
        let code: String
    }

    struct DwellingPlan: Sendable {
        let unit: Int
        let room: String
        /// Hundredths of a square meter; nothing in the real compounds.
        let certifiedArea: Int?
    }

    init(using chance: inout SeededGenerator) {
        for (compound, entry) in CompoundTable.all.enumerated() {
            for number in 1...entry.buildings {
                buildings.append(BuildingPlan(compound: compound, code: String(number), floors: entry.floors))
                for unit in 1...CompoundTable.unitsPerBuilding {
                    units.append(UnitPlan(building: buildings.count - 1, code: String(unit)))
                    addDwellings(floors: entry.floors, areReal: entry.isReal, using: &chance)
                }
            }
        }
    }

    /// Whether nobody may be invented in a unit.
    func isReal(unit: Int) -> Bool { CompoundTable.all[buildings[units[unit].building].compound].isReal }

    private mutating func addDwellings(floors: Int, areReal: Bool, using chance: inout SeededGenerator) {
        let areas = (1...CompoundTable.dwellingsPerFloor).map { _ in chance.integer(7_200...14_400) }
        for floor in 1...floors {
            for (position, area) in areas.enumerated() {
                dwellings.append(
                    DwellingPlan(
                        unit: units.count - 1,
                        room: "\(floor)0\(position + 1)",
                        certifiedArea: areReal ? nil : area
                    )
                )
            }
        }
    }

    /// The dwellings where an owners' committee keeps the register of owners, by their positions.
    var ownedDwellings: Set<Int> {
        Set(
            dwellings.indices.filter {
                CompoundTable.all[buildings[units[dwellings[$0].unit].building].compound].ownersCommittee != nil
            }
        )
    }
}

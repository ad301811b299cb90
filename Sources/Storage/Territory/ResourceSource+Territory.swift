import Domain

extension ResourceSource {
    private static let currentGrid = "LEFT JOIN building_grid g ON g.building_id = t.id AND g.until_date IS NULL"

    static func territory(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .subdistricts:
            ResourceSource(table: "subdistrict", scope: Scope(community: nil))
        case .communities:
            ResourceSource(table: "community", scope: Scope(community: "t.id"))
        case .compounds:
            ResourceSource(table: "compound")
        case .grids:
            ResourceSource(table: "grid")
        case .buildings:
            ResourceSource(table: "building", joins: currentGrid, expressions: ["grid_id": "g.grid_id"])
        case .buildingGrids:
            ResourceSource(table: "building_grid", label: "from_date")
        case .units:
            ResourceSource(table: "unit", label: "code")
        case .dwellings:
            ResourceSource(table: "dwelling", label: "room")
        case .places:
            ResourceSource(table: "place")
        case .boards:
            ResourceSource(table: "board", label: "location")
        default:
            ResourceSource(table: "grid_staff")
        }
    }
}

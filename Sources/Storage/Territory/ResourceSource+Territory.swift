import Domain

extension ResourceSource {
    private static let currentGrid = "LEFT JOIN building_grid g ON g.building_id = t.id AND g.until_date IS NULL"

    /// Names that say where it is: several compounds have a 1幢.
    private static let building = "(SELECT c.name FROM compound c WHERE c.id = x.compound_id) || x.name"
    private static let unit = """
        (SELECT c.name || b.name FROM building b JOIN compound c ON c.id = b.compound_id WHERE b.id = x.building_id) \
        || x.code || '单元'
        """
    private static let home =
        "FROM unit u JOIN building b ON b.id = u.building_id JOIN compound c ON c.id = b.compound_id"
    /// Beside a person a dwelling is called by its building, as a phone is by its first digits.
    private static let dwelling = """
        (SELECT c.name || b.name || '\(Masking.door)' \(home) WHERE u.id = x.unit_id)
        """
    private static let door = "(SELECT c.name || b.name || u.code || '单元' \(home) WHERE u.id = x.unit_id) || x.room"
    /// A household is called by its dwelling.
    static let household = """
        (SELECT c.name || b.name || '\(Masking.door)' \(home) \
        WHERE u.id = (SELECT d.unit_id FROM dwelling d WHERE d.id = x.dwelling_id))
        """
    static let householdDoor = """
        (SELECT c.name || b.name || u.code || '单元' || d.room FROM dwelling d JOIN unit u ON u.id = d.unit_id \
        JOIN building b ON b.id = u.building_id JOIN compound c ON c.id = b.compound_id WHERE d.id = x.dwelling_id)
        """

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
            ResourceSource(
                table: "building",
                joins: currentGrid,
                expressions: ["grid_id": "g.grid_id"],
                label: building
            )
        case .buildingGrids:
            ResourceSource(table: "building_grid", label: "x.from_date")
        case .units:
            ResourceSource(table: "unit", label: unit)
        case .dwellings:
            ResourceSource(table: "dwelling", label: dwelling, door: door)
        case .ownerships:
            ResourceSource(
                table: "ownership",
                joins: """
                    JOIN dwelling d ON d.id = t.dwelling_id JOIN unit u ON u.id = d.unit_id \
                    LEFT JOIN building_grid g ON g.building_id = u.building_id AND g.until_date IS NULL
                    """,
                expressions: [
                    "agent": "(t.agent_upload_id IS NOT NULL)",
                    "agent_proofs": "(SELECT count(*) FROM ownership_agent a WHERE a.ownership_id = t.id)",
                ],
                // An owner is a person: a grid worker sees those of the own grid, as with residents.
                scope: Scope(
                    grid: "g.grid_id",
                    idsInGrid: """
                        SELECT o.id FROM building_grid bg JOIN unit un ON un.building_id = bg.building_id \
                        JOIN dwelling dw ON dw.unit_id = un.id JOIN ownership o ON o.dwelling_id = dw.id \
                        WHERE bg.grid_id = ? AND bg.until_date IS NULL
                        """,
                    idsOfResident: """
                        SELECT o.id FROM resident p JOIN ownership o ON o.id_number_hash = p.id_number_hash WHERE p.id = ?
                        """
                )
            )
        case .places:
            ResourceSource(table: "place")
        case .boards:
            ResourceSource(table: "board", label: "x.location")
        default:
            ResourceSource(table: "grid_staff")
        }
    }
}

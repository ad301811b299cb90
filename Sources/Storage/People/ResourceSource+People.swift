import Domain

extension ResourceSource {
    static let residentsInGrid = """
        SELECT rs.resident_id FROM building_grid bg JOIN unit un ON un.building_id = bg.building_id \
        JOIN dwelling dw ON dw.unit_id = un.id JOIN household ho ON ho.dwelling_id = dw.id \
        JOIN residence rs ON rs.household_id = ho.id AND rs.until_date IS NULL \
        WHERE bg.grid_id = ? AND bg.until_date IS NULL
        """

    private static let consentsOfResident = """
        WITH x (me) AS (SELECT ?) \
        SELECT c.id FROM x JOIN consent c ON c.giver_id = x.me \
        UNION ALL SELECT c.id FROM x JOIN residence p ON p.resident_id = x.me AND p.until_date IS NULL \
        AND p.relation IN ('head', 'spouse') \
        JOIN residence k ON k.household_id = p.household_id AND k.until_date IS NULL AND k.relation = 'child' \
        JOIN consent c ON c.resident_id = k.resident_id AND c.giver_id <> c.resident_id
        """

    static func people(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .households:
            ResourceSource(
                table: "household",
                joins: """
                    JOIN dwelling d ON d.id = t.dwelling_id JOIN unit u ON u.id = d.unit_id \
                    LEFT JOIN building_grid g ON g.building_id = u.building_id AND g.until_date IS NULL
                    """,
                expressions: [
                    "building_id": "u.building_id", "grid_id": "g.grid_id",
                    "members": """
                    (SELECT count(*) FROM residence r WHERE r.household_id = t.id AND r.until_date IS NULL)
                    """,
                ],
                scope: Scope(
                    grid: "g.grid_id",
                    idsOfResident: """
                        SELECT rs.household_id FROM residence rs WHERE rs.resident_id = ? AND rs.until_date IS NULL
                        """
                ),
                label: household,
                door: householdDoor,
                isAtTheDoor: true,
                names: ["registered_head"]
            )
        case .consents:
            ResourceSource(
                table: "consent",
                joins: """
                    LEFT JOIN residence r ON r.resident_id = t.resident_id AND r.until_date IS NULL \
                    LEFT JOIN household h ON h.id = r.household_id LEFT JOIN dwelling d ON d.id = h.dwelling_id \
                    LEFT JOIN unit u ON u.id = d.unit_id \
                    LEFT JOIN building_grid g ON g.building_id = u.building_id AND g.until_date IS NULL
                    """,
                // Whoever gave it sees it and may take it back, also for a child; so does the other parent.
                scope: Scope(
                    grid: "g.grid_id",
                    idsInGrid: "SELECT c.id FROM consent c WHERE c.resident_id IN (\(residentsInGrid))",
                    idsOfResident: consentsOfResident
                ),
                label: "x.purpose"
            )
        default:
            ResourceSource(
                table: "resident",
                joins: """
                    LEFT JOIN residence r ON r.resident_id = t.id AND r.until_date IS NULL \
                    LEFT JOIN household h ON h.id = r.household_id LEFT JOIN dwelling d ON d.id = h.dwelling_id \
                    LEFT JOIN unit u ON u.id = d.unit_id \
                    LEFT JOIN building_grid g ON g.building_id = u.building_id AND g.until_date IS NULL
                    """,
                expressions: [
                    "household_id": "r.household_id", "from_date": "r.from_date", "relation": "r.relation",
                    "building_id": "u.building_id",
                    "grid_id": "g.grid_id", "birth_year": "t.birth_year",
                ],
                scope: Scope(
                    grid: "g.grid_id",
                    idsInGrid: residentsInGrid,
                    resident: "t.id"
                )
            )
        }
    }
}

import Domain

extension ResourceSource {
    static func care(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .homeVisits:
            ResourceSource(
                table: "home_visit",
                expressions: [
                    "supplies": """
                    (SELECT group_concat(s.item || '×' || s.quantity, '、') FROM home_visit_supply s WHERE s.visit_id = t.id)
                    """,
                    "heard": "(SELECT count(*) FROM home_visit_heard e WHERE e.visit_id = t.id)",
                ],
                scope: Scope(grid: "t.grid_id"),
                label: "x.at",
                isAtTheDoor: true
            )
        case .heard: ResourceSource(table: "home_visit_heard", scope: Scope(grid: "t.grid_id"), label: "x.kind")
        default:
            ResourceSource(
                table: "wish",
                scope: Scope(grid: "t.grid_id", resident: "t.resident_id"),
                label: "x.text"
            )
        }
    }
}

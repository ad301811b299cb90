import Domain

extension ResourceSource {
    /// What stands beside a case; whose it is follows from the case, asked for each row so that no page is sorted for it.
    static func help(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .whistles:
            ResourceSource(
                table: "case_whistle",
                scope: Scope(grid: ofCase("grid_id"), organization: ofCase("handler_organization_id")),
                guests: .below(caseID: "t.case_id"),
                label: "x.matter"
            )
        case .summonses:
            ResourceSource(
                table: "case_summons",
                expressions: [
                    "matter": "(SELECT w.matter FROM case_whistle w WHERE w.id = t.whistle_id)",
                    // Where to come to, down to the building and not to the door.
                    "place": """
                    (SELECT nullif(trim(coalesce(m.name, '') || coalesce(' ' || b.name, '') || coalesce(' ' || p.name, '')), '')
                        FROM case_file k LEFT JOIN compound m ON m.id = k.compound_id
                        LEFT JOIN building b ON b.id = k.building_id LEFT JOIN place p ON p.id = k.place_id
                        WHERE k.id = t.case_id)
                    """,
                ],
                // An organization reads what is asked of it, not what others answered.
                scope: Scope(grid: ofCase("grid_id"), organization: "t.organization_id"),
                guests: .belowForGrids(caseID: "t.case_id"),
                label: "x.answer"
            )
        case .coHandlers:
            ResourceSource(
                table: "case_co_handler",
                scope: Scope(grid: ofCase("grid_id"), organization: ofCase("handler_organization_id")),
                guests: .below(caseID: "t.case_id"),
                label: "x.task"
            )
        case .mediations:
            ResourceSource(
                table: "case_mediation",
                // A handler from another grid reads what they wrote until it was followed up; an organization only of what is
                // given to it.
                scope: Scope(
                    grid: ofCase("grid_id"),
                    organization: ofCase("handler_organization_id"),
                    resident: "NULL"
                ),
                guests: .belowForGrids(caseID: "t.case_id"),
                label: "x.agreement"
            )
        default:
            ResourceSource(
                table: "case_supervision",
                // What the community is ordered to do is no word to the resident.
                scope: Scope(
                    grid: ofCase("grid_id"),
                    organization: ofCase("handler_organization_id"),
                    resident: "NULL"
                ),
                label: "x.order_text"
            )
        }
    }

    private static func ofCase(_ column: String) -> String {
        "(SELECT k.\(column) FROM case_file k WHERE k.id = t.case_id)"
    }
}

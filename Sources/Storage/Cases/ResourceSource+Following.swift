import Domain

extension ResourceSource {
    /// Who follows what, and what reporters answered.
    static func following(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .followers:
            ResourceSource(
                table: "case_follower",
                expressions: [
                    "case_number": "(SELECT k.number FROM case_file k WHERE k.id = t.case_id)",
                    // What has become private since is no longer for whoever only looks on.
                    "case_status": """
                    (SELECT k.status FROM case_file k WHERE k.id = t.case_id AND (t.reported OR NOT (k.private OR k.anonymous)))
                    """,
                    // Whoever reported the same is answered by the case that theirs went into.
                    "answer": Self.ofOwnMatter("answer"),
                    "closed_at": Self.ofOwnMatter("closed_at"),
                ],
                scope: Scope(
                    grid: "(SELECT k.grid_id FROM case_file k WHERE k.id = t.case_id)",
                    idsInGrid: """
                        SELECT f.id FROM case_file k JOIN case_follower f ON f.case_id = k.id WHERE k.grid_id = ?
                        """,
                    resident: "t.resident_id"
                ),
                label: "x.since"
            )
        case .subscriptions:
            // Who wants to hear of what is nobody's in a grid.
            ResourceSource(
                table: "area_subscription",
                scope: Scope(grid: "NULL", resident: "t.resident_id"),
                label: "x.created_at"
            )
        default:
            ResourceSource(
                table: "case_follow_up",
                scope: Scope(
                    grid: ofCase("grid_id"),
                    organization: ofCase("handler_organization_id"),
                    resident: ofCase("reporter_id")
                ),
                label: "x.answer"
            )
        }
    }

    private static func ofOwnMatter(_ column: String) -> String {
        "(SELECT k.\(column) FROM case_file k WHERE k.id = t.case_id AND t.reported)"
    }

    private static func ofCase(_ column: String) -> String {
        "(SELECT k.\(column) FROM case_file k WHERE k.id = t.case_id)"
    }
}

import Domain

extension ResourceSource {
    static func attachments(_ name: ResourceName) -> ResourceSource {
        switch name {
        // They are cut to the account that asks, never to a part of the territory.
        case .uploads: ResourceSource(table: "upload", scope: Scope(community: nil), label: "x.created_at")
        default:
            ResourceSource(
                table: "attachment",
                // No join, by which a page along the attachments had to be sorted.
                expressions: [
                    "media_type": "(SELECT u.media_type FROM upload u WHERE u.id = t.upload_id)",
                    "size": "(SELECT u.size FROM upload u WHERE u.id = t.upload_id)",
                ],
                scope: Scope(grid: "t.grid_id", organization: "t.organization_id", resident: "t.reporter_id"),
                guests: .rows(caseID: "t.case_id"),
                publicCondition: """
                    (t.status = 'approved' OR EXISTS (
                        SELECT 1 FROM account a WHERE a.id = t.account_id AND a.resident_id = t.reporter_id))
                    """,
                label: "x.created_at"
            )
        }
    }
}

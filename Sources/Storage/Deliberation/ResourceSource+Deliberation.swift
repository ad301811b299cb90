import Domain

extension ResourceSource {
    static func deliberation(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .issues:
            ResourceSource(
                table: "issue",
                expressions: ["cases": "(SELECT count(*) FROM case_file c WHERE c.issue_id = t.id)"],
                label: "x.title",
                search: .issues
            )
        case .issueTimeline:
            ResourceSource(
                table: "issue_event",
                joins: "JOIN issue i ON i.id = t.issue_id",
                scope: Scope(community: "i.community_id"),
                label: "x.move"
            )
        case .sessions:
            ResourceSource(
                table: "deliberation_session",
                expressions: ["issues": "(SELECT count(*) FROM issue i WHERE i.session_id = t.id)"],
                label: "x.title"
            )
        default:
            ResourceSource(table: "project")
        }
    }
}

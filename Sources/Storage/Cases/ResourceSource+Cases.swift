import Domain

extension ResourceSource {
    static func cases(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .caseCategories:
            ResourceSource(table: "case_category")
        case .workingDays:
            ResourceSource(table: "working_day")
        case .cases:
            ResourceSource(
                table: "case_file",
                expressions: [
                    "has_mediation": "EXISTS (SELECT 1 FROM case_mediation m WHERE m.case_id = t.id)"
                ],
                scope: Scope(
                    grid: "t.grid_id",
                    organization: "t.handler_organization_id",
                    resident: "t.reporter_id"
                ),
                guests: .rows(caseID: "t.id"),
                label: "x.number",
                search: .cases,
                reach: ["category_id": .categoriesBelow]
            )
        case .deputies:
            ResourceSource(table: "deputy")
        case .notifications:
            ResourceSource(
                table: "notification",
                // Where nothing is said in English it is the same in both, or was written before.
                english: ["text": "coalesce(t.english, t.text)"],
                label: "x.text",
                // It can quote what nobody has read yet, or why somebody took a topic back.
                leaving: [
                    "text": """
                    CASE WHEN EXISTS (SELECT 1 FROM issue i WHERE i.id = t.issue_id
                        AND (i.screened_at IS NULL OR i.status = 'withdrawn')) THEN '\(IssueWording.unread.chinese)' ELSE t.text END
                    """
                ]
            )
        case .extensions:
            ResourceSource(
                table: "case_extension",
                joins: "JOIN case_file c ON c.id = t.case_id",
                expressions: [
                    "status": """
                    CASE WHEN t.status = 'asked' AND EXISTS (SELECT 1 FROM case_step s WHERE s.id = t.step_id AND s.ended_at IS NOT NULL)
                        THEN 'lapsed' ELSE t.status END
                    """
                ],
                scope: Scope(
                    community: "c.community_id",
                    grid: "c.grid_id",
                    organization: "c.handler_organization_id",
                    resident: "c.reporter_id"
                ),
                label: "x.reason"
            )
        default:
            ResourceSource(
                table: "case_event",
                joins: """
                    JOIN case_file c ON c.id = t.case_id LEFT JOIN case_event_text x ON x.event_id = t.id \
                    LEFT JOIN case_event_change v ON v.event_id = t.id
                    """,
                expressions: [
                    "remark": "x.remark", "taken_back": TimelineSQL.takenBack, "changed": "v.field",
                    "changed_from": "v.from_value", "changed_to": "v.to_value",
                    "changed_from_name": TimelineSQL.name(of: "from_value", .chinese),
                    "changed_to_name": TimelineSQL.name(of: "to_value", .chinese),
                ],
                english: [
                    "remark": finishedByIssue, "changed_from_name": TimelineSQL.name(of: "from_value", .english),
                    "changed_to_name": TimelineSQL.name(of: "to_value", .english),
                ],
                scope: Scope(
                    community: "c.community_id",
                    grid: "c.grid_id",
                    organization: "c.handler_organization_id",
                    resident: "c.reporter_id"
                ),
                guests: .below(caseID: "t.case_id"),
                // What the reporter said of how it went is not for others, and is the reporter's own.
                publicCondition: "(t.visibility = 'public' OR t.move = 'rate')",
                // What was taken out of a case before it was given to a unit is not the unit's to read.
                outsideRows: "(v.event_id IS NULL OR t.move = 'hand_over')",
                // Why the community put it into other hands is a word among its own.
                reserve: .handOvers,
                reservedWords: [
                    "remark": { language in
                        "CASE WHEN t.move <> 'hand_over' THEN \(language == .english ? finishedByIssue : "x.remark") END"
                    }
                ],
                label: "x.move"
            )
        }
    }

    /// What the server notes where an issue does the work of a case, in English; what people wrote is as they wrote it.
    private static let finishedByIssue = """
        CASE WHEN x.remark LIKE '由议题%办结' THEN replace(replace(x.remark, '由议题', 'Done with issue'), ' 办结', '') \
        WHEN x.remark LIKE '议题%已落实，由首接负责人转核查' THEN replace(replace(x.remark, '议题', 'Issue'), \
        '已落实，由首接负责人转核查', 'was carried out; whoever answers for it passes it on to its check') ELSE x.remark END
        """
}

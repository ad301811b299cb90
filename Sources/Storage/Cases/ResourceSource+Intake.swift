import Domain

extension ResourceSource {
    static func intake(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .caseQuestions:
            ResourceSource(table: "case_question", label: "x.title")
        case .caseRoutes:
            ResourceSource(table: "case_route", label: "x.from_date")
        case .replyTemplates:
            ResourceSource(table: "reply_template", reach: ["category_id": .categoriesAbove])
        case .publicCases:
            ResourceSource(table: "public_case", label: "x.number", reach: ["category_id": .categoriesBelow])
        default:
            ResourceSource(
                table: "case_answer",
                joins: "JOIN case_file c ON c.id = t.case_id JOIN case_question q ON q.id = t.question_id",
                expressions: ["code": "q.code", "title": "q.title", "kind": "q.kind"],
                scope: Scope(
                    community: "c.community_id",
                    grid: "c.grid_id",
                    organization: "c.handler_organization_id",
                    resident: "c.reporter_id"
                ),
                label: "x.created_at"
            )
        }
    }
}

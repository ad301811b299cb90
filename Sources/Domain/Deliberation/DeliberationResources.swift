extension Resource {
    /// Deliberation issues (议题).
    package static let issues = Resource(
        .issues,
        Title("议题", "Deliberation issues"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("compound_id", "小区", "Compound", to: .compounds).optional(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional(),
            .reference("session_id", "议事会", "Session", to: .sessions).optional(),
            .text("title", "标题", "Title", 1...100).required().filterable().sortable(),
            .text("description", "内容", "Description", 1...4000).required(),
            .text("proposer", "提出人", "Proposer", 1...50).required().filterable(),
            .choice("authority", "决定权", "Authority", IssueAuthority.self).defaulting(to: .text("hall")),
            Field("status", "状态", "Status", .enumeration(Enumeration(IssueStatus.self))).filterable(),
            .text("outcome", "结果", "Outcome", 1...2000).nullable(),
            .integer("cases", "来源诉求数", "Cases it grew from", 0...1_000_000),
            .instant("collected_at", "征集时间", "Collected at"),
            .instant("completed_at", "完成时间", "Completed at").nullable(),
            .version, .createdAt, .updatedAt,
        ],
        searched: ["title", "description", "outcome"],
        needsPrecondition: true
    )

    /// The timeline of an issue (议题时间线).
    package static let issueTimeline = Resource(
        .issueTimeline,
        Title("议题时间线", "Timeline of an issue"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .instant("at", "时间", "At"),
            .reference("actor_id", "经办账号", "Actor", to: .accounts).nullable(),
            Field("move", "动作", "Move", .enumeration(Enumeration(IssueMove.timeline))).filterable(),
            Field("from_status", "原状态", "From", .enumeration(Enumeration(IssueStatus.self))).nullable(),
            Field("to_status", "新状态", "To", .enumeration(Enumeration(IssueStatus.self))),
            .text("remark", "说明", "Remark", 1...2000).nullable(),
        ]
    )

    /// Deliberation sessions (议事会).
    package static let sessions = Resource(
        .sessions,
        Title("议事会", "Deliberation sessions"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("hall_id", "议事厅", "Hall", to: .halls).required().fixed(),
            .text("title", "名称", "Title", 1...100).required().filterable(),
            .instant("starts_at", "开始时间", "Starts at").required(),
            Field("status", "状态", "Status", .enumeration(Enumeration(SessionStatus.self))).filterable(),
            .integer("present", "到会人数", "People present", 0...10_000).nullable(),
            .text("summary", "纪要摘要", "Summary", 1...4000).optional(),
            .integer("issues", "议题数", "Issues", 0...1000),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("starts_at", descending: true)],
        unique: [["hall_id", "starts_at"]],
        rules: [.presentExactlyWhen("present", "status", ["held"])]
    )

    /// Projects (实施项目).
    package static let projects = Resource(
        .projects,
        Title("项目", "Projects"),
        area: .deliberation,
        read: .everyone,
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues).optional().fixed().forEveryone(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional().forEveryone(),
            .text("name", "名称", "Name", 1...100).required().filterable().sortable().forEveryone(),
            .integer("quantity", "数量", "Quantity", 1...1_000_000).optional().forEveryone(),
            .text("quantity_unit", "单位", "Unit", 1...10).optional().forEveryone(),
            .integer("budget_fen", "预算（分）", "Budget (fen)", 0...1_000_000_000_000).optional(),
            .integer("spent_fen", "已支出（分）", "Spent (fen)", 0...1_000_000_000_000).optional(),
            Field("status", "状态", "Status", .enumeration(Enumeration(ProjectStatus.self))).filterable().forEveryone(),
            .date("started_on", "开工日期", "Started on").nullable().forEveryone(),
            .date("completed_on", "完成日期", "Completed on").nullable().forEveryone(),
            .text("maintainer", "移交养护单位", "Maintained by", 1...100).optional().forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        rules: [
            .ordered("started_on", "completed_on"),
            .presentExactlyWhen("completed_on", "status", ["completed", "accepted"]),
            .together("quantity", "quantity_unit"),
        ],
        kept: [.valued("status", ["accepted"])]
    )
}

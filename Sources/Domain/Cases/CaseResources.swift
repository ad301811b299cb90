extension Resource {
    /// 诉求类别: each with its own limits.
    package static let caseCategories = Resource(
        .caseCategories,
        Title("诉求类别", "Case categories"),
        area: .cases,
        read: .everyone,
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("parent_id", "上级类别", "Parent", to: .caseCategories).optional().forEveryone(),
            .text("code", "代码", "Code", 1...32).required().fixed().filterable().sortable().forEveryone(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .integer("accept_limit_minutes", "受理时限（分钟）", "Limit for accepting (minutes)", 1...1_000_000)
                .defaulting(to: .integer(60)).forEveryone(),
            .integer("handle_limit_minutes", "办理时限（分钟）", "Limit for handling (minutes)", 1...1_000_000)
                .defaulting(to: .integer(4320)).forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        unique: [["community_id", "code"]]
    )

    /// Cases (诉求).
    package static let cases = Resource(
        .cases,
        Title("诉求", "Cases"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .manageCases,
        fields: [
            .id, .community,
            .text("number", "诉求编号", "Number", 8...32).filterable().sortable(),
            .choice("kind", "诉求类型", "Kind", CaseKind.self).required(),
            .choice("source", "来源", "Source", CaseSource.self).defaulting(to: .text("resident")).fixed(),
            .reference("category_id", "类别", "Category", to: .caseCategories).required(),
            .text("title", "标题", "Title", 1...100).required().filterable(),
            .text("description", "内容", "Description", 1...4000).required(),
            Field("status", "状态", "Status", .enumeration(Enumeration(CaseStatus.self))).filterable(),
            .choice("priority", "优先级", "Priority", CasePriority.self).defaulting(to: .text("normal")),
            .reference("grid_id", "网格", "Grid", to: .grids)
                .noted("由楼栋或公共部位得出", "Follows from the building or place").optional().fixed(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional().fixed(),
            .reference("building_id", "楼栋", "Building", to: .buildings).optional().fixed(),
            .reference("place_id", "公共部位", "Place", to: .places).optional().fixed(),
            .reference("reporter_id", "诉求人", "Reporter", to: .residents).optional().fixed(),
            .flag("private", "不公开", "Private"),
            .reference("answerable_id", "首接负责人", "Answerable person", to: .accounts).optional(),
            .reference("handler_id", "处理人", "Handler", to: .accounts).nullable(),
            .reference("handler_organization_id", "处理单位", "Handling organization", to: .organizations).nullable(),
            .reference("issue_id", "所在议题", "In deliberation", to: .issues).optional(),
            .reference("entered_by", "录入账号", "Entered by", to: .accounts).nullable(),
            .text("answer", "办理答复", "Answer", 1...2000).nullable(),
            .createdAt,
            .instant("due_at", "到期时间", "Due at").nullable(),
            .instant("closed_at", "结案时间", "Closed at").nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("created_at", descending: true)],
        searched: ["number", "title", "description", "answer"],
        needsPrecondition: true
    )

    /// The timeline of a case (诉求时间线).
    package static let caseTimeline = Resource(
        .caseTimeline,
        Title("诉求时间线", "Timeline of a case"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .handleCase,
        fields: [
            .id,
            .reference("case_id", "诉求", "Case", to: .cases),
            .instant("at", "时间", "At"),
            .reference("actor_id", "经办账号", "Actor", to: .accounts).nullable(),
            Field("move", "动作", "Move", .enumeration(Enumeration(CaseMove.timeline))).filterable(),
            Field("from_status", "原状态", "From", .enumeration(Enumeration(CaseStatus.self))).nullable(),
            Field("to_status", "新状态", "To", .enumeration(Enumeration(CaseStatus.self))),
            .choice("visibility", "可见范围", "Visibility", RemarkVisibility.self),
            .text("remark", "说明", "Remark", 1...2000).nullable(),
        ]
    )
}

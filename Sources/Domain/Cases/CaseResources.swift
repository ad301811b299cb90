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
            .limit("accept_limit", "受理时限", "Limit for accepting"),
            .limit("handle_limit", "办理时限", "Limit for handling"),
            .choice("check_policy", "核查方式", "Check before closing", CheckPolicy.self)
                .defaulting(to: .text("photo")).forEveryone(),
            .choice("path", "办理路径", "Path", CasePath.self).defaulting(to: .text("ordinary")).forEveryone(),
            .flag("private", "不公开", "Private").noted("此类诉求一律不公开", "No case of it is public").forEveryone(),
            .flag("needs_photo", "须附照片", "Needs a photo").forEveryone(),
            .choice("place_needed", "须填地点", "Place that is needed", PlaceNeed.self).optional().forEveryone(),
            .flag("routes_at_once", "受理即派单", "Dispatched when accepted").forEveryone(),
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
            .reference("category_id", "类别", "Category", to: .caseCategories)
                .noted("筛选时含下级类别", "As a filter with all below it").required(),
            .text("title", "标题", "Title", 1...100)
                .noted(
                    "居民上报必填；工作人员录入不填的，取内容的开头",
                    "Residents give one; left out by staff, it is the beginning of the description"
                ).leavable().filterable(),
            .text("public_title", "公开标题", "Title for the public", 1...100)
                .noted("不填则用标题，其中的长号码自动隐去", "Left out it is the title, without long numbers").optional(),
            .text("description", "内容", "Description", 1...4000).required(),
            Field("status", "状态", "Status", .enumeration(Enumeration(CaseStatus.self))).filterable(),
            .choice("priority", "优先级", "Priority", CasePriority.self).defaulting(to: .text("normal")),
            .reference("grid_id", "网格", "Grid", to: .grids)
                .noted("由楼栋或公共部位得出", "Follows from the building or place").optional().fixed(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional(),
            .reference("building_id", "楼栋", "Building", to: .buildings).optional(),
            .reference("place_id", "公共部位", "Place", to: .places).optional(),
            .reference("reporter_id", "诉求人", "Reporter", to: .residents).optional().fixed(),
            .reference("unit_id", "单元", "Unit", to: .units).optional(),
            .reference("household_id", "住户", "Household", to: .households).optional(),
            Field("private", "不公开", "Private", .boolean)
                .noted(
                    "表扬默认不公开，填 false 即同意公开；举报一律不公开",
                    "Thanks are private unless it says false, which is the consent to publish them; reports always are"
                ).filterable().leavable(),
            .flag("anonymous", "匿名", "Anonymous").fixed(),
            .reference("answerable_id", "首接负责人", "Answerable person", to: .accounts).optional(),
            .reference("handler_id", "处理人", "Handler", to: .accounts).nullable(),
            .reference("handler_organization_id", "处理单位", "Handling organization", to: .organizations).nullable(),
            .text("handler_name", "经办人", "Named person", 1...40).nullable(),
            .reference("issue_id", "所在议题", "In deliberation", to: .issues).optional(),
            .reference("entered_by", "录入账号", "Entered by", to: .accounts).nullable(),
            .text("answer", "办理答复", "Answer", 1...2000).nullable(),
            .choice("closing_reason", "结案原因", "Closing reason", ClosingReason.self).nullable(),
            .choice("declining_reason", "不予受理原因", "Reason for declining", DecliningReason.self).nullable(),
            .reference("duplicate_of_id", "并入诉求", "Merged into", to: .cases).nullable(),
            .reference("second_of_id", "首次诉求", "Second handling of", to: .cases).nullable(),
            .choice("told", "告知情况", "Told", CaseTold.self).nullable(),
            .choice("told_at_close", "结案时生效的告知情况", "Told, once it is closed", CaseTold.self)
                .noted(
                    "上报办结时已告知的，核查结案后才计入台账",
                    "Said with the report that it is done; the ledger counts it at the close"
                )
                .nullable(),
            Field("has_mediation", "有调解记录", "Has a mediation record", .boolean),
            .integer("warning_level", "预警级别", "Warning level", 0...3).filterable(),
            .integer("round", "办理轮次", "Round", 1...1000),
            Field("supervised", "督办", "Supervised", .boolean).filterable(),
            .text("external_number", "上级编号", "External number", 1...40).nullable(),
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
            .reference("on_behalf_of_id", "代录单位", "On behalf of", to: .organizations).nullable(),
            .choice("channel", "代录来源", "How the word arrived", CaseChannel.self).nullable(),
            .choice("visibility", "可见范围", "Visibility", RemarkVisibility.self),
            .text("remark", "说明", "Remark", 1...2000).nullable(),
            Field("taken_back", "答复已收回", "Answer taken back", .boolean)
                .noted(
                    "办理答复其后被打回、撤销或重新办理的，不再是现行答复",
                    "Of an answer: whether it was sent back, undone or opened again since, and is the answer no more"
                ).nullable(),
            Field("changed", "修改项", "Changed member", .enumeration(Enumeration(CaseChangedField.self)))
                .noted(
                    "修改一次有几项，就有几行；原值和新值为编号或代码",
                    "A change of several members has a row for each; its values are numbers and codes"
                ).filterable().nullable(),
            .text("changed_from", "原值", "Changed from", 1...4000).nullable(),
            .text("changed_to", "新值", "Changed to", 1...4000).nullable(),
            .text("changed_from_name", "原值名称", "Changed from, by name", 1...4000).nullable(),
            .text("changed_to_name", "新值名称", "Changed to, by name", 1...4000).nullable(),
        ]
    )
}

extension Field {
    /// A limit in its written form: `4 working_hours`.
    static func limit(_ name: String, _ chinese: String, _ english: String) -> Field {
        Field(name, chinese, english, .timeLimit)
            .noted(
                "例如 30 minutes、4 working_hours、3 working_days、end_of_working_day；不填则按优先级",
                "Such as 30 minutes, 4 working_hours, 3 working_days, end_of_working_day; left out, the priority's"
            )
            .optional().forEveryone()
    }
}

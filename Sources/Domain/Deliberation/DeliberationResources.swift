extension Resource {
    /// Deliberation issues (议题).
    package static let issues = Resource(
        .issues,
        Title("议题", "Deliberation issues"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .joinDeliberation,
        fields: [
            .id, .community,
            .text("number", "议题编号", "Number", 1...40).nullable(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional(),
            .reference("session_id", "议事会", "Session", to: .sessions).nullable(),
            .text("title", "标题", "Title", 1...100).required().filterable().sortable(),
            .text("description", "内容", "Description", 1...4000).required(),
            .text("public_title", "公开标题", "Title for the public", 1...100).optional()
                .noted("工作人员核定；初审时默认为去除号码的原标题", "Approved by staff; at screening the title without numbers by default"),
            .text("public_description", "公开内容", "Description for the public", 1...4000).optional()
                .noted("工作人员核定；初审时默认为去除号码的原文", "Approved by staff; at screening the text without numbers by default"),
            .text("proposer", "提出人", "Proposer", 1...50).leavable().filterable().named(),
            .choice("source", "来源", "Source", IssueSource.self).nullable(),
            .choice("authority", "决定权", "Authority", IssueAuthority.self).defaulting(to: .text("hall")),
            .flag("six_steps", "四议两公开", "Takes the six steps"),
            .reference("party_organization_id", "提议党组织", "Party branch that proposes it", to: .partyOrganizations)
                .optional(),
            Field("status", "状态", "Status", .enumeration(Enumeration(IssueStatus.self))).filterable(),
            .choice("reason", "理由类别", "Reason", IssueReason.self).nullable(),
            .text("outcome", "结果", "Outcome", 1...2000).nullable(),
            .integer("cases", "来源诉求数", "Cases it grew from", 0...1_000_000),
            .integer("supporters", "联名人数", "Supporters", 0...1_000_000),
            .integer("versions", "修改次数", "Earlier versions", 0...10_000),
            .integer("ratings", "评议人数", "Residents who judged it", 0...1_000_000),
            .integer("stars", "评议总分", "Sum of their scores", 0...5_000_000),
            .reference("merged_into_id", "并入议题", "Merged into", to: .issues).nullable(),
            .instant("edit_until", "自由修改截止", "Freely edited until").nullable(),
            .instant("screened_at", "初审时间", "Screened at").nullable(),
            .instant("answer_due_at", "官方答复期限", "Official answer due").nullable(),
            .text("official_answer", "官方答复", "Official answer", 1...2000).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            Field("answer_overdue", "答复逾期", "Answer overdue", .boolean).filterable(),
            .instant("archived_at", "归档时间", "Archived at").nullable(),
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
            .instant("starts_at", "开始时间", "Starts at").leavable(),
            .text("chair", "主持人", "Chair", 1...50).optional(),
            .text("online_url", "线上会场", "Online place", 8...300).optional(),
            Field("status", "状态", "Status", .enumeration(Enumeration(SessionStatus.self))).filterable(),
            .instant("opened_at", "开始时间（实际）", "Opened at").nullable(),
            .instant("closed_at", "结束时间（实际）", "Closed at").nullable(),
            .integer("quorum_percent", "法定到会比例（超过，%）", "More than so many percent make a quorum", 0...99),
            .integer("roll", "应到人数", "People on the roll", 0...10_000),
            .integer("checked_in", "应到人员已签到", "Of them checked in", 0...10_000),
            Field("quorum_met", "达到法定人数", "Quorum met", .boolean),
            .integer("present", "到会人数", "People present", 0...10_000).nullable(),
            .integer("typed_present", "其中手工填报（未签到）", "Of them typed in, not signed in", 0...10_000).nullable(),
            .text("warnings", "提醒", "Warnings", 1...4000).nullable()
                .noted("邀请过迟、因必到方缺席而暂缓的事项", "Invitations that came late, items put off for an absent party"),
            .text("summary", "纪要摘要", "Summary", 1...4000).optional(),
            .text("cancel_reason", "取消事由", "Why it was cancelled", 1...200).nullable(),
            .integer("issues", "议题数", "Issues", 0...1000),
            .integer("items", "议程项数", "Agenda items", 0...50),
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
            .integer("milestones", "节点数", "Milestones", 0...1000).forEveryone(),
            .integer("progress", "进度（%）", "Progress in percent", 0...100)
                .noted("按节点权重计算", "By the weights of its milestones").forEveryone(),
            .text("carrier", "实施单位", "Carried out by", 1...100).optional().forEveryone(),
            .reference("carrier_account_id", "实施负责人", "Who is responsible for it", to: .accounts).optional(),
            .reference("completed_by", "完工申报人", "Reported complete by", to: .accounts).nullable(),
            .reference("accepted_by", "验收人", "Accepted by", to: .accounts).nullable(),
            .instant("accepted_at", "验收时间", "Accepted at").nullable(),
            .text("acceptance", "验收意见", "What the acceptance says", 1...2000).nullable(),
            .text("maintainer", "移交养护单位", "Maintained by", 1...100).optional().forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        rules: [
            .ordered("started_on", "completed_on"),
            .presentExactlyWhen("completed_on", "status", ["completed", "accepted"]),
            .together("quantity", "quantity_unit"),
        ],
        kept: [.valued("status", ["implementing", "completed", "accepted"])]
    )
}

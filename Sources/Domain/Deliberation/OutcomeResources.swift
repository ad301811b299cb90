extension Resource {
    /// What was decided, shown to everybody before it is carried out (公示).
    package static let publicNotices = Resource(
        .publicNotices,
        Title("公示", "Public notices"),
        area: .deliberation,
        read: .everyone,
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues).forEveryone(),
            .text("title", "标题", "Title", 1...100).forEveryone(),
            .text("text", "公示内容", "Text", 1...4000).forEveryone(),
            .text("outcome", "表决结果", "What the vote came to", 1...4000).nullable().forEveryone(),
            .text("place", "张贴处", "Where it hangs", 1...200).nullable().forEveryone(),
            .date("from_date", "公示起始日", "From").forEveryone(),
            .date("until_date", "公示截止日（含）", "Until (included)").forEveryone(),
            .integer("objections", "异议数", "Objections", 0...100_000).forEveryone(),
            .integer("unanswered", "未答复异议", "Objections not answered", 0...100_000).forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ]
    )

    /// What residents have against it, and what is answered to them (公示异议).
    package static let objections = Resource(
        .objections,
        Title("公示异议", "Objections"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .joinDeliberation,
        fields: [
            .id, .community,
            .reference("notice_id", "公示", "Public notice", to: .publicNotices),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable().naming(),
            .text("name", "提出人", "Who objects", 1...50).naming(),
            .text("text", "异议", "Objection", 1...2000),
            .text("answer", "答复", "Answer", 1...2000).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .reference("answered_by", "答复人", "Answered by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// The steps of a project with their weights (项目节点).
    package static let milestones = Resource(
        .milestones,
        Title("项目节点", "Milestones"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("project_id", "项目", "Project", to: .projects).required().fixed(),
            .text("title", "节点", "Title", 1...100).required(),
            .integer("weight", "权重", "Weight", 1...1000).required(),
            .date("due_on", "应完成日期", "Due on").optional(),
            Field("evidence_required", "须附完成依据", "Needs evidence", .boolean).optional()
                .noted("不填按 project_evidence 的规定", "Left out, it is as project_evidence says"),
            .date("done_on", "完成日期", "Done on").nullable(),
            .reference("done_by", "登记人", "Noted by", to: .accounts).nullable(),
            .text("remark", "完成情况", "How it was done", 1...1000).nullable(),
            .integer("evidence", "完成依据（份）", "Files that show it", 0...100_000),
            .instant("warned_at", "逾期提醒时间", "Told of as late at").nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// How residents judge what came of an issue (居民评议).
    package static let issueRatings = Resource(
        .issueRatings,
        Title("居民评议", "Residents' judgements"),
        area: .deliberation,
        read: .holders(of: .readPeople),
        write: .joinDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .reference("resident_id", "居民", "Resident", to: .residents),
            .integer("score", "评分", "Score", 1...5),
            .text("text", "意见", "Opinion", 1...1000).nullable(),
            Field("on_paper", "纸质评议", "On paper", .boolean).filterable(),
            .instant("updated_at", "评议时间", "Judged at"),
        ]
    )

    /// The steps of 四议两公开 that an issue took (四议两公开).
    package static let issueSteps = Resource(
        .issueSteps,
        Title("四议两公开", "Steps of the six"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .integer("place", "第几步", "Place", 1...6),
            .choice("step", "步骤", "Step", DecisionStep.self),
            .date("held_on", "日期", "Held on"),
            .text("minutes", "纪要", "Minutes", 1...4000).nullable()
                .noted("党的会议的纪要和人数只对需要的人显示", "Minutes and figures of Party meetings are for those who need them"),
            .integer("due", "应到", "Due", 1...1_000_000).nullable(),
            .integer("present", "到会", "Present", 0...1_000_000).nullable(),
            .integer("for", "同意", "For", 0...1_000_000).nullable(),
            .integer("against", "反对", "Against", 0...1_000_000).nullable(),
            .integer("abstain", "弃权", "Abstained", 0...1_000_000).nullable(),
            .text("location", "公开地点", "Where it is disclosed", 1...200).nullable(),
            .date("from_date", "公开自", "Disclosed from").nullable(),
            .date("until_date", "公开至", "Disclosed until").nullable(),
            .reference("recorded_by", "记录人", "Recorded by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        watch: .partyRecords
    )
}

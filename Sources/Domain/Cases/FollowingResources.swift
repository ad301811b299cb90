extension Resource {
    /// Who follows a case: others' matters that somebody looks at, and those that are theirs too (关注).
    package static let followers = Resource(
        .followers,
        Title("关注", "Followers"),
        area: .cases,
        read: .holders(of: .submitCase),
        write: .submitCase,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("resident_id", "关注人", "Follower", to: .residents),
            Field("reported", "本人同一诉求", "The own matter, too", .boolean).filterable(),
            .instant("since", "关注时间", "Since"),
            .text("case_number", "诉求编号", "Number of the case", 8...32),
            Field("case_status", "诉求状态", "Status of the case", .enumeration(Enumeration(CaseStatus.self)))
                .noted("诉求转为不公开后，旁观的关注人不再看到", "Not told to onlookers of what became private").nullable(),
            .text("answer", "答复", "Answer", 1...2000)
                .noted("同样反映了该问题的人看到答复", "For those whose matter it is, too").nullable(),
            .instant("closed_at", "结案时间", "Closed").noted("同上", "Likewise").nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)],
        watch: .exports
    )

    /// Of which grid, compound or building a resident wants to hear (关注区域).
    package static let subscriptions = Resource(
        .subscriptions,
        Title("关注区域", "Subscriptions"),
        area: .cases,
        read: .holders(of: .submitCase),
        write: .submitCase,
        fields: [
            .id, .community,
            .reference("resident_id", "居民", "Resident", to: .residents).required().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional().fixed(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional().fixed(),
            .reference("building_id", "楼栋", "Building", to: .buildings).optional().fixed(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["resident_id", "grid_id"], ["resident_id", "compound_id"], ["resident_id", "building_id"]],
        watch: .exports
    )

    /// Is it solved? Asked after the end of each round, and answered once (办结回访).
    package static let followUps = Resource(
        .followUps,
        Title("办结回访", "Follow-ups"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .submitCase,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .integer("round", "办理轮次", "Round", 1...1000),
            .instant("asked_at", "询问时间", "Asked at"),
            .choice("answer", "答复", "Answer", FollowUpAnswer.self).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .reference("answered_by", "登记账号", "Entered by", to: .accounts).nullable(),
            .choice("channel", "回访方式", "How the word arrived", CaseChannel.self).nullable(),
            .text("remark", "说明", "Remark", 1...1000).nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("round")]
    )
}

extension Resource {
    /// Activities (活动).
    package static let activities = Resource(
        .activities,
        Title("活动", "Activities"),
        area: .activities,
        read: .everyone,
        write: .writeActivities,
        fields: [
            .id, .community,
            .choice("kind", "类型", "Kind", ActivityKind.self).required().forEveryone(),
            .choice("theme", "主题", "Theme", ActivityTheme.self).optional().forEveryone(),
            .text("title", "名称", "Title", 1...100).required().filterable().sortable().forEveryone(),
            .text("summary", "简介", "Summary", 1...2000).optional().forEveryone(),
            Field("status", "状态", "Status", .enumeration(Enumeration(ActivityStatus.self))).filterable().forEveryone(),
            .reference("organizer_id", "主办组织", "Organizer", to: .organizations).optional().forEveryone(),
            .reference("party_organization_id", "主办党组织", "Party organization", to: .partyOrganizations).optional(),
            .reference("venue_id", "场馆", "Venue", to: .venues).optional().forEveryone(),
            .text("online_url", "线上链接", "Online link", 1...300).optional().forEveryone(),
            .instant("starts_at", "开始时间", "Starts at").required().forEveryone(),
            .instant("ends_at", "结束时间", "Ends at").required().forEveryone(),
            .instant("sign_up_opens_at", "报名开始", "Sign-up opens at").optional().forEveryone(),
            .instant("sign_up_closes_at", "报名截止", "Sign-up closes at").optional().forEveryone(),
            .integer("capacity", "名额", "Capacity", 0...100_000).optional().forEveryone(),
            .flag("party_members_only", "仅限党员", "Party members only").forEveryone(),
            .integer("price_fen", "费用（分）", "Price (fen)", 0...100_000_000).defaulting(to: .integer(0)).forEveryone(),
            .integer("confirmed", "已占名额", "Places taken", 0...1_000_000).forEveryone(),
            .integer("waitlisted", "候补人数", "People waiting", 0...1_000_000).forEveryone(),
            .integer("attended", "签到人数", "People checked in", 0...1_000_000).forEveryone(),
            .integer("walk_ins", "现场参加", "Walk-ins", 0...100_000).forEveryone(),
            .integer("head_count", "其他到场人数", "Others present", 0...100_000).forEveryone(),
            .integer("person_times", "人次", "Person-times", 0...1_000_000).forEveryone()
                .noted("签到人数、现场参加与其他到场之和", "People checked in, walk-ins and others present"),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("starts_at", descending: true)],
        searched: ["title", "summary"],
        rules: [.ordered("starts_at", "ends_at"), .ordered("sign_up_opens_at", "sign_up_closes_at")]
    )

    /// Sign-ups (报名).
    package static let signUps = Resource(
        .signUps,
        Title("报名", "Sign-ups"),
        area: .activities,
        read: .holders(of: .readSignUps),
        write: .signUp,
        fields: [
            .id,
            .reference("community_id", "社区", "Community", to: .communities),
            .reference("activity_id", "活动", "Activity", to: .activities).required().fixed(),
            .reference("resident_id", "居民", "Resident", to: .residents).required().fixed(),
            .integer("party_size", "人数", "Party size", 1...20).defaulting(to: .integer(1)).fixed(),
            Field("status", "状态", "Status", .enumeration(Enumeration(SignUpStatus.self))).filterable(),
            .integer("waiting_position", "候补位次", "Position in the queue", 1...1_000_000).nullable(),
            .reference("signed_up_by", "经办账号", "Signed up by", to: .accounts).nullable(),
            .instant("checked_in_at", "签到时间", "Checked in at").nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["activity_id", "resident_id"]]
    )
}

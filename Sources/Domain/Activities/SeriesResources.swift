extension Resource {
    /// What takes place again and again by one rule (系列活动).
    package static let activitySeries = Resource(
        .activitySeries,
        Title("系列活动", "Activity series"),
        area: .activities,
        read: .everyone,
        write: .writeActivities,
        fields: [
            .id, .community,
            .choice("kind", "类型", "Kind", ActivityKind.self).required().fixed().forEveryone(),
            .choice("theme", "主题", "Theme", ActivityTheme.self).optional().fixed().forEveryone(),
            .text("title", "名称", "Title", 1...90).required().filterable().forEveryone(),
            .text("summary", "简介", "Summary", 1...2000).optional().forEveryone(),
            .reference("organizer_id", "主办组织", "Organizer", to: .organizations).optional().fixed().forEveryone(),
            .reference("party_organization_id", "主办党组织", "Party organization", to: .partyOrganizations).optional()
                .fixed(),
            .reference("venue_id", "场馆", "Venue", to: .venues).optional().forEveryone(),
            .text("online_url", "线上链接", "Online link", 1...300).optional().forEveryone(),
            .instant("starts_at", "首次开始", "First meeting starts at").required().forEveryone(),
            .instant("ends_at", "首次结束", "First meeting ends at").required().forEveryone(),
            .text("rule", "重复规则", "Rule", 10...200).required().forEveryone()
                .noted(
                    "RFC 5545 RRULE，例如 FREQ=MONTHLY;BYDAY=1SA,2SA,3SA",
                    "RFC 5545 RRULE, such as FREQ=MONTHLY;BYDAY=1SA,2SA,3SA"
                ),
            .integer("per_month", "每月承诺次数", "Promised a month", 1...31).optional().forEveryone(),
            .integer("capacity", "每次名额", "Capacity of each", 0...100_000).optional().forEveryone(),
            .integer("reserved_places", "每次保留名额", "Reserved places of each", 0...100_000).defaulting(to: .integer(0))
                .noted("含在名额内，不对外开放", "Part of the capacity, not open to the public"),
            .integer("party_limit", "同行人数上限", "Party size at most", 1...20).defaulting(to: .integer(20))
                .forEveryone(),
            .flag("needs_approval", "报名须审核", "Sign-ups are approved").forEveryone(),
            .choice("promotion", "候补方式", "How those who wait get a place", PromotionMode.self)
                .defaulting(to: .text(PromotionMode.direct.rawValue)).forEveryone(),
            window("sign_up_opens_before", "报名提前开始（分钟）", "Sign-up opens before (minutes)", 0),
            window("sign_up_closes_before", "报名提前截止（分钟）", "Sign-up closes before (minutes)", -1_440),
            window("cancel_closes_before", "自行取消提前截止（分钟）", "Cancelling ends before (minutes)", -1_440),
            window("quotas_release_before", "分组名额提前释放（分钟）", "Quotas are released before (minutes)", -1_440),
            .flag("party_members_only", "仅限党员", "Party members only").forEveryone(),
            .reference("for_branch_id", "限定党组织", "For members of", to: .partyOrganizations).optional(),
            .reference("for_grid_id", "限定网格", "For residents of grid", to: .grids).optional().forEveryone(),
            .integer("least_age", "最小年龄", "From age", 0...150).optional().forEveryone(),
            .integer("most_age", "最大年龄", "Up to age", 0...150).optional().forEveryone(),
            .choice("for_care_tag", "限定关怀类别", "For people with care tag", CareTag.self).optional().forEveryone(),
            .reference("for_group_id", "限定服务群体", "For service group", to: .serviceGroups).optional().forEveryone(),
            .integer("price_fen", "费用（分）", "Price (fen)", 0...100_000_000).defaulting(to: .integer(0)).forEveryone(),
            .integer("meetings", "已排次数", "Meetings made", 0...100_000).forEveryone(),
            .instant("cancelled_at", "整个系列取消时间", "Called off at").nullable().forEveryone(),
            .text("cancel_reason", "取消原因", "Why it was called off", 1...500).nullable().forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        rules: [.ordered("starts_at", "ends_at"), .ordered("least_age", "most_age")]
    )

    private static func window(_ name: String, _ chinese: String, _ english: String, _ least: Int64) -> Field {
        .integer(name, chinese, english, least...525_600).optional().forEveryone()
            .noted("以每次活动的开始时间计，负数为开始之后", "Counted from the beginning of each meeting; below zero it is after it")
    }

    /// What is asked at each meeting of a series (系列报名表).
    package static let seriesQuestions = Resource(
        .seriesQuestions,
        Title("系列报名表问题", "Questions of series"),
        area: .activities,
        read: .everyone,
        write: .writeActivities,
        fields: [
            .id, .community,
            .reference("series_id", "系列", "Series", to: .activitySeries).required().fixed().forEveryone(),
        ] + questionFields,
        unique: [["series_id", "code"]],
        rules: [.presentExactlyWhen("choices", "kind", [QuestionKind.choice.rawValue])]
    )

    /// For whom places are set aside at each meeting of a series (系列分组名额).
    package static let seriesQuotas = Resource(
        .seriesQuotas,
        Title("系列分组名额", "Quotas of series"),
        area: .activities,
        read: .holders(of: .readActivities),
        write: .writeActivities,
        fields: [
            .id,
            .reference("community_id", "社区", "Community", to: .communities),
            .reference("series_id", "系列", "Series", to: .activitySeries).required().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional().fixed(),
            .choice("care_tag", "关怀类别", "Care tag", CareTag.self).optional().fixed(),
            .integer("from_age", "年龄不低于", "From age", 1...150).optional().fixed(),
            .reference("group_id", "服务群体", "Service group", to: .serviceGroups).optional().fixed(),
            .integer("places", "每次名额", "Places of each", 0...100_000).required(),
            .version, .createdAt, .updatedAt,
        ]
    )
}

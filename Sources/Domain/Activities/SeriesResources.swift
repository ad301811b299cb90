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
            .instant("starts_at", "首次开始", "First meeting starts at").required().forEveryone(),
            .instant("ends_at", "首次结束", "First meeting ends at").required().forEveryone(),
            .text("rule", "重复规则", "Rule", 10...200).required().forEveryone()
                .noted(
                    "RFC 5545 RRULE，例如 FREQ=MONTHLY;BYDAY=1SA,2SA,3SA",
                    "RFC 5545 RRULE, such as FREQ=MONTHLY;BYDAY=1SA,2SA,3SA"
                ),
            .integer("per_month", "每月承诺次数", "Promised a month", 1...31).optional().forEveryone(),
            .integer("capacity", "每次名额", "Capacity of each", 0...100_000).optional().forEveryone(),
            .integer("party_limit", "同行人数上限", "Party size at most", 1...20).defaulting(to: .integer(20))
                .forEveryone(),
            .integer("least_age", "最小年龄", "From age", 0...150).optional().forEveryone(),
            .integer("most_age", "最大年龄", "Up to age", 0...150).optional().forEveryone(),
            .integer("meetings", "已排次数", "Meetings made", 0...100_000).forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        rules: [.ordered("starts_at", "ends_at"), .ordered("least_age", "most_age")]
    )
}

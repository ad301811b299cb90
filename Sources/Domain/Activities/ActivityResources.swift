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
            .instant("cancel_closes_at", "自行取消截止", "Cancelling ends at").optional().forEveryone()
                .noted("不填则为活动开始时", "The beginning where nothing is said"),
            .integer("capacity", "名额", "Capacity", 0...100_000).optional().forEveryone(),
            .integer("reserved_places", "保留名额", "Reserved places", 0...100_000).defaulting(to: .integer(0))
                .noted("含在名额内，不对外开放", "Part of the capacity, not open to the public"),
            .instant("quotas_release_at", "分组名额释放时间", "Quotas are released at").optional().forEveryone(),
            .integer("party_limit", "同行人数上限", "Party size at most", 1...20).defaulting(to: .integer(20)).forEveryone(),
            .flag("needs_approval", "报名须审核", "Sign-ups are approved").forEveryone(),
            .choice("promotion", "候补方式", "How those who wait get a place", PromotionMode.self)
                .defaulting(to: .text(PromotionMode.direct.rawValue)).forEveryone(),
            .flag("party_members_only", "仅限党员", "Party members only").forEveryone(),
            .reference("for_branch_id", "限定党组织", "For members of", to: .partyOrganizations).optional(),
            .reference("for_grid_id", "限定网格", "For residents of grid", to: .grids).optional().forEveryone(),
            .integer("least_age", "最小年龄", "From age", 0...150).optional().forEveryone(),
            .integer("most_age", "最大年龄", "Up to age", 0...150).optional().forEveryone(),
            .choice("for_care_tag", "限定关怀类别", "For people with care tag", CareTag.self).optional().forEveryone(),
            .reference("for_group_id", "限定服务群体", "For service group", to: .serviceGroups).optional().forEveryone(),
            .integer("price_fen", "费用（分）", "Price (fen)", 0...100_000_000).defaulting(to: .integer(0)).forEveryone(),
            .integer("confirmed", "已报名人数", "People with a place", 0...1_000_000).forEveryone()
                .noted("含已签到，不含候补待确认", "Those who came included, those with an offer not"),
            .integer("offered", "候补待确认人数", "People with an offer", 0...1_000_000).forEveryone(),
            .integer("free_places", "公开余位", "Places open to everybody", 0...1_000_000).nullable().forEveryone(),
            .integer("waitlisted", "候补人数", "People waiting", 0...1_000_000).forEveryone(),
            .integer("attended", "签到人数", "People checked in", 0...1_000_000).forEveryone(),
            .integer("no_shows", "未到人数", "People who did not come", 0...1_000_000).nullable()
                .noted("只给查看报名的工作人员：报名少时可推知是谁", "For staff who read the sign-ups: of few it says who"),
            .integer("walk_ins", "现场参加", "Walk-ins", 0...100_000).forEveryone(),
            .integer("head_count", "其他到场人数", "Others present", 0...100_000).forEveryone(),
            .integer("hand_typed", "人工填报的人次", "Person-times typed by hand", 0...1_000_000)
                .noted(
                    "含在人次内；现场参加与其他到场，无签到可核对",
                    "Part of the person-times: walk-ins and others present, whom no check-in shows"
                ),
            .integer("own_typed", "主办单位自行填报的人次", "Person-times typed by the organization itself", 0...1_000_000)
                .noted(
                    "含在人工填报内；由运营方或协办单位自己填写",
                    "Part of those typed by hand: what an operator or partner entered itself"
                ),
            .reference("counted_by", "到场人数填报账号", "Who entered the numbers", to: .accounts).nullable(),
            .text("count_reason", "到场人数更正原因", "Why the numbers were corrected", 1...500).nullable(),
            .instant("corrected_at", "到场人数更正时间", "Corrected at").nullable()
                .noted("结束后超过补录期限才更正的", "Where it was later than operators may enter anything"),
            .integer("person_times", "人次", "Person-times", 0...1_000_000).forEveryone()
                .noted("签到人数、现场参加与其他到场之和", "People checked in, walk-ins and others present"),
            .reference("series_id", "系列", "Series", to: .activitySeries).nullable().forEveryone(),
            .date("series_on", "系列日期", "Day in the series").nullable().forEveryone(),
            .text("outcome", "活动小结", "Summary afterwards", 1...2000).optional().forEveryone(),
            .text("cancel_reason", "取消原因", "Why it was cancelled", 1...500).nullable().forEveryone(),
            .integer("sequence", "变更次数", "Changes of time or place", 0...Int64.max).forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("starts_at", descending: true)],
        searched: ["title", "summary"],
        rules: [
            .before("starts_at", "ends_at"), .ordered("sign_up_opens_at", "sign_up_closes_at"),
            .ordered("least_age", "most_age"), .ordered("cancel_closes_at", "ends_at"),
        ]
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
            .flag("reserved", "使用保留名额", "On a reserved place").fixed()
                .noted("仅主办方", "By the organiser only"),
            Field("status", "状态", "Status", .enumeration(Enumeration(SignUpStatus.self))).filterable(),
            .integer("waiting_position", "候补位次", "Position in the queue", 1...1_000_000).nullable(),
            Field("penalised", "候补靠后", "Has a lower turn", .boolean)
                .noted(
                    "因多次未到；只统计有人签到的活动，只登记人头数的不计",
                    "Because of absences; only activities at whose door somebody checked in count, not those with a bare "
                        + "head-count"
                ),
            .reference("quota_id", "分组名额", "Quota", to: .signUpQuotas).nullable(),
            .reference("helper_id", "代报名居民", "Helper", to: .residents).nullable(),
            .reference("signed_up_by", "经办账号", "Signed up by", to: .accounts).nullable(),
            Field("walk_in", "现场登记", "Came without signing up", .boolean),
            .instant("offer_expires_at", "确认截止", "The offer ends at").nullable(),
            .instant("checked_in_at", "签到时间", "Checked in at").nullable(),
            .instant("checked_out_at", "签退时间", "Checked out at").nullable(),
            Field("excused", "未到已免责", "Absence excused", .boolean),
            .text("reason", "原因", "Reason", 1...500).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["activity_id", "resident_id"]],
        watch: .exports
    )

    /// Places set aside for a group (分组名额).
    package static let signUpQuotas = Resource(
        .signUpQuotas,
        Title("分组名额", "Quotas"),
        area: .activities,
        read: .holders(of: .readActivities),
        write: .writeActivities,
        fields: [
            .id,
            .reference("community_id", "社区", "Community", to: .communities),
            .reference("activity_id", "活动", "Activity", to: .activities).required().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional().fixed(),
            .choice("care_tag", "关怀类别", "Care tag", CareTag.self).optional().fixed(),
            .integer("from_age", "年龄不低于", "From age", 1...150).optional().fixed(),
            .reference("group_id", "服务群体", "Service group", to: .serviceGroups).optional().fixed(),
            .integer("places", "名额", "Places", 0...100_000).required(),
            .integer("taken", "已占", "Taken", 0...1_000_000),
            .version, .createdAt, .updatedAt,
        ]
    )
}

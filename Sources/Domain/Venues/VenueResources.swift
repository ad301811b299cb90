extension Resource {
    /// Rooms of venues (场室).
    package static let rooms = Resource(
        .rooms,
        Title("场室", "Rooms"),
        area: .organizations,
        read: .everyone,
        write: .writeOrganizations,
        fields: [
            .id, .community, venue,
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .integer("floor", "楼层", "Floor", -5...200).optional().forEveryone(),
            .integer("seats", "座位", "Seats", 1...100_000).optional().forEveryone(),
            .choice("booked_by", "可预约人群", "Booked by", RoomBookers.self)
                .defaulting(to: .text(RoomBookers.bookers.rawValue)).forEveryone(),
            .integer("notice_hours", "须提前（小时）", "Notice (hours)", 0...8_760).optional().forEveryone(),
            .integer("days_ahead", "最多提前（天）", "Ahead at most (days)", 1...3_650).optional().forEveryone(),
            .integer("longest_minutes", "每次最长（分钟）", "At a time (minutes)", 1...1_440).optional().forEveryone(),
            .integer("cancel_hours", "取消截止（开始前小时）", "Given back before (hours)", 0...8_760).optional()
                .forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["venue_id", "name"]]
    )

    /// When a venue is open in a week (每周开放时间).
    package static let openingHours = Resource(
        .openingHours,
        Title("每周开放时间", "Opening hours"),
        area: .organizations,
        read: .everyone,
        write: .writeOrganizations,
        fields: [
            .id, .community, venue,
            .integer("weekday", "星期（周一为 1）", "Weekday, Monday is 1", 1...7).required().filterable().forEveryone(),
            Field("opens", "开门", "Opens", .timeOfDay).required().forEveryone(),
            Field("closes", "关门", "Closes", .timeOfDay).required().forEveryone(),
            .date("from_date", "起始日，默认今天", "From, today by default").optional().fixed().forEveryone()
                .noted(
                    "某日的开放时间是起止日含该日的那些条；同一星期的各条不得同时有效。早于今天的须填写原因",
                    "On a day those hours hold whose span it lies in; no two of a weekday hold at once. Before today a reason is needed"
                ),
            .date("until_date", "截止日（不含）", "Until (not included)").optional().forEveryone()
                .noted(
                    "以后改时间：先为现有的填写截止日，再从该日起新增",
                    "For other hours later on end these, and enter the others from that day"
                ),
            .text("reason", "补录原因", "Why it is entered late", 1...500).optional().fixed(),
            .instant("corrected_at", "补录时间", "Entered late at").nullable()
                .noted("起始日已过才登记的", "Where its first day was over"),
            .reference("entered_by", "登记账号", "Entered by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        rules: [.ordered("opens", "closes"), .ordered("from_date", "until_date")]
    )

    /// Days with other opening hours, or none (特殊开放日).
    package static let openingExceptions = Resource(
        .openingExceptions,
        Title("特殊开放日", "Opening exceptions"),
        area: .organizations,
        read: .everyone,
        write: .writeOrganizations,
        fields: [
            .id, .community, venue,
            .date("on_date", "日期", "Date").required().fixed().forEveryone(),
            Field("opens", "开门", "Opens", .timeOfDay).optional().forEveryone()
                .noted("不填则全天不开放", "Closed all day where nothing is said"),
            Field("closes", "关门", "Closes", .timeOfDay).optional().forEveryone(),
            .text("reason", "原因", "Reason", 1...100).optional().forEveryone()
                .noted("日期已过的必填", "Required of a day that is over"),
            .instant("corrected_at", "补录或更正时间", "Entered or corrected late at").nullable()
                .noted("日期已过才登记或修改的", "Where the day was over"),
            .reference("entered_by", "登记账号", "Entered by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["venue_id", "on_date", "opens"], ["venue_id", "on_date"]],
        rules: [.ordered("opens", "closes"), .together("opens", "closes")]
    )

    /// What a venue offers, and for how much (服务项目).
    package static let offerings = Resource(
        .offerings,
        Title("服务项目", "Offerings"),
        area: .organizations,
        read: .everyone,
        write: .writeOrganizations,
        fields: [
            .id, .community, venue,
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .integer("price_fen", "价格（分）", "Price (fen)", 0...100_000_000).defaulting(to: .integer(0)).forEveryone(),
            .text("unit", "计价单位", "Per", 1...20).optional().forEveryone(),
            .flag("retired", "已停止", "No longer offered").forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["venue_id", "name"]]
    )

    /// How many people came to a venue on a day on which it was open (客流登记).
    package static let visitCounts = Resource(
        .visitCounts,
        Title("客流登记", "Visit counts"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .bookVenues,
        fields: [
            .id, .community, venue,
            .date("on_date", "日期", "Date").required().fixed(),
            .integer("visitors", "人数", "Visitors", 0...1_000_000).required(),
            .text("reason", "补录或更正原因", "Why it is entered or corrected late", 1...500).optional(),
            Field("hand_typed", "运营方自行登记", "Counted by the operator itself", .boolean),
            .reference("counted_by", "登记账号", "Counted by", to: .accounts).nullable(),
            .instant("corrected_at", "补录或更正时间", "Entered or corrected late at").nullable()
                .noted("超过补录期限才登记或修改的", "Where it was later than operators may enter anything"),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("on_date", descending: true)],
        unique: [["venue_id", "on_date"]]
    )

    /// Who has a room when (场地预约).
    package static let bookings = Resource(
        .bookings,
        Title("场地预约", "Bookings"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .bookVenues,
        fields: [
            .id, .community,
            .reference("room_id", "场室", "Room", to: .rooms).required().fixed(),
            .reference("venue_id", "场馆", "Venue", to: .venues),
            .reference("activity_id", "活动", "Activity", to: .activities).optional().fixed(),
            .reference("organization_id", "使用组织", "For organization", to: .organizations).optional().fixed(),
            .text("title", "用途", "What for", 1...100).required().fixed(),
            .instant("starts_at", "开始时间", "Starts at").required().fixed(),
            .instant("ends_at", "结束时间", "Ends at").required().fixed(),
            Field("status", "状态", "Status", .enumeration(Enumeration(BookingStatus.self))).filterable(),
            .reference("first_id", "首次预约", "First of a row", to: .bookings).nullable(),
            .reference("booked_by", "经办账号", "Booked by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("starts_at", descending: true)],
        rules: [.ordered("starts_at", "ends_at")]
    )

    private static let venue = Field.reference("venue_id", "场馆", "Venue", to: .venues).required().fixed().forEveryone()
}

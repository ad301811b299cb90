extension Resource {
    /// Organizations (组织).
    package static let organizations = Resource(
        .organizations,
        Title("组织", "Organizations"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .choice("kind", "类别", "Kind", OrganizationKind.self).required().fixed(),
            .text("name", "名称", "Name", 1...100).required().filterable().sortable(),
            .choice("stage", "成长阶段", "Stage", OrganizationStage.self).optional().fixed()
                .noted("仅居民组织；此后由“进入下一阶段”改变", "Resident organizations only; they advance from then on"),
            .choice("registration", "登记状态", "Registration", OrganizationRegistration.self).optional(),
            .text("contact_name", "联系人", "Contact", 1...50).optional(),
            Field("contact_phone", "联系电话", "Contact phone", .contact).optional(),
            .date("founded_on", "成立日期", "Founded on").optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"]],
        searched: ["name"],
        rules: [.presentExactlyWhen("stage", "kind", ["resident_organization"])]
    )

    /// Venues (阵地场馆).
    package static let venues = Resource(
        .venues,
        Title("场馆", "Venues"),
        area: .organizations,
        read: .everyone,
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .choice("kind", "类别", "Kind", VenueKind.self).required().forEveryone(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .reference("operator_id", "运营方", "Operator", to: .organizations).optional().forEveryone(),
            .text("address", "地址", "Address", 1...200).optional().forEveryone(),
            .integer("floor", "楼层", "Floor", -5...200).optional().forEveryone(),
            .text("opening_hours", "开放时间", "Opening hours", 1...200).optional().forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"]]
    )

    /// Deliberation halls (议事厅).
    package static let halls = Resource(
        .halls,
        Title("议事厅", "Deliberation halls"),
        area: .deliberation,
        read: .everyone,
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .reference("venue_id", "场馆", "Venue", to: .venues).optional().forEveryone(),
            Field("default_start", "惯常开始时间", "Usual start", .timeOfDay).defaulting(to: .text("19:00")).forEveryone(),
            .date("opened_on", "启用日期", "Opened on").optional().forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"]]
    )
}

extension Resource {
    /// 党组织: one general branch per community, branches and groups below it.
    package static let partyOrganizations = Resource(
        .partyOrganizations,
        Title("党组织", "Party organizations"),
        area: .party,
        read: .holders(of: .readParty),
        write: .writeParty,
        fields: [
            .id, .community,
            .reference("parent_id", "上级党组织", "Parent", to: .partyOrganizations).optional().fixed(),
            .choice("kind", "类别", "Kind", PartyOrganizationKind.self).required().fixed(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .reference("secretary_id", "书记", "Secretary", to: .partyMembers).optional()
                .noted("书记是第一责任人，一名党员只任一个组织的书记", "The person first responsible; one organization each"),
            .date("established_on", "成立日期", "Established on").optional(),
            .date("term_until", "任期届满日", "Term until").optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"], ["secretary_id"]]
    )

    /// Party members (党员).
    package static let partyMembers = Resource(
        .partyMembers,
        Title("党员", "Party members"),
        area: .party,
        read: .holders(of: .readParty),
        write: .writeParty,
        fields: [
            .id, .community,
            .reference("branch_id", "所在支部", "Branch", to: .partyOrganizations).required(),
            .reference("resident_id", "居民", "Resident", to: .residents).optional(),
            .text("name", "姓名", "Name", 1...50).required().filterable(),
            .choice("sex", "性别", "Sex", Sex.self).required(),
            .choice("status", "党员类别", "Status", PartyMemberStatus.self).required(),
            .date("joined_on", "入党日期", "Joined on").required(),
            .date("full_on", "转正日期", "Full member since").optional(),
            .text("post", "党内职务", "Party post", 1...50).optional(),
            .flag("in_service", "在职党员报到", "In service, reporting in"),
            .flag("floating", "流动党员", "Floating"),
            Field("phone", "手机号", "Mobile number", .sealed(.phone)).optional().filterable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["resident_id"]],
        rules: [.ordered("joined_on", "full_on"), .presentExactlyWhen("full_on", "status", ["full"])],
        needsPrecondition: true,
        watch: .pages
    )

    /// Honours (荣誉).
    package static let honours = Resource(
        .honours,
        Title("荣誉", "Honours"),
        area: .party,
        read: .everyone,
        write: .writeHonours,
        fields: [
            .id, .community,
            .text("name", "名称", "Name", 1...100).required().filterable().sortable().forEveryone(),
            .text("issuer", "授予单位", "Issuer", 1...100).required().filterable().forEveryone(),
            .text("recipient", "获得者", "Recipient", 1...100).required().filterable().forEveryone(),
            .integer("year", "年度", "Year", 1949...2200).required().filterable().sortable().forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name", "recipient", "year"]],
        kept: [.yearIsOver("year")]
    )
}

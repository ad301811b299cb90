extension Resource {
    /// Who belongs to a resident organization (居民组织成员).
    package static let organizationMembers = Resource(
        .organizationMembers,
        Title("居民组织成员", "Members of resident organizations"),
        area: .organizations,
        read: .holders(of: .readSignUps),
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .reference("organization_id", "居民组织", "Organization", to: .organizations).required().fixed(),
            .reference("resident_id", "居民", "Resident", to: .residents).required().fixed(),
            .choice("role", "身份", "Role", OrganizationRole.self).required(),
            .text("duty", "分工", "Duty", 1...50).optional(), .date("from_date", "加入日期", "From").required(),
            .date("until_date", "退出日期", "Until").optional(), .version, .createdAt, .updatedAt,
        ],
        unique: [["organization_id", "resident_id"]],
        rules: [.ordered("from_date", "until_date")],
        watch: .exports
    )

    /// How a resident organization grew (成长记录).
    package static let organizationStages = Resource(
        .organizationStages,
        Title("成长记录", "Stages of growth"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .reference("organization_id", "居民组织", "Organization", to: .organizations),
            .choice("stage", "成长阶段", "Stage", OrganizationStage.self), .date("on_date", "日期", "Date"),
            .integer("leaders", "带头人", "Leaders", 0...1_000_000), .integer("members", "成员", "Members", 0...1_000_000),
            .integer("activities", "近期活动", "Recent activities", 0...1_000_000),
            .text("note", "说明", "Note", 1...500).nullable(),
            .reference("advanced_by", "经办账号", "Entered by", to: .accounts).nullable(), .version, .createdAt,
            .updatedAt,
        ],
        unique: [["organization_id", "stage"]]
    )

    /// What is bought of an organization, and for how long (服务合同).
    package static let contracts = Resource(
        .contracts,
        Title("服务合同", "Contracts"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .reference("purchaser_id", "购买方", "Purchaser", to: .organizations).optional()
                .noted("不填即社区", "The community where nobody is named"),
            .reference("provider_id", "承接方", "Provider", to: .organizations).required().fixed(),
            .text("title", "名称", "Title", 1...100).required().filterable(),
            .text("number", "合同编号", "Number", 1...50).optional().filterable(),
            .date("starts_on", "起始日", "Starts on").required(), .date("ends_on", "截止日（含）", "Ends on").required(),
            .integer("amount_fen", "金额（分）", "Amount (fen)", 0...100_000_000_000).defaulting(to: .integer(0)),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "number"]],
        rules: [.ordered("starts_on", "ends_on")]
    )

    /// The promises of a contract (合同承诺事项).
    package static let contractItems = Resource(
        .contractItems,
        Title("合同承诺事项", "Items of contracts"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community, contract,
            .text("title", "事项", "Item", 1...100).required(),
            .choice("counter", "计数口径", "Counted by", PromiseCounter.self).required().fixed(),
            .reference("venue_id", "场馆", "Venue", to: .venues).optional().fixed()
                .noted("仅开放天数与开放时长", "For days and minutes open only"),
            .integer("target", "承诺数量", "Target", 1...1_000_000_000).required(),
            .choice("per", "周期", "Per", PromisePeriod.self).required().fixed(),
            .integer("hand_count", "填报数", "Figure typed in", 0...1_000_000_000).optional()
                .noted("仅人工填报的事项", "For what is typed in only"), .version, .createdAt, .updatedAt,
        ],
        unique: [["contract_id", "title"]],
        rules: [
            .presentExactlyWhen("venue_id", "counter", ["opening_days", "outside_minutes"]),
            .presentExactlyWhen("hand_count", "counter", ["by_hand"]),
        ]
    )

    /// How a year of a contract was judged (合同年度评估).
    package static let contractEvaluations = Resource(
        .contractEvaluations,
        Title("合同年度评估", "Evaluations of contracts"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community, contract, .integer("year", "年度", "Year", 1949...2200).required().fixed().filterable(),
            .choice("grade", "等次", "Grade", ContractGrade.self).required(),
            .text("remark", "评语", "Remark", 1...1000).optional(),
            .integer("items", "承诺事项", "Items promised", 0...10_000),
            .integer("kept", "已履行事项", "Items kept", 0...10_000),
            .reference("evaluated_by", "评估账号", "Evaluated by", to: .accounts).nullable(), .version, .createdAt,
            .updatedAt,
        ],
        unique: [["contract_id", "year"]]
    )

    /// What had been delivered of each promise when a year was judged (履约结果).
    package static let contractDeliveries = Resource(
        .contractDeliveries,
        Title("履约结果", "Deliveries"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community, .reference("evaluation_id", "年度评估", "Evaluation", to: .contractEvaluations),
            .text("title", "事项", "Item", 1...100), .integer("promised", "承诺", "Promised", 0...Int64.max),
            .integer("delivered", "完成", "Delivered", 0...Int64.max), .integer("periods", "周期数", "Periods", 0...400),
            .integer("periods_kept", "履行的周期", "Periods kept", 0...400),
            Field("by_hand", "人工填报", "Typed in", .boolean), .version, .createdAt, .updatedAt,
        ]
    )

    /// Social workers of organizations who work in the community (社工派驻).
    package static let placements = Resource(
        .placements,
        Title("社工派驻", "Placements"),
        area: .organizations,
        read: .holders(of: .readOrganizations),
        write: .writeOrganizations,
        fields: [
            .id, .community,
            .reference("organization_id", "派出组织", "Organization", to: .organizations).required().fixed(),
            .reference("contract_id", "服务合同", "Contract", to: .contracts).optional(),
            .text("worker_name", "社工", "Social worker", 1...50).required(),
            .reference("venue_id", "场馆", "Venue", to: .venues).optional(),
            .integer("floor", "楼层", "Floor", -5...200).optional(), .date("from_date", "起始日", "From").required(),
            .date("until_date", "截止日（含）", "Until").optional(), .version, .createdAt, .updatedAt,
        ],
        rules: [.ordered("from_date", "until_date")]
    )

    private static let contract = Field.reference("contract_id", "合同", "Contract", to: .contracts).required().fixed()
}

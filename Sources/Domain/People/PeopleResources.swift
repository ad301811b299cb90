extension Resource {
    /// Households (户).
    package static let households = Resource(
        .households,
        Title("户", "Households"),
        area: .people,
        read: .holders(of: .readPeople),
        write: .writePeople,
        fields: [
            .id, .community,
            .reference("dwelling_id", "房屋", "Dwelling", to: .dwellings).required().fixed(),
            .reference("building_id", "楼栋", "Building", to: .buildings),
            .reference("grid_id", "当前网格", "Present grid", to: .grids).nullable(),
            .choice("kind", "类型", "Kind", HouseholdKind.self).defaulting(to: .text("owner")),
            .text("registered_head", "登记户主", "Registered head", 1...50).optional().filterable()
                .noted("台账上的户主姓名，户主本人可尚未登记", "The head's name in the register, registered as a resident or not yet"),
            .date("from_date", "入住日", "From").required().fixed(),
            .date("until_date", "迁出日（不含）", "Until (not included)").nullable(),
            .integer("members", "现住人数", "Residents today", 0...1000),
            .version, .createdAt, .updatedAt,
        ],
        rules: [.ordered("from_date", "until_date")],
        watch: .homes
    )

    /// 居民; phone and ID number are sealed in the store and shown masked.
    package static let residents = Resource(
        .residents,
        Title("居民", "Residents"),
        area: .people,
        read: .holders(of: .readPeople),
        write: .writePeople,
        fields: [
            .id, .community,
            .text("name", "姓名", "Name", 1...50).required().filterable(),
            .choice("sex", "性别", "Sex", Sex.self).required(),
            Field("birth_date", "出生日期", "Birth date", .maskedDate).required()
                .noted("只显示年份", "Only the year is shown"),
            .integer("birth_year", "出生年份", "Birth year", 1850...2200).filterable().sortable(),
            Field("phone", "手机号", "Mobile number", .sealed(.phone)).optional().filterable(),
            Field("id_number", "身份证号", "ID number", .sealed(.identityNumber)).optional().filterable(),
            .choice("residency", "户籍类型", "Residency", ResidencyStatus.self).defaulting(to: .text("registered")),
            .choice("care_tag", "关怀类别", "Care tag", CareTag.self).optional(),
            .reference("household_id", "现住户", "Present household", to: .households).required().fixed(),
            .choice("relation", "与户主关系", "Relation to the head", HouseholdRelation.self)
                .required().fixed(),
            .date("from_date", "入住日期", "Living there since").optional().fixed()
                .noted("默认今天", "Today by default"),
            .reference("building_id", "楼栋", "Building", to: .buildings).nullable(),
            .reference("grid_id", "当前网格", "Present grid", to: .grids).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "id_number"]],
        rules: [.ordered("birth_date", "from_date")],
        needsPrecondition: true,
        watch: .exports
    )
}

extension Resource {
    /// Sub-districts (街道).
    package static let subdistricts = Resource(
        .subdistricts,
        Title("街道", "Sub-districts"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .manageAccounts,
        fields: [
            .id,
            .text("code", "区划代码", "Area code", 1...12).required().filterable().sortable(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["code"]]
    )

    /// Communities (社区).
    package static let communities = Resource(
        .communities,
        Title("社区", "Communities"),
        area: .territory,
        read: .everyone,
        write: .manageAccounts,
        fields: [
            .id,
            .reference("subdistrict_id", "街道", "Sub-district", to: .subdistricts).required().fixed().forEveryone(),
            .text("code", "区划代码", "Area code", 1...16).required().filterable().sortable().forEveryone(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable().forEveryone(),
            .text("number_prefix", "诉求编号前缀", "Prefix of case numbers", 1...8).required().fixed()
                .noted("例如 GB，诉求编号为 GB-2021-000123", "For example GB, which makes GB-2021-000123"),
            .text("address", "地址", "Address", 1...200).optional().forEveryone(),
            .text("phone", "电话", "Phone", 1...20).optional().forEveryone(),
            .integer("grid_households_min", "网格户数下限", "Fewest households of a grid", 1...100_000)
                .defaulting(to: .integer(300)),
            .integer("grid_households_max", "网格户数上限", "Most households of a grid", 1...100_000)
                .defaulting(to: .integer(500)),
            .integer("smallest_group", "统计最小人数", "Smallest group that statistics show", 2...1_000)
                .defaulting(to: .integer(5))
                .noted("少于此数的人群不在统计中显示", "Groups of fewer people are hidden in statistics"),
            .flag("demo", "演示数据", "Demonstration data").fixed().forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        unique: [["code"], ["number_prefix"]],
        rules: [.ordered("grid_households_min", "grid_households_max")]
    )

    /// Compounds (小区).
    package static let compounds = Resource(
        .compounds,
        Title("小区", "Compounds"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .text("address", "地址", "Address", 1...200).optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"]]
    )

    /// Grids (网格).
    package static let grids = Resource(
        .grids,
        Title("网格", "Grids"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .text("code", "网格编码", "Code", 1...24).required().filterable().sortable(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "code"], ["community_id", "name"]]
    )

    /// 楼栋; its grid today comes from the dated memberships.
    package static let buildings = Resource(
        .buildings,
        Title("楼栋", "Buildings"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("compound_id", "小区", "Compound", to: .compounds).required().fixed(),
            .text("code", "楼栋编号", "Code", 1...24).required().filterable().sortable(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .integer("floors", "层数", "Floors", 1...200).optional().filterable(),
            .reference("grid_id", "当前网格", "Present grid", to: .grids).optional().fixed()
                .noted("调整网格请用 move", "To change it afterwards, use move"),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["compound_id", "code"]]
    )

    /// Grid memberships of buildings, with their history (楼栋网格归属).
    package static let buildingGrids = Resource(
        .buildingGrids,
        Title("楼栋网格归属", "Grid memberships of buildings"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("building_id", "楼栋", "Building", to: .buildings),
            .reference("grid_id", "网格", "Grid", to: .grids),
            .date("from_date", "起始日", "From"),
            .date("until_date", "截止日（不含）", "Until (not included)").nullable(),
            .text("reason", "原因", "Reason", 1...200).nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// Units (单元).
    package static let units = Resource(
        .units,
        Title("单元", "Units"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("building_id", "楼栋", "Building", to: .buildings).required().fixed(),
            .text("code", "单元号", "Code", 1...16).required().filterable().sortable(),
            .reference("party_member_id", "服务本单元的党员", "Party member serving the unit", to: .partyMembers).optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["building_id", "code"]]
    )

    /// Dwellings (房屋).
    package static let dwellings = Resource(
        .dwellings,
        Title("房屋", "Dwellings"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("unit_id", "单元", "Unit", to: .units).required().fixed(),
            .text("room", "室号", "Room", 1...16).required().filterable().sortable(),
            .choice("usage", "用途", "Use", DwellingUsage.self).defaulting(to: .text("flat")),
            .integer("certified_area", "产权面积（0.01 ㎡）", "Certified area (0.01 m²)", 1...100_000_000).optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["unit_id", "room"]]
    )

    /// 公共部位: a river, a gate, a pavement; so that no case is homeless.
    package static let places = Resource(
        .places,
        Title("公共部位", "Places"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("grid_id", "责任网格", "Responsible grid", to: .grids).required(),
            .reference("compound_id", "小区", "Compound", to: .compounds).optional(),
            .choice("kind", "类别", "Kind", PlaceKind.self).required(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .reference("maintainer_id", "养护单位", "Maintainer", to: .organizations).optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["grid_id", "name"]]
    )

    /// 公示牌: where each stands.
    package static let boards = Resource(
        .boards,
        Title("公示牌", "Publicity boards"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("grid_id", "网格", "Grid", to: .grids).required(),
            .reference("place_id", "公共部位", "Place", to: .places).optional(),
            .text("location", "位置", "Location", 1...100).required().filterable(),
            .date("installed_on", "安装日期", "Installed on").optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["grid_id", "location"]]
    )

    /// 网格人员: who holds which post in which grid, from–to.
    package static let gridStaff = Resource(
        .gridStaff,
        Title("网格人员", "Grid staff"),
        area: .territory,
        read: .holders(of: .readTerritory),
        write: .writeTerritory,
        fields: [
            .id, .community,
            .reference("grid_id", "网格", "Grid", to: .grids).required(),
            .text("name", "姓名", "Name", 1...50).required().filterable().sortable(),
            .choice("role", "岗位", "Post", GridPost.self).required(),
            .text("service_phone", "公示电话", "Service phone", 1...20).optional()
                .noted("在公示牌上公开", "Shown to everybody on the board"),
            .text("photo_url", "照片", "Photo", 1...200).optional(),
            .reference("party_member_id", "党员", "Party member", to: .partyMembers).optional(),
            .reference("account_id", "工作账号", "Account", to: .accounts).optional(),
            .date("from_date", "上岗日", "From").required(),
            .date("until_date", "离岗日（不含）", "Until (not included)").optional(),
            .version, .createdAt, .updatedAt,
        ],
        rules: [.ordered("from_date", "until_date")]
    )
}

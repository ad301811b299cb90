/// The columns of each register, and what communities call them (各类导入的列).
enum ImportColumns {
    static let compounds = [
        community,
        ImportColumn(.compounds, "name", .required, also: ["小区", "小区名称", "小区名"]),
        ImportColumn(.compounds, "address", also: ["小区地址", "坐落"]),
    ]

    static let grids = [
        community,
        ImportColumn(.grids, "code", .required, also: ["编码", "网格代码", "网格号"]),
        ImportColumn(.grids, "name", .required, also: ["网格", "网格名称"]),
    ]

    static let buildings = [
        community, compound,
        ImportColumn(
            .buildings,
            "code",
            .required,
            form: .place(.building),
            also: ["楼栋", "楼栋号", "楼号", "幢", "幢号", "栋", "栋号", "楼幢", "座"]
        ),
        ImportColumn(.buildings, "name", also: ["楼栋名称", "楼名"]),
        ImportColumn(.buildings, "floors", also: ["楼层", "楼层数", "总层数"]),
        ImportColumn(
            "grid_id",
            "当前网格",
            "Present grid",
            .place(.grid),
            also: ["网格", "grid", "所属网格", "所在网格", "网格名称", "网格编码"]
        ),
    ]

    static let dwellings =
        [community] + place(.required) + [
            ImportColumn(
                .dwellings,
                "usage",
                words: ["住房": "flat", "居住": "flat", "商业": "shop", "店铺": "shop", "门面": "shop", "商用": "shop"],
                also: ["房屋用途", "房屋类型", "房屋性质"]
            ),
            ImportColumn(.dwellings, "certified_area"),
            ImportColumn(
                "certified_area_m2",
                "产权面积（㎡）",
                "Certified area (m²)",
                .squareMeters,
                also: ["产权面积", "建筑面积", "建筑面积（㎡）", "房屋面积", "面积", "面积（㎡）", "面积（平方米）", "产权面积（平方米）"]
            ),
            ImportColumn(
                "owner",
                "产权人",
                "Owner",
                .personName,
                also: ["业主", "业主姓名", "产权人姓名", "房主", "房主姓名", "所有权人", "name"]
            ),
            ImportColumn(
                "owner_phone",
                "产权人手机号",
                "Mobile number of the owner",
                .phone,
                also: ["业主手机号", "业主电话", "业主联系电话", "产权人电话", "房主电话"] + phones
            ),
            ImportColumn(
                "owner_id_number",
                "产权人身份证号",
                "ID number of the owner",
                .identityNumber,
                also: ["业主身份证号", "业主身份证", "房主身份证号"] + identityNumbers
            ),
            ImportColumn("share", "产权份额", "Share", .share, also: ["份额", "产权比例", "所有权份额"]),
            ImportColumn(.ownerships, "share_numerator"),
            ImportColumn(.ownerships, "share_denominator"),
        ]

    static let households =
        [community] + place(.required) + [
            head(.optional),
            ImportColumn(
                .households,
                "kind",
                words: ["业主": "owner", "自有": "owner", "自住": "owner", "租赁": "tenant", "承租": "tenant", "租住": "tenant"],
                also: ["户类型", "户别", "居住性质", "住户类型"]
            ),
            ImportColumn(.households, "from_date", .required, also: ["入住日期", "入住时间", "迁入日期", "起始日期"]),
            ImportColumn(.households, "until_date", also: ["迁出日", "迁出日期", "迁出时间"]),
        ]

    /// Where a thing stands: 小区, 楼栋, 单元, 室号.
    static func place(_ presence: ImportColumn.Presence) -> [ImportColumn] {
        [
            compound,
            ImportColumn(
                "building",
                "楼栋",
                "Building",
                .place(.building),
                presence,
                also: ["楼栋号", "楼栋编号", "楼栋名称", "楼号", "幢", "幢号", "栋", "栋号", "楼幢", "座", "所在楼栋"]
            ),
            ImportColumn(
                "unit",
                "单元",
                "Unit",
                .place(.unit),
                presence,
                also: ["单元号", "所在单元", "门栋", "unit_code"]
            ),
            ImportColumn(
                "room",
                "室号",
                "Room",
                .place(.room),
                presence,
                also: ["室", "房号", "房间号", "户室", "房屋号", "门牌", "门牌号", "户室号"]
            ),
        ]
    }

    static func head(_ presence: ImportColumn.Presence) -> ImportColumn {
        ImportColumn(
            "head",
            "户主",
            "Head of the household",
            .personName,
            presence,
            also: ["户主姓名", "户主名称"]
        )
    }

    /// Checked against the community that is imported into, so that no file lands in another.
    static let community = ImportColumn(
        "community",
        "社区",
        "Community",
        .text(1...50),
        also: ["社区名称", "所属社区", "居委会"]
    )

    /// Needed only where the community has more than one.
    static let compound = ImportColumn(
        "compound",
        "小区",
        "Compound",
        .place(.compound),
        also: ["小区名称", "小区名", "所属小区", "所在小区", "住宅小区", "楼盘"]
    )

    static let phones = ["手机号", "手机", "手机号码", "移动电话", "联系电话", "联系方式", "电话", "联系号码", "phone"]
    static let identityNumbers = [
        "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "id_number", "ID number",
    ]
}

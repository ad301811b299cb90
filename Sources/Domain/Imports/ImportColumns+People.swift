extension ImportColumns {
    static let residents =
        [community] + place(.required) + [
            head(.optional),
            ImportColumn(
                .residents,
                "relation",
                .required,
                words: relations,
                also: ["户主关系", "与户主的关系", "关系", "家庭关系"]
            ),
            ImportColumn(.residents, "name", .required, form: .personName, also: ["居民姓名", "居民", "人员姓名"]),
            ImportColumn(.residents, "sex", .requiredUnless("id_number"), words: sexes),
            ImportColumn(
                .residents,
                "birth_date",
                .requiredUnless("id_number"),
                also: ["出生年月日", "出生年月", "生日", "出生日"]
            ),
            ImportColumn(.residents, "id_number", also: identityNumbers),
            ImportColumn(.residents, "phone", also: phones),
            ImportColumn(
                .residents,
                "residency",
                words: [
                    "户籍人口": "registered", "本地": "registered", "常住": "registered", "流动人口": "migrant", "外来": "migrant",
                ],
                also: ["人户类型", "户籍", "居民类型", "人口类型", "居住类型"]
            ),
            ImportColumn(
                .residents,
                "care_tag",
                words: ["独居": "elder_alone", "空巢": "empty_nest", "残疾": "disabled", "低保": "low_income"],
                also: ["人群类别", "特殊人群", "重点人群", "关怀对象"]
            ),
            ImportColumn(.residents, "from_date", also: ["入住时间", "入住日", "迁入日期", "居住起始日期"]),
        ]

    static let partyMembers = [
        community,
        ImportColumn(.partyMembers, "name", .required, form: .personName, also: ["党员姓名", "党员"]),
        ImportColumn(.partyMembers, "sex", .requiredUnless("id_number"), words: sexes),
        ImportColumn(
            "branch_id",
            "所在支部",
            "Branch",
            .place(.branch),
            .required,
            also: ["支部", "党支部", "所在党支部", "所属支部", "所属党支部", "党组织", "所在党组织", "branch"]
        ),
        ImportColumn(
            .partyMembers,
            "status",
            .required,
            words: ["正式": "full", "预备": "probationary", "中共党员": "full", "中共预备党员": "probationary"],
            also: ["党员类型", "人员类别", "政治面貌"]
        ),
        ImportColumn(.partyMembers, "joined_on", .required, also: ["入党时间", "入党年月日", "加入党组织日期"]),
        ImportColumn(.partyMembers, "full_on", also: ["转正时间", "转为正式党员日期"]),
        ImportColumn(.partyMembers, "post", also: ["职务", "党内任职"]),
        ImportColumn(.partyMembers, "in_service", also: ["在职党员", "双报到"]),
        ImportColumn(.partyMembers, "floating"),
        ImportColumn(.partyMembers, "phone", also: phones),
        // Not kept with the member: it tells which resident of the community it is.
        ImportColumn("id_number", "身份证号", "ID number", .identityNumber, also: identityNumbers),
    ]

    private static let sexes = ["男性": "male", "女性": "female", "m": "male", "f": "female"]

    private static let relations = words([
        "head": ["本人", "户主本人"],
        "spouse": ["夫", "妻", "丈夫", "妻子", "爱人", "夫妻"],
        "child": [
            "子", "女", "儿子", "女儿", "独生子", "独生女", "长子", "长女", "次子", "次女", "三子", "三女", "女婿", "儿媳", "养子", "养女",
        ],
        "parent": ["父", "母", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆", "公婆"],
        "grandchild": ["孙", "孙子", "孙女", "外孙", "外孙女", "外孙子"],
        "other": ["其他亲属", "亲属", "兄", "弟", "姐", "妹", "兄弟", "姐妹", "非亲属", "合租", "祖父", "祖母"],
    ])

    private static func words(_ table: KeyValuePairs<String, [String]>) -> [String: String] {
        var words: [String: String] = [:]
        for (code, names) in table {
            for name in names { words[name] = code }
        }
        return words
    }
}

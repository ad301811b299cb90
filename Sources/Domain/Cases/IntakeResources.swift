extension Resource {
    /// What is asked beside the text of a report (类别追问).
    package static let caseQuestions = Resource(
        .caseQuestions,
        Title("类别追问", "Questions of categories"),
        area: .cases,
        read: .everyone,
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("category_id", "类别", "Category", to: .caseCategories)
                .noted("下级类别同样要问", "Those below ask it, too").required().fixed().forEveryone(),
            .text("code", "代码", "Code", 1...32).noted("回答时的字段名", "The member of the answer")
                .required().fixed().filterable().forEveryone(),
            .text("title", "问题", "Question", 1...100).required().fixed().forEveryone(),
            .choice("kind", "问题类型", "Kind", QuestionKind.self).required().fixed().forEveryone(),
            .text("choices", "选项", "Choices", 1...1000).noted("以 | 分隔，例如 电梯|门禁", "Separated by |")
                .optional().fixed().forEveryone(),
            .integer("least", "最小值", "Least", CaseQuestion.numbers).optional().fixed().forEveryone(),
            .integer("most", "最大值", "Most", CaseQuestion.numbers).optional().fixed().forEveryone(),
            .text("hint", "提示", "Hint", 1...200).optional().forEveryone(),
            .flag("required", "必答", "Required").forEveryone(),
            .flag("sensitive", "敏感", "Sensitive").noted("回答加密存放，脱敏显示", "The answer is sealed and shown masked")
                .fixed().forEveryone(),
            .integer("position", "次序", "Position", 0...1000).defaulting(to: .integer(0)).forEveryone(),
            .flag("retired", "停用", "Retired").noted("不再询问；原有回答保留", "Asked no more; its answers stay").forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        unique: [["category_id", "code"]],
        rules: [.ordered("least", "most"), .presentExactlyWhen("choices", "kind", [QuestionKind.choice.rawValue])]
    )

    /// The answers to the questions of the category (追问回答).
    package static let caseAnswers = Resource(
        .caseAnswers,
        Title("追问回答", "Answers of cases"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .submitCase,
        fields: [
            .id,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("question_id", "问题", "Question", to: .caseQuestions),
            .text("code", "代码", "Code", 1...32),
            .text("title", "问题", "Question", 1...100),
            Field("kind", "问题类型", "Kind", .enumeration(Enumeration(QuestionKind.self))),
            .text("value", "回答", "Answer", 1...2000).nullable(),
            Field("private_value", "敏感回答", "Sensitive answer", .sealed(.whole)).nullable(),
            Field("created_at", "回答时间", "Answered at", .instant),
        ]
    )

    /// Who is given the cases of a category in a grid (派单路由).
    package static let caseRoutes = Resource(
        .caseRoutes,
        Title("派单路由", "Routes of cases"),
        area: .cases,
        read: .holders(of: .manageCases),
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("category_id", "类别", "Category", to: .caseCategories)
                .noted("下级类别没有路由时也按此派单", "Holds below it, too, where nothing nearer is set").required().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).noted("不填为全社区", "Left out: all of them").optional(),
            .reference("handler_id", "处理人", "Handler", to: .accounts).optional(),
            .reference("handler_organization_id", "处理单位", "Handling organization", to: .organizations).optional(),
            .date("from_date", "起始日", "From").required(),
            .date("until_date", "截止日（不含）", "Until (excluded)").optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["category_id", "grid_id", "from_date"]],
        rules: [.ordered("from_date", "until_date"), .either("handler_id", "handler_organization_id")]
    )

    /// Texts for what residents read (答复模板).
    package static let replyTemplates = Resource(
        .replyTemplates,
        Title("答复模板", "Reply templates"),
        area: .cases,
        read: .holders(of: .handleCase),
        write: .manageSettings,
        fields: [
            .id, .community,
            .reference("category_id", "类别", "Category", to: .caseCategories)
                .noted("不填为所有类别；按类别筛选时含其上级和通用模板", "Left out: all of them; asked by one, those above it count, too")
                .optional(),
            .choice("move", "动作", "Move", ReplyMove.self).required().fixed(),
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .text("text", "正文", "Text", 1...1000)
                .noted(
                    "可用 {编号} {标题} {处理人} {期限}，或 {number} {title} {handler} {due}",
                    "May have {number} {title} {handler} {due} in it"
                ).required(),
            .flag("retired", "停用", "Retired"),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "move", "name"]]
    )

    /// The cases that everybody may read (公开诉求).
    package static let publicCases = Resource(
        .publicCases,
        Title("公开诉求", "Public cases"),
        area: .cases,
        read: .everyone,
        write: .manageCases,
        fields: [
            .id, .community,
            .text("number", "诉求编号", "Number", 8...32).filterable().forEveryone(),
            .reference("category_id", "类别", "Category", to: .caseCategories).forEveryone(),
            .text("title", "标题", "Title", 1...100).forEveryone(),
            Field(
                "status",
                "状态",
                "Status",
                .enumeration(
                    Enumeration(
                        CaseStatus.allCases.map {
                            ($0.rawValue, $0.shown.chinese, $0.shown.english)
                        }
                    )
                )
            ).filterable().forEveryone(),
            .reference("compound_id", "小区", "Compound", to: .compounds).nullable().forEveryone(),
            .reference("building_id", "楼栋", "Building", to: .buildings).nullable().forEveryone(),
            .reference("place_id", "公共部位", "Public place", to: .places).nullable().forEveryone(),
            .createdAt.forEveryone(),
            .instant("closed_at", "结案时间", "Closed at").nullable().forEveryone(),
            .version.forEveryone(),
        ],
        defaultSort: [SortKey("created_at", descending: true)]
    )
}

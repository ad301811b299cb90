extension Resource {
    /// What whoever signs up is asked (报名表问题).
    package static let activityQuestions = Resource(
        .activityQuestions,
        Title("报名表问题", "Questions of activities"),
        area: .activities,
        read: .everyone,
        write: .writeActivities,
        fields: [
            .id, .community,
            .reference("activity_id", "活动", "Activity", to: .activities).required().fixed().forEveryone(),
        ] + questionFields,
        unique: [["activity_id", "code"]],
        rules: [.presentExactlyWhen("choices", "kind", [QuestionKind.choice.rawValue])]
    )

    /// What a question says, of an activity or of a series.
    static let questionFields: [Field] = [
        .text("code", "代码", "Code", 1...32).noted("回答时的字段名", "The member of the answer")
            .required().fixed().filterable().forEveryone(),
        .text("title", "问题", "Question", 1...100).required().fixed().forEveryone(),
        .choice("kind", "问题类型", "Kind", QuestionKind.self).required().fixed().forEveryone(),
        .text("choices", "选项", "Choices", 1...1000).noted(
            "以竖线 | 分隔，例如 少糖|无糖；仅选择题填写",
            "Separated by a bar |, such as less sugar|no sugar; of a choice only"
        )
        .optional().fixed().forEveryone(),
        .integer("least", "最小值", "Least", CaseQuestion.numbers).optional().fixed().forEveryone(),
        .integer("most", "最大值", "Most", CaseQuestion.numbers).optional().fixed().forEveryone(),
        .text("hint", "提示", "Hint", 1...200).optional().fixed().forEveryone(),
        .flag("required", "必答", "Required").fixed().forEveryone(),
        .flag("sensitive", "敏感", "Sensitive").noted("回答加密存放，脱敏显示", "The answer is sealed and shown masked")
            .fixed().forEveryone(),
        .integer("position", "次序", "Position", 0...1000).defaulting(to: .integer(0)).fixed().forEveryone(),
        .version.forEveryone(), .createdAt, .updatedAt,
    ]

    /// What those who signed up answered (报名表回答).
    package static let signUpAnswers = Resource(
        .signUpAnswers,
        Title("报名表回答", "Answers of sign-ups"),
        area: .activities,
        read: .holders(of: .readSignUpAnswers),
        write: .signUp,
        fields: [
            .id,
            .reference("sign_up_id", "报名", "Sign-up", to: .signUps),
            .reference("question_id", "问题", "Question", to: .activityQuestions),
            .reference("activity_id", "活动", "Activity", to: .activities),
            .reference("resident_id", "居民", "Resident", to: .residents),
            .text("code", "代码", "Code", 1...32), .text("title", "问题", "Question", 1...100),
            Field("kind", "问题类型", "Kind", .enumeration(Enumeration(QuestionKind.self))),
            .text("value", "回答", "Answer", 1...2000).nullable(),
            Field("private_value", "敏感回答", "Sensitive answer", .sealed(.whole)).nullable(),
            Field("created_at", "回答时间", "Answered at", .instant),
        ],
        watch: .exports
    )
}

/// The form of an activity (报名表).
package struct SignUpForm: Sendable, Hashable {
    package let questions: [CaseQuestion]

    package init(questions: [CaseQuestion]) { self.questions = questions }

    /// The answers as they are kept; throws all that is missing or does not fit at once.
    package func kept(_ given: [String: GivenAnswer]) throws -> [KeptAnswer] {
        try questions.kept(given, asker: Title("该活动", "The activity"))
    }
}

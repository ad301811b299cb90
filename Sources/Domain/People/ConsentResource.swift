/// How a consent was given (同意方式).
package enum ConsentChannel: String, TitledEnum {
    case miniProgram = "mini_program"
    case inPerson = "in_person"
    case paper, phone

    package var title: Title {
        switch self {
        case .miniProgram: Title("小程序", "Mini-program")
        case .inPerson: Title("当面", "In person")
        case .paper: Title("书面", "On paper")
        case .phone: Title("电话", "By phone")
        }
    }
}

extension Resource {
    /// Consents (同意记录): one for each purpose, given by the person or the guardian, withdrawn at will.
    package static let consents = Resource(
        .consents,
        Title("同意记录", "Consents"),
        area: .people,
        read: .holders(of: .readConsents),
        write: .giveConsent,
        fields: [
            .id, .community,
            .reference("resident_id", "居民", "Resident", to: .residents).required().fixed(),
            .choice("purpose", "处理目的", "Purpose", Purpose.self).required().fixed(),
            .reference("giver_id", "同意人", "Given by", to: .residents).optional().fixed()
                .noted("默认本人；不满 14 周岁为监护人", "The person; under 14 the guardian"),
            .choice("channel", "同意方式", "Channel", ConsentChannel.self).optional().fixed()
                .noted("本人用账号同意时为小程序", "The mini-program, where the person's own account gives it"),
            .text("text_version", "告知书版本", "Version of the notice", 1...40)
                .defaulting(to: .text(PurposeTable.version)).fixed(),
            .text("proof", "凭证", "Proof", 1...200).optional().fixed(),
            .text(
                "guardian_relation",
                "监护人与儿童的关系及由其同意的原因",
                "What the guardian is to the child, and why they decide",
                1...200
            )
            .optional().fixed()
            .noted("监护人不是同户登记的父母时必填", "Required of a guardian who is not a registered parent at home"),
            .instant("given_at", "同意时间", "Given at"),
            // It is a birthday of the child, and shown like one.
            Field("ends_on", "监护人同意截止日（不含）", "A guardian's consent ends on", .maskedDate).nullable()
                .noted("只显示年份", "Only the year is shown"),
            .reference("recorded_by", "登记账号", "Recorded by", to: .accounts).nullable(),
            .instant("withdrawn_at", "撤回时间", "Withdrawn at").nullable(),
            .reference("withdrawn_by", "撤回账号", "Withdrawn by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["resident_id", "purpose", "giver_id"]],
        watch: .exports
    )
}

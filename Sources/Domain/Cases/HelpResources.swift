extension Resource {
    /// The summonses of units to a case (吹哨).
    package static let whistles = Resource(
        .whistles,
        Title("吹哨", "Whistles"),
        area: .cases,
        read: .holders(of: .handleCase),
        write: .manageCases,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("caller_id", "吹哨人", "Called by", to: .accounts),
            .instant("at", "吹哨时间", "At"),
            .instant("respond_by", "答复期限", "To be answered by"),
            .text("matter", "事由", "What for", 1...2000),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// The units that were summoned, what each answered, and how its caller scores it (应哨).
    package static let summonses = Resource(
        .summonses,
        Title("应哨", "Summonses"),
        area: .cases,
        read: .holders(of: .handleCase),
        write: .handleCase,
        fields: [
            .id, .community,
            .reference("whistle_id", "吹哨", "Whistle", to: .whistles),
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("organization_id", "应哨单位", "Summoned organization", to: .organizations).nullable(),
            .reference("account_id", "应哨人员", "Summoned person", to: .accounts).nullable(),
            .text("matter", "事由", "What for", 1...2000),
            .text("place", "地点", "Where", 1...200).nullable(),
            .instant("at", "吹哨时间", "At"),
            .instant("respond_by", "答复期限", "To be answered by"),
            .choice("answer", "答复", "Answer", SummonsAnswer.self).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .reference("answered_by", "答复账号", "Answered by", to: .accounts).nullable(),
            .choice("channel", "代录来源", "How the word arrived", CaseChannel.self).nullable(),
            .text("sent_name", "派了谁", "Who was sent", 1...40).nullable(),
            .text("remark", "说明或理由", "Remark or reason", 1...2000).nullable(),
            Field("in_time", "按时答复", "In time", .boolean).filterable().nullable(),
            Field("came", "评分：到场", "Scored: came", .boolean).filterable().nullable(),
            Field("solved", "评分：解决", "Scored: solved", .boolean).filterable().nullable(),
            .instant("scored_at", "评分时间", "Scored at").nullable(),
            .integer("warned", "逾期提醒", "Warnings", 0...2).filterable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// Who works on a case beside its handler (协办).
    package static let coHandlers = Resource(
        .coHandlers,
        Title("协办", "Co-handlers"),
        area: .cases,
        read: .holders(of: .handleCase),
        write: .manageCases,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("organization_id", "协办单位", "Organization", to: .organizations).nullable(),
            .reference("account_id", "协办人员", "Person", to: .accounts).nullable(),
            .text("task", "协办事项", "Task", 1...500),
            .reference("added_by", "指定人", "Named by", to: .accounts),
            .instant("since", "起始时间", "Since"),
            .instant("until", "结束时间", "Until").nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// Orders from above, and what is answered to them (督办).
    package static let supervisions = Resource(
        .supervisions,
        Title("督办", "Supervisions"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .handleCase,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("supervisor_id", "督办人", "Supervisor", to: .accounts),
            .instant("at", "督办时间", "At"),
            .instant("due_at", "要求完成时间", "By when"),
            .text("order_text", "督办要求", "Order", 1...2000),
            .choice("status", "状态", "Status", SupervisionStatus.self),
            .text("report", "反馈", "Report", 1...2000).nullable(),
            .reference("reported_by", "反馈人", "Reported by", to: .accounts).nullable(),
            .instant("reported_at", "反馈时间", "Reported at").nullable(),
            .version, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}

extension Resource {
    /// What a topic said before it was changed (议题历史版本).
    package static let issueVersions = Resource(
        .issueVersions,
        Title("议题历史版本", "Earlier versions of issues"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .integer("number", "版本号", "Number", 1...Int64.max),
            .text("title", "标题", "Title", 1...100),
            .text("description", "内容", "Description", 1...4000),
            .reference("changed_by", "修改人", "Changed by", to: .accounts).nullable(),
            .instant("updated_at", "修改时间", "Changed at"),
        ]
    )

    /// Who signed a topic with its proposer (议题联名).
    package static let issueSupporters = Resource(
        .issueSupporters,
        Title("议题联名", "Supporters of issues"),
        area: .deliberation,
        read: .holders(of: .readPeople),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .reference("resident_id", "居民", "Resident", to: .residents),
            Field("on_paper", "纸质联名", "On paper", .boolean).filterable(),
            .instant("updated_at", "联名时间", "Signed at"),
        ],
        watch: .exports
    )

    /// Who is asked what they think of a topic (议题评估).
    package static let issueEvaluators = Resource(
        .issueEvaluators,
        Title("议题评估", "Evaluators of issues"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .reference("account_id", "评估人", "Evaluator", to: .accounts),
            .choice("opinion", "意见", "Opinion", EvaluatorOpinion.self).nullable(),
            .text("reason", "理由", "Reason", 1...2000).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )
}

extension Resource {
    /// How long each kind of record is kept (保存期限).
    package static let retentionRules = Resource(
        .retentionRules,
        Title("保存期限", "Retention rules"),
        area: .access,
        read: .holders(of: .readReports),
        write: .manageRetention,
        fields: [
            .id, .community,
            .choice("kind", "类别", "Kind", RetentionKind.self),
            .integer("anonymise_after", "几个月后匿名", "Anonymised after months", 1...1200).optional()
                .noted("空为不匿名；仅用于迁出居民和已结诉求", "Empty is never; for residents who left and closed cases only"),
            .integer("delete_after", "几个月后删除", "Deleted after months", 1...1200).optional()
                .noted("空为不删除", "Empty is never"),
            .version, .createdAt, .updatedAt,
        ],
        rules: [
            .ordered("anonymise_after", "delete_after"),
            .leastWhen(
                "delete_after",
                RetentionKind.leastMonthsOfProof,
                "kind",
                [RetentionKind.consents.rawValue, RetentionKind.auditNotes.rawValue]
            ),
        ]
    )

    /// What retention has done (保存期限执行记录).
    package static let retentionRuns = Resource(
        .retentionRuns,
        Title("保存期限执行记录", "Retention runs"),
        area: .access,
        read: .holders(of: .readReports),
        write: .manageRetention,
        fields: [
            .id, .community,
            .choice("kind", "类别", "Kind", RetentionKind.self),
            .instant("at", "时间", "At"),
            .integer("anonymised", "匿名条数", "Anonymised", 0...Int64.max),
            .integer("deleted", "删除条数", "Deleted", 0...Int64.max),
            .text("exported", "导出文件", "Exported to", 1...200).nullable(),
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}

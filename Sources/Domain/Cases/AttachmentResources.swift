extension Resource {
    /// The files that whoever asks has sent (我的上传).
    package static let uploads = Resource(
        .uploads,
        Title("上传的文件", "Uploads"),
        area: .cases,
        read: .holders(of: .sendFiles),
        write: .sendFiles,
        fields: [
            .id,
            Field("account_id", "上传账号", "Account", .reference(.accounts)),
            Field("media_type", "文件类型", "Type", .enumeration(Enumeration(MediaType.self))),
            .integer("size", "字节数", "Bytes", 1...Int64.max)
                .noted("照片去除拍摄信息后的大小", "Of a photo without its camera data"),
            .text("sha256", "内容摘要（SHA-256）", "SHA-256", 64...64),
            Field("attached_at", "使用时间", "Attached at", .instant).nullable(),
            Field("created_at", "上传时间", "Sent at", .instant),
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// Photos and papers of cases (诉求附件).
    package static let attachments = Resource(
        .attachments,
        Title("诉求附件", "Attachments of cases"),
        area: .cases,
        read: .holders(of: .readCases),
        write: .manageCases,
        fields: [
            .id, .community,
            .reference("case_id", "诉求", "Case", to: .cases),
            .reference("account_id", "上传账号", "Sent by", to: .accounts),
            .choice("moment", "拍摄时点", "Moment", AttachmentMoment.self),
            .text("caption", "说明", "Caption", 1...200).nullable(),
            .choice("status", "审核状态", "Status", AttachmentStatus.self),
            Field("media_type", "文件类型", "Type", .enumeration(Enumeration(MediaType.self))),
            .integer("size", "字节数", "Bytes", 1...Int64.max),
            .reference("decided_by", "审核人", "Decided by", to: .accounts).nullable(),
            Field("decided_at", "审核时间", "Decided at", .instant).nullable(),
            .text("remark", "审核说明", "Remark", 1...200).nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )
}

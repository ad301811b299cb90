extension Resource {
    /// The record of who changed or saw what (审计记录): read by auditors, written by the store alone.
    package static let audit = Resource(
        .audit,
        Title("审计记录", "Audit entries"),
        area: .access,
        read: .holders(of: .readAudit),
        write: .readAudit,
        fields: [
            // Their time is their order; by the number no index of a community has them.
            Field("id", "编号", "Id", .identifier).filterable().forEveryone(),
            .instant("at", "时间", "At").filterable().sortable(),
            .reference("account_id", "账号", "Account", to: .accounts).nullable().filterable(),
            .integer("key_id", "接口密钥", "API key", 1...Int64.max).nullable()
                .noted("程序代该账号操作时所用的密钥", "by which a program acted for the account"),
            .text("address", "来源地址", "Address", 1...64).nullable(),
            .text("request_id", "请求编号", "Request id", 1...64).nullable(),
            .text("action", "操作", "Action", 1...64).filterable(),
            .text("object", "对象", "Object", 1...80).nullable().filterable(),
            .reference("community_id", "社区", "Community", to: .communities).nullable().filterable()
                .noted(
                    "空为不属于任何社区：系统管理员、被拒绝的来源地址；用 community_id=null 查询",
                    "Empty is of none: administrators, refused addresses; asked for by community_id=null"
                ),
            .integer("row_count", "涉及行数", "Rows concerned", 0...Int64.max),
            .text("note", "说明", "Note", 1...1000).nullable(),
            .text("before_digest", "变更前摘要", "Digest before", 64...64).nullable(),
            .text("after_digest", "变更后摘要", "Digest after", 64...64).nullable(),
            .text("hash", "链哈希", "Hash of the chain", 64...64),
        ],
        defaultSort: [SortKey("at", descending: true)]
    )
}

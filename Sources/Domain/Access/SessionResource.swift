extension Resource {
    /// The sessions of whoever asks (我的会话), so that a forgotten one on a foreign machine can be ended.
    package static let sessionsOfMine = Resource(
        .sessionsOfMine,
        Title("我的会话", "My sessions"),
        area: .access,
        read: .holders(of: .useOwnSession),
        write: .useOwnSession,
        fields: [
            .id,
            Field("account_id", "账号", "Account", .reference(.accounts)),
            .text("address", "来源地址", "Address", 1...64).nullable(),
            .text("device", "设备", "Device", 1...200).nullable(),
            Field("created_at", "登录时间", "Signed in at", .instant),
            Field("last_seen_at", "最近使用", "Last used at", .instant)
                .noted("约每分钟更新一次", "written down about once a minute"),
            Field("expires_at", "到期时间", "Ends at", .instant),
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}

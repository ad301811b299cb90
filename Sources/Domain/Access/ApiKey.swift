/// A key to be made (接口密钥), by which a program acts for an account.
package struct NewApiKey: Sendable {
    package var account: Int64
    package var name: String
    /// What it may do, of what its owner may.
    package var scopes: Set<Permission>
    /// Addresses and blocks that it may come from, separated by spaces; nothing for any.
    package var addresses: String?
    /// Requests a minute of each kind in place of what an account has.
    package var perMinute: Int64?
    package var expiresAt: Instant

    package init(
        account: Int64,
        name: String,
        scopes: Set<Permission>,
        addresses: String?,
        perMinute: Int64?,
        expiresAt: Instant
    ) {
        self.account = account
        self.name = name
        self.scopes = scopes
        self.addresses = addresses
        self.perMinute = perMinute
        self.expiresAt = expiresAt
    }

    /// Scopes as they are written: codes in the order of the permissions, separated by spaces.
    package var scopeText: String {
        Permission.allCases.filter(scopes.contains).map(\.code).joined(separator: " ")
    }

    /// The longest life of a key: whoever still needs it makes a new one each year.
    package static let longestDays: Int64 = 366
    /// Keys of one account at most, so that each is one that somebody remembers.
    package static let keysOfAccount: Int64 = 20
}

extension Permission {
    /// Whether a key can carry it: not what is about the owner's own account, or would let a key make another.
    package var isForKeys: Bool {
        switch self {
        case .useOwnSession, .useOwnAccount, .withdrawConsent, .manageAccounts, .makeKeys, .decideRegistrations: false
        default: true
        }
    }

    package init?(code: Substring) {
        guard let permission = Permission.allCases.first(where: { $0.code == code }) else { return nil }
        self = permission
    }
}

extension Resource {
    /// The keys of whoever asks, and for whoever manages accounts those of all (接口密钥).
    package static let apiKeys = Resource(
        .apiKeys,
        Title("接口密钥", "API keys"),
        area: .access,
        read: .holders(of: .makeKeys),
        write: .makeKeys,
        fields: [
            .id,
            .reference("account_id", "账号", "Account", to: .accounts),
            .text("name", "名称", "Name", 1...50),
            .text("tail", "末四位", "Last four characters", 4...4),
            .text("scopes", "权限", "Scopes", 1...1000),
            .text("addresses", "允许的地址", "Addresses", 1...1000).nullable(),
            .integer("per_minute", "每分钟请求数", "Requests a minute", 1...60_000_000).nullable(),
            Field("expires_at", "到期时间", "Ends at", .instant),
            Field("last_used_at", "最近使用", "Last used at", .instant).nullable(),
            Field("created_at", "创建时间", "Created at", .instant),
        ],
        defaultSort: [SortKey("id", descending: true)]
    )
}

package import Domain

/// Keys for programs: made by their owner, or for an integration by whoever manages accounts, and taken back (接口密钥).
package struct ApiKeyService: Sendable {
    private let store: any Store
    private let access: AccessService
    private let tokens: any TokenMint
    /// Whether a text is an address or a block of them.
    private let isAddressRange: @Sendable (String) -> Bool

    package init(access: AccessService, isAddressRange: @escaping @Sendable (String) -> Bool) {
        store = access.store
        self.access = access
        tokens = access.tokens
        self.isAddressRange = isAddressRange
    }

    /// What was asked of a key, before it is checked.
    package struct Wish: Sendable {
        package var account: Int64?
        package var name: String
        package var scopes: String
        package var addresses: String?
        package var perMinute: Int64?
        package var expiresAt: Instant

        package init(
            account: Int64?,
            name: String,
            scopes: String,
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
    }

    /// Makes a key; it is shown this once.
    ///
    /// A key outlives the session, so whoever found one open for a minute must not get a year out of it: the password says
    /// that it is the holder.
    package func make(_ wish: Wish, password: String, by principal: Principal) async throws -> MadeApiKey {
        guard let caller = principal.accountID,
            let holder = try await store.write({ try $0.access.account(caller) })
        else { throw DomainError.unauthenticated }
        let isHolder = try await access.knows(password, holder)
        let token = try tokens.mint(.apiKey)
        let hash = tokens.hash(token)
        let addresses = wish.addresses.map { $0.split { $0 == " " || $0 == "," }.map(String.init) }
        let areAddresses = addresses.map { !$0.isEmpty && $0.allSatisfy(isAddressRange) } ?? true
        return try await store.once(as: principal.accountID) { transaction in
            let owner = try Self.owner(wish.account, principal, transaction)
            var faults: [FieldError] = []
            let present = try transaction.access.account(caller)
            if !isHolder || present?.passwordHash != holder.passwordHash { faults.append(AccessService.wrongPassword) }
            let scopes = Self.scopes(wish.scopes, of: owner.principal, &faults)
            if !areAddresses {
                faults.append(
                    .body(
                        "addresses",
                        "bad_address",
                        "应为 IP 地址或网段，用空格分隔，例如 10.0.0.0/8",
                        "Is to be addresses or blocks separated by spaces, such as 10.0.0.0/8"
                    )
                )
            }
            let longest = transaction.now.advanced(bySeconds: NewApiKey.longestDays * 86_400)
            if wish.expiresAt <= transaction.now || wish.expiresAt > longest {
                faults.append(
                    .body(
                        "expires_at",
                        "out_of_range",
                        "应在今后 \(NewApiKey.longestDays) 天之内",
                        "Is to be within \(NewApiKey.longestDays) days from now"
                    )
                )
            }
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            guard try transaction.access.keys(of: owner.id) < NewApiKey.keysOfAccount else {
                throw DomainError(
                    .conflict,
                    "too_many_keys",
                    "一个账号最多 \(NewApiKey.keysOfAccount) 个密钥，请先撤销不用的",
                    "An account has at most \(NewApiKey.keysOfAccount) keys; take an unused one back first"
                )
            }
            let key = NewApiKey(
                account: owner.id,
                name: wish.name,
                scopes: scopes,
                addresses: addresses?.joined(separator: " "),
                perMinute: wish.perMinute,
                expiresAt: wish.expiresAt
            )
            let id = try transaction.access.insert(key, tokenHash: hash, tail: String(token.suffix(4)))
            return MadeApiKey(id: id, token: token, key: key)
        }
    }

    /// Takes a key back; the next request with it is refused.
    package func revoke(_ id: Int64, by principal: Principal) async throws {
        try await store.write { transaction in
            guard let owner = try transaction.access.owner(ofKey: id) else { throw DomainError.notFound }
            if owner != principal.accountID {
                guard principal.holds(.manageAccounts),
                    try transaction.contains(.accounts, id: owner, scope: principal.scope)
                else { throw DomainError.notFound }
            }
            try transaction.access.deleteKey(id)
        }
    }

    /// The caller, or an integration that the caller manages: nobody gives a key to another person.
    private static func owner(
        _ asked: Int64?,
        _ principal: Principal,
        _ transaction: any Transaction
    ) throws -> Account {
        let id = asked ?? principal.accountID ?? 0
        let isOwn = id == principal.accountID
        guard isOwn || principal.holds(.manageAccounts),
            try isOwn || transaction.contains(.accounts, id: id, scope: principal.scope),
            let account = try transaction.access.account(id), isOwn || account.principal.role == .integration
        else {
            throw DomainError.invalid([
                .body(
                    "account_id",
                    "not_yours",
                    "只能为自己，或为所管理的对接系统账号创建",
                    "A key is made for oneself, or for an integration that one manages"
                )
            ])
        }
        return account
    }

    private static func scopes(_ text: String, of owner: Principal, _ faults: inout [FieldError]) -> Set<Permission> {
        let words = text.split(separator: " ")
        let scopes = words.compactMap { Permission(code: $0) }.filter { $0.isForKeys && owner.holds($0) }
        if scopes.count < words.count || words.isEmpty {
            let codes = Permission.allCases.filter { $0.isForKeys && owner.holds($0) }.map(\.code).joined(
                separator: ", "
            )
            faults.append(
                .body(
                    "scopes",
                    "beyond_own_rights",
                    "应为所属账号自己的权限，用空格分隔；可用：\(codes)",
                    "Is to be rights of its account separated by spaces; there are: \(codes)"
                )
            )
        }
        return Set(scopes)
    }
}

/// A key that was just made; it is shown this once.
package struct MadeApiKey: Sendable {
    package let id: Int64
    package let token: String
    package let key: NewApiKey
}

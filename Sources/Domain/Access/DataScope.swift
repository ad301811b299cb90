/// The part of the data that a caller may see (数据范围); a required parameter of every list and lookup.
package enum DataScope: Sendable, Hashable {
    /// All communities: administrators.
    case everything
    /// The communities of one sub-district.
    case subdistrict(Int64)
    case community(Int64)
    /// One community by whoever works in it without keeping the Party's records: who came to what is the Party's own is not
    /// for them.
    case civil(community: Int64)
    /// One community, by whoever makes nothing of its own there: what its makers have not announced is not for them.
    case onlooker(community: Int64)
    /// One grid; where a resource knows no grid, its community. What is for those who help with it alone is asked by the account.
    case grid(Int64, community: Int64, account: Int64? = nil)
    /// One branch's members and activities; for what is no branch's, the community.
    case branch(Int64, community: Int64)
    /// One organization's activities and their sign-ups; for what is no organization's, the community.
    case organization(Int64, community: Int64)
    /// One resident's own rows; where a resource is not anybody's own, the community.
    case resident(Int64, community: Int64)
    /// Whoever has not signed in: what is marked public, of every community.
    case visitor

    /// Whether it is one person's own.
    package var isOfResident: Bool { if case .resident = self { true } else { false } }

    /// What a field of a new row is where the caller leaves it out: the own community, the own self.
    package func defaultValue(ofField name: String) -> Int64? {
        switch (name, self) {
        case ("resident_id", .resident(let id, community: _)): id
        case ("community_id", _): communityID
        default: nil
        }
    }

    /// The community of the scope, where it is one.
    package var communityID: Int64? {
        switch self {
        case .everything, .subdistrict, .visitor: nil
        case .community(let id), .civil(community: let id), .onlooker(community: let id),
            .grid(_, community: let id, account: _), .branch(_, community: let id),
            .organization(_, community: let id), .resident(_, community: let id):
            id
        }
    }
}

/// Who is calling (调用者): an account with its role and scope, or a visitor.
package struct Principal: Sendable, Hashable {
    package let accountID: Int64?
    package let name: String
    package let role: Role?
    package let scope: DataScope
    /// By what the account is here.
    package let credential: Credential?
    package let permissions: PermissionSet
    /// The own pace of a key, in place of what accounts have.
    package let requestsPerMinute: Int32?

    /// With a key somebody has of the rights of the role only those that the key carries.
    package init(
        accountID: Int64?,
        name: String,
        role: Role?,
        scope: DataScope,
        credential: Credential? = nil,
        scopes: Set<Permission>? = nil,
        requestsPerMinute: Int32? = nil
    ) {
        self.accountID = accountID
        self.name = name
        self.role = role
        self.scope = scope
        self.credential = credential
        self.requestsPerMinute = requestsPerMinute
        guard let role else {
            permissions = PermissionSet([])
            return
        }
        let whole = role.permissionSet(in: scope)
        permissions = scopes.map { PermissionSet($0.filter(whole.contains)) } ?? whole
    }

    package static let visitor = Principal(accountID: nil, name: "", role: nil, scope: .visitor)

    /// The session by which the account is here.
    package var sessionID: Int64? {
        if case .session(let id)? = credential { id } else { nil }
    }

    /// The key by which a program is here.
    package var keyID: Int64? {
        if case .apiKey(let id)? = credential { id } else { nil }
    }

    /// A program as one of its residents: the rights of a resident that a key can carry, at the pace of the key, and what is held
    /// about the resident.
    ///
    /// Whoever is here gives their own consent here and takes it back, as the one must not be harder than the other; the entries of
    /// the audit name the key beside the resident.
    package func acting(for resident: Principal) -> Principal {
        Principal(
            accountID: resident.accountID,
            name: resident.name,
            role: resident.role,
            scope: resident.scope,
            credential: credential,
            scopes: Set(Permission.allCases.filter { $0.isForKeys && $0 != .actForResidents })
                .union([.useOwnAccount, .giveConsent, .withdrawConsent]),
            requestsPerMinute: requestsPerMinute
        )
    }

    /// Whether somebody speaks for themselves and the own household, and nobody is answerable but they.
    package var isResident: Bool { scope.isOfResident }

    package func mayCall(_ access: Access) -> Bool {
        switch access {
        case .everyone: true
        case .holders(of: let permission): holds(permission)
        }
    }

    package func holds(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }

    /// Whether the names of those who spoke up in a hall are theirs to read (需知): they run it, or see their own rows alone.
    package var needsNames: Bool {
        switch scope {
        case .organization, .resident: true
        default: holds(.writeDeliberation)
        }
    }
}

/// By what somebody is let in (凭据).
package enum Credential: Sendable, Hashable {
    case session(Int64)
    case apiKey(Int64)
}

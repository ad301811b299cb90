package import Domain

/// Residents ask for an account, and staff who know them say who they are (居民注册与审核).
package struct RegistrationService: Sendable {
    private let store: any Store
    private let tokens: any TokenMint

    package init(store: any Store, tokens: any TokenMint) {
        self.store = store
        self.tokens = tokens
    }

    /// Takes a registration; the code is good for a password once it is approved.
    package func register(_ draft: Draft) async throws -> (id: Int64, code: String) {
        let code = try tokens.mint(.code)
        let hash = tokens.hash(code)
        let id = try await store.once(as: nil) { transaction in
            try Self.checkRoom(in: draft.integer("community_id") ?? 0, transaction)
            guard try transaction.access.account(login: draft.text("login") ?? "") == nil else { throw Self.taken }
            let id = try transaction.insert(draft, scope: .everything)
            try transaction.access.setCode(hash, ofRegistration: id)
            return id
        }
        return (id, code)
    }

    /// Refuses where more wait than staff can look at.
    static func checkRoom(in community: Int64, _ transaction: any Transaction) throws {
        guard try transaction.access.waitingRegistrations(in: community) < Registration.waitingLimit else {
            throw DomainError(
                .unavailable,
                "too_many_waiting",
                "待审核的注册申请过多，请稍后再试或到社区办理",
                "Too many registrations wait; try again later or come to the community"
            )
        }
    }

    /// Makes the account of a resident out of a registration.
    package func approve(
        _ id: Int64,
        as resident: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await decide(id, ifVersion, principal, "approve", view) { registration, transaction in
            guard try transaction.contains(.residents, id: resident, scope: principal.scope) else {
                throw DomainError.invalid([
                    .body("resident_id", "unknown_reference", "没有这位居民", "There is no such resident")
                ])
            }
            if let hash = registration.openIDHash {
                try Self.bind(hash, registration, to: resident, transaction)
                return ["status": .text("approved"), "resident_id": .integer(resident)]
            }
            guard try !transaction.access.hasAccount(resident: resident) else {
                throw DomainError(
                    .conflict,
                    "has_account",
                    "该居民已有账号；忘记密码请由管理员重设",
                    "The resident has an account; an administrator resets a forgotten password"
                )
            }
            let account = try transaction.access.insert(
                NewAccount(
                    login: registration.login,
                    name: registration.name,
                    role: .resident,
                    community: registration.community,
                    resident: resident
                )
            )
            let expiry = transaction.now.advanced(bySeconds: Registration.codeDays * 86_400)
            try transaction.access.openCode(registration.codeHash, account: account, expiresAt: expiry)
            return ["status": .text("approved"), "resident_id": .integer(resident)]
        }
    }

    /// Ties the WeChat user who asked to the resident's account; one who was tied to it before has it no longer.
    private static func bind(
        _ hash: [UInt8],
        _ registration: Registration,
        to resident: Int64,
        _ transaction: any Transaction
    ) throws {
        let access = transaction.access
        guard try access.account(ofOpenID: hash) == nil else {
            throw DomainError(
                .conflict,
                "already_bound",
                "该微信已绑定账号，须先由本人解绑",
                "This WeChat user is bound to an account; its owner unbinds it first"
            )
        }
        let holder = PhoneHolder(
            kind: .resident,
            id: resident,
            community: registration.community,
            name: registration.name
        )
        if let account = try access.account(of: holder) {
            if try access.unbind(account.id) { try access.closeSessions(of: account.id, except: nil) }
            try access.bind(hash, to: account.id, proof: .staff)
        } else {
            let account = try access.insert(holder.account(login: registration.login))
            try access.bind(hash, to: account, proof: .staff)
        }
    }

    package func decline(
        _ id: Int64,
        remark: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await decide(id, ifVersion, principal, "decline", view) { _, _ in
            ["status": .text("declined"), "remark": .text(remark)]
        }
    }

    private func decide(
        _ id: Int64,
        _ ifVersion: VersionCondition?,
        _ principal: Principal,
        _ move: String,
        _ view: View,
        _ change: @escaping @Sendable (Registration, any Transaction) throws -> KeyValuePairs<String, FieldValue>
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.registrations, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let registration = try transaction.access.registration(id) else { throw DomainError.notFound }
            guard registration.status.moves.contains(move) else {
                throw DomainError.illegalMove(
                    move,
                    of: Title("注册申请", "registration"),
                    from: registration.status,
                    allowed: registration.status.moves
                )
            }
            var draft = Draft(.registrations, try change(registration, transaction))
            draft["decided_by"] = .optional(principal.accountID)
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.registrations, id: id, view: view)
        }
    }

    private static let taken = DomainError(
        .conflict,
        "duplicate",
        "登录名已被使用，请换一个",
        "The login is taken; choose another",
        fields: [.body("login", "duplicate", "登录名已被使用", "The login is taken")]
    )
}

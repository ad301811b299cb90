package import Domain

/// Residents ask for an account, and staff who know them say who they are (居民注册与审核).
package struct RegistrationService: Sendable {
    let store: any Store
    private let tokens: any TokenMint

    package init(store: any Store, tokens: any TokenMint) {
        self.store = store
        self.tokens = tokens
    }

    /// Takes a registration; the code is good for a password once it is approved.
    ///
    /// Whether the login is free is settled when it is approved: a stranger learns nothing of who has an account.
    package func register(_ draft: Draft) async throws -> (id: Int64, code: String) {
        let login = LoginRule.folded(draft.text("login") ?? "")
        let faults = LoginRule.faults(login)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        var draft = draft
        draft["login"] = .text(login)
        let folded = draft
        let code = try tokens.mint(.code)
        let hash = tokens.hash(code)
        let request = IdempotentRequest.current.map { tokens.hash("\($0.path) \($0.key)") }
        let id = try await store.write { transaction in
            if let request, try transaction.access.hasRegistration(ofRequest: request) { throw DomainError.alreadyDone }
            try Self.checkRoom(in: folded.integer("community_id") ?? 0, byWeChat: false, transaction)
            let id = try transaction.insert(folded, scope: .everything)
            try transaction.access.setCode(hash, ofRegistration: id)
            try transaction.access.setOrigin(transaction.origin?.address, request: request, ofRegistration: id)
            return id
        }
        return (id, code)
    }

    /// Refuses where more wait than staff can look at, or more came from one address than neighbors send.
    static func checkRoom(in community: Int64, byWeChat: Bool, _ transaction: any Transaction) throws {
        try transaction.access.forgetLapsedRegistrations(at: transaction.now)
        if let address = transaction.origin?.tellingAddress {
            let day = transaction.now.advanced(bySeconds: -86_400)
            guard try transaction.access.registrations(from: address, since: day) < Registration.addressLimit else {
                throw DomainError(
                    .tooMany,
                    "too_many_registrations",
                    "今天从该地址提交的注册申请过多，请明天再试或到社区办理",
                    "Too many registrations came from this address today; try tomorrow or come to the community"
                )
            }
        }
        guard try transaction.access.waitingRegistrations(in: community, byWeChat: byWeChat) < Registration.waitingLimit
        else {
            throw DomainError(
                .unavailable,
                "too_many_waiting",
                "待审核的注册申请过多，请稍后再试或到社区办理",
                "Too many registrations wait; try again later or come to the community"
            )
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

    func decide(
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
            // It was there to decide by; afterwards the register says where somebody lives.
            draft["home"] = .text(Masking.door)
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.registrations, id: id, view: view)
        }
    }
}

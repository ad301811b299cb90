package import Domain

/// Signing in and out (登录), with a password or on the word of the command line.
package struct AccessService: Sendable {
    let store: any Store
    let passwords: any PasswordHasher
    let tokens: any TokenMint
    let gate: any SignInGate
    let rules: AccessRules

    package init(
        store: any Store,
        passwords: any PasswordHasher,
        tokens: any TokenMint,
        gate: any SignInGate,
        rules: AccessRules
    ) {
        self.store = store
        self.passwords = passwords
        self.tokens = tokens
        self.gate = gate
        self.rules = rules
    }

    /// Opens a session.
    ///
    /// A wrong name and a wrong password are refused alike, after the same time; whoever goes on guessing waits longer
    /// each time. A hash that was made at another cost than today's is made anew.
    package func signIn(login: String, password: String, device: String? = nil) async throws -> SignedIn {
        let attempt = try gate.begin(login: login, address: Origin.current?.address)
        let account = try await store.write { try $0.access.account(login: login) }
        let isRight = try await passwords.verify(password, against: account?.passwordHash)
        guard let account, isRight, !account.isDisabled else {
            try await failed(attempt, account)
            throw Self.wrongCredentials
        }
        gate.succeeded(attempt)
        var renewed: String?
        if let hash = account.passwordHash, passwords.needsRehash(hash) { renewed = try await passwords.hash(password) }
        return try await openSession(
            account,
            seconds: rules.sessionSeconds,
            idleSeconds: rules.idleSeconds,
            device: device,
            newHash: renewed
        )
    }

    /// Opens a session for an account that the command line vouches for; it may lie idle all the time.
    package func signIn(login: String, seconds: Int64) async throws -> SignedIn {
        let account = try await store.write { try $0.access.account(login: login) }
        guard let account, !account.isDisabled else {
            throw DomainError(.notFound, "not_found", "没有账号 \(login)", "There is no account \(login)")
        }
        return try await openSession(account, seconds: seconds, idleSeconds: max(1, seconds), device: nil, newHash: nil)
    }

    package func signOut(_ principal: Principal) async throws {
        guard let session = principal.sessionID else { throw DomainError.unauthenticated }
        try await store.write { try $0.access.closeSession(session) }
    }

    /// Ends a session of the caller; somebody else's reads as absent.
    package func endSession(_ id: Int64, by principal: Principal) async throws {
        try await store.write { transaction in
            guard let owner = try transaction.access.account(ofSession: id), owner == principal.accountID else {
                throw DomainError.notFound
            }
            try transaction.access.closeSession(id)
        }
    }

    /// Every lock stands in the audit chain; what was typed does not, for it may be a password in the wrong place.
    ///
    /// A name that nobody has leaves an entry, too, at the address that tried it: the answer takes as long, and tells nothing.
    func failed(_ attempt: SignInAttempt, _ account: Account?) async throws {
        gate.failed(attempt, account: account?.id)
        guard attempt.accountLock != nil || attempt.addressLock != nil else { return }
        let address = "addresses" + (attempt.address.map { "/\($0)" } ?? "")
        try await store.write { transaction in
            if let seconds = attempt.accountLock {
                try transaction.audit.note(
                    "lock_accounts",
                    object: account.map { "accounts/\($0.id)" } ?? address,
                    community: account?.principal.scope.communityID,
                    words: "连续密码错误，暂停 \(seconds) 秒 wrong passwords in a row, held up for \(seconds) s"
                        + (account == nil ? "；无此账号 no such account" : "")
                )
            }
            if let seconds = attempt.addressLock {
                try transaction.audit.note(
                    "lock_address",
                    object: address,
                    community: nil,
                    words: "连续密码错误，暂停 \(seconds) 秒 wrong passwords in a row, held up for \(seconds) s"
                )
            }
        }
    }

    private func openSession(
        _ account: Account,
        seconds: Int64,
        idleSeconds: Int64,
        device: String?,
        newHash: String?
    ) async throws -> SignedIn {
        let token = try tokens.mint(.session)
        var opening = opening(token: token, device: device)
        (opening.seconds, opening.idleSeconds, opening.newHash) = (seconds, idleSeconds, newHash)
        return try await store.once(as: account.id) { [self, opening] transaction in
            try open(account, opening, transaction)
        }
    }

    /// What is known of a session before its transaction: a person's own, by the rules.
    func opening(token: String, device: String?) -> SessionOpening {
        SessionOpening(
            token: token,
            address: Origin.current?.address,
            device: device,
            seconds: rules.sessionSeconds,
            idleSeconds: rules.idleSeconds
        )
    }

    /// Opens the session of an account that was let in before the transaction began.
    ///
    /// To check a password takes long enough for it to be changed, or the account disabled, meanwhile: then whoever was
    /// let in with what held before is not let in, and the hash of the old password does not come back either.
    func open(_ account: Account, _ opening: SessionOpening, _ transaction: any Transaction) throws -> SignedIn {
        guard let present = try transaction.access.account(account.id), !present.isDisabled,
            present.passwordHash == account.passwordHash
        else { throw Self.wrongCredentials }
        let expiry = transaction.now.advanced(bySeconds: opening.seconds)
        try transaction.access.forgetSessions(endedBefore: transaction.now)
        if let newHash = opening.newHash { try transaction.access.setPassword(newHash, of: account.id) }
        let session = try transaction.access.openSession(
            NewSession(
                tokenHash: tokens.hash(opening.token),
                account: account.id,
                expiresAt: expiry,
                idleSeconds: opening.idleSeconds,
                address: opening.address,
                device: opening.device
            )
        )
        return SignedIn(token: opening.token, expiresAt: expiry, sessionID: session, principal: present.principal)
    }

    private static let wrongCredentials = DomainError(
        .unauthenticated,
        "wrong_credentials",
        "用户名或密码不正确",
        "The login or the password is wrong"
    )
}

/// A session that is about to be opened (待开会话).
struct SessionOpening: Sendable {
    let token: String
    let address: String?
    let device: String?
    var seconds: Int64
    var idleSeconds: Int64
    /// The hash of the password at today's cost, where the kept one was made at another.
    var newHash: String?
}

/// A session that was just opened; its token is shown this once.
package struct SignedIn: Sendable {
    package let token: String
    package let expiresAt: Instant
    package let sessionID: Int64
    package let principal: Principal
}

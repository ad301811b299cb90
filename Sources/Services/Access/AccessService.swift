package import Domain

/// Signing in and out, and the accounts that may (登录).
package struct AccessService: Sendable {
    private let store: any Store
    private let passwords: any PasswordHasher
    private let tokens: any TokenMint
    /// How long a session holds, in seconds.
    private let sessionSeconds: Int64

    package init(store: any Store, passwords: any PasswordHasher, tokens: any TokenMint, sessionSeconds: Int64) {
        self.store = store
        self.passwords = passwords
        self.tokens = tokens
        self.sessionSeconds = sessionSeconds
    }

    /// Opens a session.
    ///
    /// A wrong name and a wrong password are refused alike, after the same time.
    package func signIn(login: String, password: String) async throws -> SignedIn {
        let account = try await store.write { try $0.access.account(login: login) }
        let isRight = try await passwords.verify(password, against: account?.passwordHash)
        guard let account, isRight, !account.isDisabled else {
            throw DomainError(
                .unauthenticated,
                "wrong_credentials",
                "用户名或密码不正确",
                "The login or the password is wrong"
            )
        }
        return try await openSession(account, seconds: sessionSeconds)
    }

    /// Opens a session for an account that the command line vouches for.
    package func signIn(login: String, seconds: Int64) async throws -> SignedIn {
        let account = try await store.write { try $0.access.account(login: login) }
        guard let account, !account.isDisabled else {
            throw DomainError(.notFound, "not_found", "没有账号 \(login)", "There is no account \(login)")
        }
        return try await openSession(account, seconds: seconds)
    }

    package func signOut(token: String) async throws {
        let hash = tokens.hash(token)
        try await store.write { try $0.access.closeSession(tokenHash: hash) }
    }

    package func addAccount(
        _ account: NewAccount,
        password: String
    ) async throws -> Rendered {
        var faults: [FieldError] = []
        if password.unicodeScalars.count < Self.shortestPassword {
            faults.append(
                .body(
                    "password",
                    "too_short",
                    "密码至少 \(Self.shortestPassword) 个字符",
                    "A password has at least \(Self.shortestPassword) characters"
                )
            )
        }
        if let field = account.role.scopeField, account.scopeID(of: field) == nil {
            faults.append(
                .body(
                    field,
                    "required",
                    "角色“\(account.role.title.chinese)”须指明 \(field)",
                    "The role “\(account.role.title.english)” needs \(field)"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        var account = account
        account.passwordHash = try await passwords.hash(password)
        let complete = account
        return try await store.answer { transaction in
            var account = complete
            if account.community == nil { account.community = try transaction.access.community(of: account) }
            return Rendered(bytes: [], format: .json, id: try transaction.access.insert(account))
        }
    }

    /// NIST 800-63B asks 15 of a password that stands alone; MLPS level 2 is content with less.
    package static let shortestPassword = 12

    private func openSession(_ account: Account, seconds: Int64) async throws -> SignedIn {
        let token = try tokens.mint()
        let hash = tokens.hash(token)
        return try await store.once(as: account.id) { transaction in
            let expiry = transaction.now.advanced(bySeconds: seconds)
            try transaction.access.forgetSessions(endedBefore: transaction.now)
            try transaction.access.openSession(tokenHash: hash, account: account.id, expiresAt: expiry)
            return SignedIn(token: token, expiresAt: expiry, principal: account.principal)
        }
    }
}

/// A session that was just opened; its token is shown this once.
package struct SignedIn: Sendable {
    package let token: String
    package let expiresAt: Instant
    package let principal: Principal
}

package import Domain

/// Choosing a password: one's own with the old one, or with a one-time code (口令的设定).
extension AccessService {
    /// Changes the caller's own password; every other session of the account ends.
    package func changePassword(from old: String, to new: String, by principal: Principal) async throws {
        guard let id = principal.accountID else { throw DomainError.unauthenticated }
        // Sent again, the old password is wrong by now.
        try await store.refuseRepeat()
        guard let account = try await store.write({ try $0.access.account(id) }) else { throw DomainError.notFound }
        var faults = rules.passwords.faults(new, login: account.login, name: principal.name, in: "password")
        if try await knows(old, account) {
            if old == new {
                faults.append(.body("password", "unchanged", "新密码与原密码相同", "It is the same as the old one"))
            }
        } else {
            faults.append(Self.wrongPassword)
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let hash = try await passwords.hash(new)
        try await store.once(as: id) { transaction in
            // What was checked may have been changed meanwhile: of two changes at once one is refused.
            guard let present = try transaction.access.account(id), present.passwordHash == account.passwordHash else {
                throw DomainError.invalid([Self.wrongPassword])
            }
            if let session = principal.sessionID {
                guard try transaction.access.account(ofSession: session) == id else {
                    throw DomainError.unauthenticated
                }
            }
            try transaction.access.setPassword(hash, of: id)
            try transaction.access.closeSessions(of: id, except: principal.sessionID)
            try transaction.access.closeCode(of: id)
        }
    }

    /// Takes the password that whoever has a one-time code chose; every session and key of the account ends.
    package func redeem(code: String, password: String) async throws {
        // Sent again, the code is gone.
        try await store.refuseRepeat()
        let hash = tokens.hash(code)
        guard let account = try await store.write({ try $0.access.account(ofCode: hash) }) else { throw Self.badCode }
        let faults = rules.passwords.faults(
            password,
            login: account.login,
            name: account.principal.name,
            in: "password"
        )
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let passwordHash = try await passwords.hash(password)
        try await store.once(as: account.id) { transaction in
            // Of two who send it at once only one gets here first.
            guard try transaction.access.account(ofCode: hash) != nil else { throw Self.badCode }
            try transaction.access.closeCode(of: account.id)
            try transaction.access.setPassword(passwordHash, of: account.id)
            try transaction.access.closeSessions(of: account.id, except: nil)
            // Who resets a password does not know who else got in, nor what keys they made.
            try transaction.access.deleteKeys(of: account.id)
        }
        gate.forget(login: account.login)
    }

    /// Whether the caller knows the own password; whoever holds a stolen token may not try passwords either.
    func knows(_ password: String, _ account: Account) async throws -> Bool {
        let attempt = try gate.begin(login: account.login, address: Origin.current?.address)
        guard try await passwords.verify(password, against: account.passwordHash) else {
            try await failed(attempt, account)
            return false
        }
        gate.succeeded(attempt)
        return true
    }

    static let wrongPassword = FieldError.body(
        "current_password",
        "wrong_password",
        "原密码不正确",
        "The old password is wrong"
    )

    private static let badCode = DomainError.invalid([
        .body("code", "invalid_code", "验证码无效、已使用或已过期", "The code is unknown, used or expired")
    ])

    /// A one-time code for the first administrator, as long as nobody ever chose a password; nothing afterwards.
    ///
    /// So there is no password that is the same everywhere, and whoever starts the server is the one who gets in.
    package func firstCode() async throws -> OneTimeCode? {
        let (code, hash) = try mintCode()
        return try await store.write { [rules] transaction in
            let (isEmpty, sole) = try transaction.access.soleAccount()
            let id: Int64
            if isEmpty {
                id = try transaction.access.insert(
                    NewAccount(login: Self.firstLogin, name: Self.firstName, role: .admin)
                )
            } else if let sole, sole.passwordHash == nil, sole.principal.role == .admin {
                id = sole.id
            } else {
                return nil
            }
            let expiry = transaction.now.advanced(bySeconds: rules.codeSeconds)
            try transaction.access.openCode(hash, account: id, expiresAt: expiry)
            return OneTimeCode(account: id, login: sole?.login ?? Self.firstLogin, code: code, expiresAt: expiry)
        }
    }

    private static let firstLogin = "admin"
    private static let firstName = "系统管理员"

    func mintCode() throws -> (code: String, hash: [UInt8]) {
        let code = try tokens.mint(.code)
        return (code, tokens.hash(code))
    }
}

/// What lets somebody choose the password of an account once (一次性验证码); shown once, to whoever made it.
package struct OneTimeCode: Sendable {
    package let account: Int64
    package let login: String
    package let code: String
    package let expiresAt: Instant
}

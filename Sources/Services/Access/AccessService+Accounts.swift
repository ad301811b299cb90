package import Domain

/// The accounts that may sign in: made, changed, let in again by whoever manages them (账号管理).
extension AccessService {
    /// Adds an account whose password its operator typed.
    package func addAccount(_ account: NewAccount, password: String) async throws -> Rendered {
        var account = account
        account.login = LoginRule.folded(account.login)
        var faults = rules.passwords.faults(password, login: account.login, name: account.name, in: "password")
        faults += LoginRule.faults(account.login) + Self.missingScope(of: account)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        account.passwordHash = try await passwords.hash(password)
        let complete = account
        return try await store.answer { transaction in
            Rendered(bytes: [], format: .json, id: try Self.insert(complete, in: transaction))
        }
    }

    /// Adds an account; whoever it is for chooses the password with the code.
    package func addAccount(_ account: NewAccount, within scope: DataScope) async throws -> OneTimeCode {
        var folded = account
        folded.login = LoginRule.folded(account.login)
        let account = folded
        let faults = LoginRule.faults(account.login) + Self.missingScope(of: account)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let (code, hash) = try mintCode()
        return try await store.once(as: nil) { [rules] transaction in
            let id = try Self.insert(account, in: transaction)
            guard try transaction.contains(.accounts, id: id, scope: scope) else { throw Self.outOfScope }
            let expiry = transaction.now.advanced(bySeconds: rules.codeSeconds)
            try transaction.access.openCode(hash, account: id, expiresAt: expiry)
            return OneTimeCode(account: id, login: account.login, code: code, expiresAt: expiry)
        }
    }

    /// Makes a code by which the holder of an account chooses a new password; the old one holds until then.
    ///
    /// Not for the auditor: whoever has the code is the account, and the administrator is whom the auditor watches over.
    package func resetPassword(of id: Int64, within scope: DataScope) async throws -> OneTimeCode {
        try await resetPassword(of: id, within: scope, isOperator: false)
    }

    private func resetPassword(of id: Int64, within scope: DataScope, isOperator: Bool) async throws -> OneTimeCode {
        let (code, hash) = try mintCode()
        return try await store.once(as: nil) { [rules] transaction in
            guard try transaction.contains(.accounts, id: id, scope: scope),
                let account = try transaction.access.account(id)
            else { throw DomainError.notFound }
            guard isOperator || account.principal.role != .auditor else {
                throw DomainError(
                    .conflict,
                    "separate_duties",
                    "审计员的验证码不由管理员生成，请在服务器上用 linli account reset",
                    "An administrator makes no code for the auditor; use linli account reset at the machine"
                )
            }
            guard !account.isDisabled else {
                throw DomainError(.conflict, "disabled", "账号已停用，请先启用", "The account is disabled; enable it first")
            }
            let expiry = transaction.now.advanced(bySeconds: rules.codeSeconds)
            try transaction.access.openCode(hash, account: id, expiresAt: expiry)
            return OneTimeCode(account: id, login: account.login, code: code, expiresAt: expiry)
        }
    }

    /// The same by the operator of the machine, who knows the account by its login.
    package func resetPassword(login: String) async throws -> OneTimeCode {
        guard let account = try await store.write({ try $0.access.account(login: login) }) else {
            throw DomainError(.notFound, "not_found", "没有账号 \(login)", "There is no account \(login)")
        }
        return try await resetPassword(of: account.id, within: .everything, isOperator: true)
    }

    /// Lets an account be tried again at once after failed sign-ins.
    package func unlock(_ id: Int64, within scope: DataScope) async throws {
        let login = try await store.write { transaction in
            guard try transaction.contains(.accounts, id: id, scope: scope),
                let account = try transaction.access.account(id)
            else { throw DomainError.notFound }
            try transaction.audit.note(
                "unlock_accounts",
                object: "accounts/\(id)",
                community: account.principal.scope.communityID,
                words: "解除登录限制 sign-in allowed again"
            )
            return account.login
        }
        gate.forget(login: login)
    }

    /// Changes name, role, scope or whether an account may sign in; the next request of its holder meets the new rights.
    package func change(
        _ draft: Draft,
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.accounts, id: id, ifVersion: ifVersion, scope: view.scope)
            guard let before = try transaction.access.rights(of: id) else { throw DomainError.notFound }
            let after = before.changed(by: draft)
            let isDisabled = draft.integer("disabled") == 1
            if id == principal.accountID, isDisabled || !after.hasRights(of: before) { throw Self.ownRights }
            // Also by way of a third role: what an account ever was, it was.
            let former = try transaction.access.formerDuty(of: id)
            for earlier in [before.role, former] where earlier != after.role {
                guard Set([earlier, after.role]) != [.admin, .auditor] else { throw Self.separateDuties }
            }
            if before.role != after.role, before.role == .admin || before.role == .auditor {
                try transaction.access.setFormerDuty(before.role, of: id)
            }
            let faults = Self.missingScope(of: after)
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            if before.resident != after.resident || before.role != after.role {
                try Self.expectOnlyAccount(after, except: id, in: transaction)
            }
            try transaction.update(draft, id: id, ifVersion: nil, scope: view.scope)
            guard try transaction.contains(.accounts, id: id, scope: view.scope) else { throw Self.outOfScope }
            if isDisabled {
                try transaction.access.closeSessions(of: id, except: nil)
                try transaction.access.closeCode(of: id)
                try transaction.access.deleteKeys(of: id)
            }
            if isDisabled || before.role.worksCases && !after.role.worksCases {
                try handOnOpenWork(of: id, before, by: principal, in: transaction)
            }
            return try transaction.one(.accounts, id: id, view: view)
        }
    }

    /// An account is closed, or loses its role, at once, whatever it has open; its work does not lie there unseen.
    private func handOnOpenWork(
        of id: Int64,
        _ account: NewAccount,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let community = account.community else { return }
        let cases = CaseService(store: store) { _ in false }
        guard let taken = try cases.takeOver(from: id, community: community, by: principal, in: transaction) else {
            return
        }
        let text =
            "账号 \(account.login)（\(account.name)）已停用或不再办理诉求，名下 \(taken.count) 项未办结工作已移交 \(taken.name)，可另行改派"
        try transaction.people.tellStaff(of: community, .openWork, text)
    }

    private static func insert(_ account: NewAccount, in transaction: any Transaction) throws -> Int64 {
        var account = account
        if account.community == nil { account.community = try transaction.access.community(of: account) }
        try expectOnlyAccount(account, except: nil, in: transaction)
        return try transaction.access.insert(account)
    }

    /// A person comes in by one account: a second one would be a way to their matters that they do not know of.
    private static func expectOnlyAccount(
        _ account: NewAccount,
        except id: Int64?,
        in transaction: any Transaction
    ) throws {
        guard account.role == .resident || account.role == .partyMember, let resident = account.resident,
            try transaction.access.hasAccount(resident: resident, beside: id)
        else { return }
        throw RegistrationService.hasAccount
    }

    private static func missingScope(of account: NewAccount) -> [FieldError] {
        guard let field = account.role.scopeField, account.scopeID(of: field) == nil else { return [] }
        return [
            .body(
                field,
                "required",
                "角色“\(account.role.title.chinese)”须指明 \(field)",
                "The role “\(account.role.title.english)” needs \(field)"
            )
        ]
    }

    private static let outOfScope = DomainError(
        .invalid,
        "out_of_scope",
        "该账号不在您的数据范围内，未保存",
        "The account would lie outside your scope and was not saved"
    )

    private static let ownRights = DomainError(
        .forbidden,
        "own_rights",
        "不能修改自己的角色、数据范围或停用自己",
        "Nobody changes their own role or scope, or disables themselves"
    )

    private static let separateDuties = DomainError(
        .conflict,
        "separate_duties",
        "管理员与审计员须由不同账号担任，请另建账号",
        "An administrator does not become the auditor, nor the other way round; make another account"
    )
}

extension NewAccount {
    /// Role and scope as a draft would have them.
    fileprivate func changed(by draft: Draft) -> NewAccount {
        var changed = self
        if let role = draft.text("role").flatMap(Role.init) { changed.role = role }
        if draft["grid_id"] != nil { changed.grid = draft.integer("grid_id") }
        if draft["branch_id"] != nil { changed.branch = draft.integer("branch_id") }
        if draft["organization_id"] != nil { changed.organization = draft.integer("organization_id") }
        if draft["resident_id"] != nil { changed.resident = draft.integer("resident_id") }
        return changed
    }

    /// Whether role and scope are those of another.
    fileprivate func hasRights(of other: NewAccount) -> Bool {
        role == other.role && subdistrict == other.subdistrict && community == other.community && grid == other.grid
            && branch == other.branch && organization == other.organization && resident == other.resident
    }
}

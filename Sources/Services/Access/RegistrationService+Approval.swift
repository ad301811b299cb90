package import Domain

/// What staff say when they approve a registration (审核意见).
package struct Approval: Sendable {
    package let resident: Int64
    /// By what they saw who it is.
    package let evidence: String
    /// Why they approve though name or phone are not those of the register, or another WeChat user had the account.
    package let overrideReason: String?
    /// A login in place of the one that was asked for.
    package let login: String?

    package init(resident: Int64, evidence: String, overrideReason: String?, login: String?) {
        self.resident = resident
        self.evidence = evidence
        self.overrideReason = overrideReason
        self.login = login
    }
}

/// Saying who somebody is who asked for an account (注册审核).
extension RegistrationService {
    /// Makes the account of a resident out of a registration; the resident sees who approved it, and by what.
    package func approve(
        _ id: Int64,
        _ approval: Approval,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await decide(id, ifVersion, principal, "approve", view) { registration, transaction in
            let resident = approval.resident
            guard try transaction.contains(.residents, id: resident, scope: principal.scope),
                let record = try transaction.access.record(ofResident: resident)
            else {
                throw DomainError.invalid([
                    .body("resident_id", "unknown_reference", "没有这位居民", "There is no such resident")
                ])
            }
            try Self.refuseOwn(registration, record, principal, transaction)
            try Self.compare(registration, record, approval)
            if let hash = registration.openIDHash {
                try Self.bind(hash, registration, record, approval, transaction)
            } else {
                try Self.open(registration, record, approval, transaction)
            }
            try transaction.audit.note(
                "approve_registrations",
                object: "residents/\(resident)",
                community: registration.community,
                words: "注册 registration \(id): \(approval.evidence)"
                    + (approval.overrideReason.map { "；不一致仍通过 in spite of a mismatch: \($0)" } ?? "")
            )
            return [
                "status": .text("approved"), "resident_id": .integer(resident),
                "evidence": .text(approval.evidence), "override_reason": .optional(approval.overrideReason),
            ]
        }
    }

    /// Nobody decides about what came from their own desk, nor by a phone that they wrote into the register themselves.
    private static func refuseOwn(
        _ registration: Registration,
        _ record: PersonRecord,
        _ principal: Principal,
        _ transaction: any Transaction
    ) throws {
        guard let account = principal.accountID else { throw DomainError.unauthenticated }
        if registration.openIDHash == nil, let address = registration.address, !Origin.isOfMachine(address),
            try address == transaction.origin?.address || transaction.access.hasSession(account, at: address)
        {
            throw DomainError(
                .conflict,
                "own_registration",
                "该申请来自审核人自己使用的网络地址，请居民用自己的网络申请，或由在别处的同事审核",
                "It came from an address that you use yourself; the resident sends it from elsewhere, or a colleague decides"
            )
        }
        if let change = record.phoneChange, change.by == account, change.isFresh(at: transaction.now) {
            throw DomainError(
                .conflict,
                "own_change",
                "该居民的手机号是您在 \(PhoneChange.settlingDays) 天内改的，请由其他同事审核",
                "You changed the phone of this resident within \(PhoneChange.settlingDays) days; a colleague decides"
            )
        }
    }

    /// A name and a home are what any neighbor knows: what is not as in the register is approved only with a reason.
    private static func compare(_ registration: Registration, _ record: PersonRecord, _ approval: Approval) throws {
        var different: [Title] = []
        if registration.name != record.name { different.append(Title("姓名", "name")) }
        if registration.phoneHash != record.phoneHash { different.append(Title("手机号", "phone")) }
        guard different.isEmpty || approval.overrideReason != nil else {
            let chinese = different.map(\.chinese).joined(separator: "、")
            let english = different.map(\.english).joined(separator: " and ")
            throw DomainError(
                .conflict,
                "does_not_match",
                "\(chinese)与该居民的登记不一致；确认是本人的，请填写 override_reason 说明理由",
                "The \(english) is not that of the resident; if it is the person, say why in override_reason"
            )
        }
    }

    /// The account has the name that the register has: what somebody typed was held against it, and may have been another.
    private static func open(
        _ registration: Registration,
        _ record: PersonRecord,
        _ approval: Approval,
        _ transaction: any Transaction
    ) throws {
        guard try !transaction.access.hasAccount(resident: approval.resident, beside: nil) else {
            throw hasAccount
        }
        let login = LoginRule.folded(approval.login ?? registration.login)
        let faults = LoginRule.faults(login)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let account = try transaction.access.insert(
            NewAccount(
                login: login,
                name: record.name,
                role: .resident,
                community: registration.community,
                resident: approval.resident
            )
        )
        let expiry = transaction.now.advanced(bySeconds: Registration.codeDays * 86_400)
        try transaction.access.openCode(registration.codeHash, account: account, expiresAt: expiry)
    }

    static let hasAccount = DomainError(
        .conflict,
        "has_account",
        "该居民已有账号；忘记密码请由管理员重设",
        "The resident has an account; an administrator resets a forgotten password"
    )

    /// Ties the WeChat user who asked to the resident's account; one who was tied to it before loses it only for a reason,
    /// with every program that acts by it.
    private static func bind(
        _ hash: [UInt8],
        _ registration: Registration,
        _ record: PersonRecord,
        _ approval: Approval,
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
            id: approval.resident,
            community: registration.community,
            name: record.name
        )
        guard let account = try access.account(of: holder) else {
            let login = registration.login
            try access.bind(hash, to: try access.insert(holder.account(login: login)), proof: .staff)
            return
        }
        if try access.isBound(account.id) {
            guard approval.overrideReason != nil else {
                throw DomainError(
                    .conflict,
                    "already_bound",
                    "该居民的账号已绑定另一微信；确认本人更换微信的，请填写 override_reason 说明理由",
                    "The account is bound to another WeChat user; if the resident changed it, say so in override_reason"
                )
            }
            _ = try access.unbind(account.id)
            _ = try access.releaseKeys(of: account.id)
            try access.closeSessions(of: account.id, except: nil)
        }
        try access.bind(hash, to: account.id, proof: .staff)
    }
}

extension AccessRepository {
    /// Forgets what nobody decided about in time, and what was declined long ago.
    func forgetLapsedRegistrations(at now: Instant) throws {
        _ = try forgetRegistrations(
            pendingBefore: now.advanced(bySeconds: -Registration.pendingDays * 86_400),
            declinedBefore: now.advanced(bySeconds: -Registration.declinedDays * 86_400)
        )
    }
}

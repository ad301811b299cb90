package import Domain

/// Signing in with WeChat (微信登录): a user is tied to the one person with the phone that WeChat verified, or by staff.
package struct WeChatService: Sendable {
    let access: AccessService
    /// Nothing where no mini-program is set up.
    let weChat: (any WeChat)?

    package init(access: AccessService, weChat: (any WeChat)?) {
        self.access = access
        self.weChat = weChat
    }

    /// What a mini-program brings.
    package struct Codes: Sendable {
        package var login: String
        /// Only where the user is to be bound.
        package var phone: String?

        package init(login: String, phone: String?) {
            self.login = login
            self.phone = phone
        }
    }

    /// What staff need to know to say who somebody is, where the phone alone does not.
    package struct Introduction: Sendable {
        package var community: Int64?
        package var name: String?
        package var home: String?

        package init(community: Int64?, name: String?, home: String?) {
            self.community = community
            self.name = name
            self.home = home
        }
    }

    /// How signing in ended.
    package enum Outcome: Sendable {
        case signedIn(SignedIn)
        /// Staff are to say who it is.
        case waiting(registration: Int64)

        fileprivate var account: Int64? {
            if case .signedIn(let signedIn) = self { signedIn.principal.accountID } else { nil }
        }
    }

    /// Opens a session for the user's account, binding the user first where a phone proves who it is.
    package func signIn(
        _ codes: Codes,
        _ introduction: Introduction,
        device: String?
    ) async throws -> Outcome {
        // Sent again, the codes are used up.
        try await access.store.refuseRepeat()
        let user = try await identify(codes)
        let (token, login) = (try access.tokens.mint(.session), try newLogin())
        let opening = access.opening(token: token, device: device)
        return try await access.store.once(account: \.account) { [access] transaction in
            if let account = try Self.account(user, login, in: introduction.community, transaction) {
                return .signedIn(try access.open(account, opening, transaction))
            }
            return .waiting(registration: try Self.wait(user, login, introduction, transaction))
        }
    }

    /// Lets the program of a key act for the user, who is bound first where a phone proves who it is.
    package func bind(_ codes: Codes, by program: Principal) async throws -> (account: Int64, resident: Int64) {
        guard let key = program.keyID else {
            throw DomainError(.forbidden, "key_needed", "此接口只供程序用密钥调用", "Only a program with a key calls this")
        }
        try await access.store.refuseRepeat()
        let user = try await identify(codes)
        let login = try newLogin()
        return try await access.store.once(as: program.accountID) { transaction in
            // A program of one community learns nothing of the residents of another.
            let community = program.scope.communityID
            guard let account = try Self.account(user, login, in: community, transaction),
                account.principal.scope.communityID == community,
                case .resident(let resident, community: _) = account.principal.scope
            else { throw Self.approvalNeeded }
            try transaction.access.bind(key: key, to: account.id)
            return (account.id, resident)
        }
    }

    /// Ties a WeChat user to the account of the caller, whose session says who it is.
    package func bind(_ code: String, to principal: Principal) async throws {
        guard let account = principal.accountID, principal.role == .resident || principal.role == .partyMember else {
            throw DomainError.forbidden
        }
        let user = try await identify(Codes(login: code, phone: nil))
        try await access.store.write { transaction in
            let access = transaction.access
            let hash = access.hash(of: user.openID)
            guard try access.account(ofOpenID: hash) == nil, try !access.isBound(account) else {
                throw DomainError(
                    .conflict,
                    "already_bound",
                    "该微信或该账号已有绑定，须先解绑",
                    "The WeChat user or the account is bound already; unbind first"
                )
            }
            try access.bind(hash, to: account, proof: .account)
        }
    }

    /// Takes the caller's WeChat user away, and lets no program act for the caller; other sessions end.
    ///
    /// Whoever signs in with WeChat afterwards proves anew who it is.
    package func unbind(by principal: Principal) async throws {
        guard let account = principal.accountID else { throw DomainError.unauthenticated }
        try await access.store.write { transaction in
            let wasBound = try transaction.access.unbind(account)
            let wasServed = try transaction.access.releaseKeys(of: account)
            guard wasBound || wasServed else {
                throw DomainError(.notFound, "not_bound", "该账号没有绑定微信", "The account is not bound to WeChat")
            }
            try transaction.access.closeSessions(of: account, except: principal.sessionID)
        }
    }

    private struct User {
        let openID: OpenID
        let phone: MobileNumber?
    }

    private func identify(_ codes: Codes) async throws -> User {
        guard let weChat else {
            throw DomainError(
                .unavailable,
                "wechat_not_configured",
                "本服务没有配置微信小程序，请用密码登录",
                "No WeChat mini-program is set up here; sign in with a password"
            )
        }
        let openID = try await weChat.openID(of: codes.login)
        guard let code = codes.phone else { return User(openID: openID, phone: nil) }
        return User(openID: openID, phone: try await weChat.phone(of: code))
    }

    /// The account of a user; nothing where staff have to say who it is.
    private static func account(
        _ user: User,
        _ login: String,
        in community: Int64?,
        _ transaction: any Transaction
    ) throws -> Account? {
        let access = transaction.access
        let hash = access.hash(of: user.openID)
        if let account = try access.account(ofOpenID: hash) { return try enabled(account) }
        guard let phone = user.phone else {
            throw DomainError(
                .unauthenticated,
                "wechat_not_bound",
                "该微信尚未绑定，请授权手机号后再试",
                "This WeChat user is not bound yet; send the code of the phone button along"
            )
        }
        // A number that several share proves nothing, and one that another user proved before may have changed hands.
        let holders = try access.holders(ofPhone: phone, in: community)
        guard holders.count == 1, let holder = holders.first else { return nil }
        // What stands in the register is what somebody typed: it does not open an account that has a holder already, and
        // one that was written in lately proves nothing yet.
        if try access.phoneChange(of: holder)?.isFresh(at: transaction.now) == true { return nil }
        if let account = try access.account(of: holder) {
            guard account.passwordHash == nil, try !access.isBound(account.id) else { return nil }
            try access.bind(hash, to: try enabled(account).id, proof: .phone)
            return account
        }
        let id = try access.insert(holder.account(login: login))
        try access.bind(hash, to: id, proof: .phone)
        return try access.account(id)
    }

    private static func enabled(_ account: Account) throws -> Account {
        guard !account.isDisabled else {
            throw DomainError(.unauthenticated, "account_disabled", "该账号已停用", "The account is disabled")
        }
        return account
    }

    private static func wait(
        _ user: User,
        _ login: String,
        _ introduction: Introduction,
        _ transaction: any Transaction
    ) throws -> Int64 {
        guard let community = introduction.community, let name = introduction.name, let home = introduction.home,
            let phone = user.phone
        else { throw approvalNeeded }
        let hash = transaction.access.hash(of: user.openID)
        guard try !transaction.access.isWaiting(hash) else {
            throw DomainError(
                .conflict,
                "already_waiting",
                "申请已提交，请等待社区审核",
                "The request waits for the community already"
            )
        }
        try RegistrationService.checkRoom(in: community, byWeChat: true, transaction)
        let draft = Draft(
            .registrations,
            [
                "community_id": .integer(community), "login": .text(login), "name": .text(name),
                "phone": .text(phone.digits), "home": .text(home),
            ]
        )
        let id = try transaction.insert(draft, scope: .everything)
        try transaction.access.setOpenID(hash, ofRegistration: id)
        try transaction.access.setOrigin(transaction.origin?.address, request: nil, ofRegistration: id)
        return id
    }

    /// One sentence for an unknown phone, a shared one and one that is taken: it tells nothing about others.
    private static let approvalNeeded = DomainError(
        .conflict,
        "approval_needed",
        "仅凭该手机号不能确认是哪位居民；请附上社区、姓名和住址重新提交，由社区工作人员审核",
        "The phone alone does not say which resident it is; send community_id, name and home along, and staff decide"
    )

    /// A login that nobody guesses or chose; its owner signs in with WeChat.
    private func newLogin() throws -> String { LoginRule.folded("wx-\(try access.tokens.mint(.session).suffix(16))") }
}

/// Where accounts and sessions lie (账号与会话的存储).
package protocol AccessRepository {
    func account(login: String) throws -> Account?
    func account(_ id: Int64) throws -> Account?
    /// The role and scope of an account, as if it were to be made.
    func rights(of account: Int64) throws -> NewAccount?
    func insert(_ account: NewAccount) throws -> Int64
    /// The community of the grid, branch, organization or resident that an account names.
    func community(of account: NewAccount) throws -> Int64?
    func setPassword(_ hash: String, of account: Int64) throws
    /// The one account of the database, if there is but one, and whether there is any.
    func soleAccount() throws -> (isEmpty: Bool, sole: Account?)

    /// Makes the one-time code of an account, in place of an older one.
    func openCode(_ hash: [UInt8], account: Int64, expiresAt: Instant) throws
    /// Whose code it is, if it holds now.
    func account(ofCode hash: [UInt8]) throws -> Account?
    func closeCode(of account: Int64) throws

    func openSession(_ session: NewSession) throws -> Int64
    func closeSession(_ id: Int64) throws
    func account(ofSession id: Int64) throws -> Int64?
    /// Makes the ticket of a session for the pages, in place of an older one.
    /// Gives an account the secret address of its calendar, in place of an earlier one.
    func openCalendar(_ hash: [UInt8], account: Int64) throws
    func closeCalendar(account: Int64) throws
    func openPageTicket(_ hash: [UInt8], session: Int64, expiresAt: Instant) throws
    /// Turns a ticket that holds now into what a browser keeps, once; says whether it was one.
    func redeemPageTicket(_ hash: [UInt8], as pass: [UInt8], expiresAt: Instant) throws -> Bool
    /// Ends the sessions of an account but for one.
    func closeSessions(of account: Int64, except kept: Int64?) throws
    func insert(_ key: NewApiKey, tokenHash: [UInt8], tail: String) throws -> Int64
    /// How many keys an account has.
    func keys(of account: Int64) throws -> Int64
    func owner(ofKey id: Int64) throws -> Int64?
    func deleteKey(_ id: Int64) throws
    func deleteKeys(of account: Int64) throws
    /// What an account watched over or administered before it became something else.
    func formerDuty(of account: Int64) throws -> Role?
    func setFormerDuty(_ role: Role, of account: Int64) throws
    /// Whether an account has a session that was opened at an address.
    func hasSession(_ account: Int64, at address: String) throws -> Bool
    func registration(_ id: Int64) throws -> Registration?
    func setCode(_ hash: [UInt8], ofRegistration id: Int64) throws
    /// Writes down where a registration came from, and by what a repeat of the request is known.
    func setOrigin(_ address: String?, request: [UInt8]?, ofRegistration id: Int64) throws
    func hasRegistration(ofRequest hash: [UInt8]) throws -> Bool
    /// How many wait in a community; those whose phone WeChat verified have room of their own.
    func waitingRegistrations(in community: Int64, byWeChat: Bool) throws -> Int64
    func registrations(from address: String, since moment: Instant) throws -> Int64
    /// Forgets registrations that nobody decided about, and those that were declined; says how many.
    func forgetRegistrations(pendingBefore: Instant, declinedBefore: Instant) throws -> Int
    /// What the register says of a resident by which somebody is known.
    func record(ofResident id: Int64) throws -> PersonRecord?
    /// When another phone was written into the register for somebody, and by whom; nothing where it is the first.
    func phoneChange(of holder: PhoneHolder) throws -> PhoneChange?
    /// Whether a resident can sign in already, by another account than one.
    func hasAccount(resident: Int64, beside account: Int64?) throws -> Bool
    /// The keyed hash under which a WeChat user is known.
    func hash(of openID: OpenID) -> [UInt8]
    func account(ofOpenID hash: [UInt8]) throws -> Account?
    /// Whose phone it is, in one community or anywhere: two of them where it is more than one person's.
    func holders(ofPhone phone: MobileNumber, in community: Int64?) throws -> [PhoneHolder]
    func account(of holder: PhoneHolder) throws -> Account?
    /// Whether an account has a WeChat user.
    func isBound(_ account: Int64) throws -> Bool
    func bind(_ hash: [UInt8], to account: Int64, proof: WeChatProof) throws
    /// Takes the WeChat user of an account away, if it has one.
    func unbind(_ account: Int64) throws -> Bool
    func setOpenID(_ hash: [UInt8], ofRegistration id: Int64) throws
    /// Whether somebody waits already.
    func isWaiting(_ hash: [UInt8]) throws -> Bool
    /// Lets the program of a key act for an account.
    func bind(key: Int64, to account: Int64) throws
    /// Lets no program act for an account any more; says whether one could.
    func releaseKeys(of account: Int64) throws -> Bool
    /// Writes down when credentials were used; it is no change of anybody's data and stands in no audit.
    func note(_ uses: [CredentialUse]) throws
    /// Forgets sessions that ended before a moment.
    func forgetSessions(endedBefore moment: Instant) throws
}

/// 账号: somebody who may sign in.
package struct Account: Sendable {
    package let id: Int64
    package let login: String
    package let principal: Principal
    /// The scrypt hash of the password in PHC form; nothing as long as none was chosen.
    package let passwordHash: String?
    package let isDisabled: Bool

    package init(id: Int64, login: String, principal: Principal, passwordHash: String?, isDisabled: Bool) {
        self.id = id
        self.login = login
        self.principal = principal
        self.passwordHash = passwordHash
        self.isDisabled = isDisabled
    }
}

/// When a credential was last used (最近使用).
package struct CredentialUse: Sendable, Hashable {
    package let credential: Credential
    package let at: Instant

    package init(_ credential: Credential, at: Instant) {
        self.credential = credential
        self.at = at
    }
}

/// A session to be opened: what is kept of it is the hash of its token, never the token.
package struct NewSession: Sendable {
    package let tokenHash: [UInt8]
    package let account: Int64
    package let expiresAt: Instant
    /// It ends, too, when it was not used for so long.
    package let idleSeconds: Int64
    package let address: String?
    /// What the client says that it is, so that people know their sessions apart.
    package let device: String?

    package init(
        tokenHash: [UInt8],
        account: Int64,
        expiresAt: Instant,
        idleSeconds: Int64,
        address: String?,
        device: String?
    ) {
        self.tokenHash = tokenHash
        self.account = account
        self.expiresAt = expiresAt
        self.idleSeconds = idleSeconds
        self.address = address
        self.device = device
    }
}

/// An account to be made: its role decides which part of the scope must be named.
package struct NewAccount: Sendable {
    package var login: String
    package var name: String
    package var role: Role
    /// Nothing where whoever gets the account chooses a password with a one-time code.
    package var passwordHash: String?
    package var subdistrict: Int64?
    package var community: Int64?
    package var grid: Int64?
    package var branch: Int64?
    package var organization: Int64?
    package var resident: Int64?
    /// Only of a Party member who is no resident here.
    package var partyMember: Int64?

    package init(
        login: String,
        name: String,
        role: Role,
        passwordHash: String? = nil,
        subdistrict: Int64? = nil,
        community: Int64? = nil,
        grid: Int64? = nil,
        branch: Int64? = nil,
        organization: Int64? = nil,
        resident: Int64? = nil,
        partyMember: Int64? = nil
    ) {
        self.login = login
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.subdistrict = subdistrict
        self.community = community
        self.grid = grid
        self.branch = branch
        self.organization = organization
        self.resident = resident
        self.partyMember = partyMember
    }
}

extension NewAccount {
    /// What is named for a part of the scope.
    package func scopeID(of field: String) -> Int64? {
        switch field {
        case "grid_id": grid
        case "branch_id": branch
        case "organization_id": organization
        case "resident_id": resident
        case "subdistrict_id": subdistrict
        default: community
        }
    }
}

/// Hashes and checks passwords beside the loops, at most a few at once (口令).
package protocol PasswordHasher: Sendable {
    func hash(_ password: String) async throws -> String
    /// Takes the same time whether or not there is a hash to compare with.
    func verify(_ password: String, against hash: String?) async throws -> Bool
    /// Whether a hash was made at another cost than new ones are.
    func needsRehash(_ hash: String) -> Bool
}

/// Makes tokens, and the hash under which a token is known (令牌).
package protocol TokenMint: Sendable {
    func mint(_ kind: TokenKind) throws -> String
    func hash(_ token: String) -> [UInt8]
}

/// What a token is for (令牌种类); its beginning says so, to people and to scanners for leaked secrets.
package enum TokenKind: String, Sendable, CaseIterable {
    case session = "linli_"
    case code = "linli_once_"
    case apiKey = "linli_key_"
    case pageTicket = "linli_ticket_"
    case pagePass = "linli_page_"
    case calendar = "linli_calendar_"

    package var prefix: String { rawValue }
}

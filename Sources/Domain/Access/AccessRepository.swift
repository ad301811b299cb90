/// Where accounts and sessions lie (账号与会话的存储).
package protocol AccessRepository {
    func account(login: String) throws -> Account?
    func insert(_ account: NewAccount) throws -> Int64
    /// The community of the grid, branch, organization or resident that an account names.
    func community(of account: NewAccount) throws -> Int64?
    func openSession(tokenHash: [UInt8], account: Int64, expiresAt: Instant) throws
    func closeSession(tokenHash: [UInt8]) throws
    /// Forgets sessions that ended before a moment.
    func forgetSessions(endedBefore moment: Instant) throws
}

/// 账号: somebody who may sign in.
package struct Account: Sendable {
    package let id: Int64
    package let principal: Principal
    /// The scrypt hash of the password in PHC form.
    package let passwordHash: String
    package let isDisabled: Bool

    package init(id: Int64, principal: Principal, passwordHash: String, isDisabled: Bool) {
        self.id = id
        self.principal = principal
        self.passwordHash = passwordHash
        self.isDisabled = isDisabled
    }
}

/// An account to be made: its role decides which part of the scope must be named.
package struct NewAccount: Sendable {
    package var login: String
    package var name: String
    package var role: Role
    package var passwordHash: String
    package var subdistrict: Int64?
    package var community: Int64?
    package var grid: Int64?
    package var branch: Int64?
    package var organization: Int64?
    package var resident: Int64?

    package init(
        login: String,
        name: String,
        role: Role,
        passwordHash: String,
        subdistrict: Int64? = nil,
        community: Int64? = nil,
        grid: Int64? = nil,
        branch: Int64? = nil,
        organization: Int64? = nil,
        resident: Int64? = nil
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
}

/// Makes tokens, and the hash under which a token is known (令牌).
package protocol TokenMint: Sendable {
    func mint() throws -> String
    func hash(_ token: String) -> [UInt8]
}

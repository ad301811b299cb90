import Domain
import Services
import Storage

/// 新增账号 at the command line, beside a server that does not run.
package struct AccountCommand: Sendable {
    package var login: String
    package var name: String?
    package var role: String
    package var subdistrict: Int64?
    package var community: Int64?
    package var grid: Int64?
    package var branch: Int64?
    package var organization: Int64?
    package var resident: Int64?

    package init(
        login: String,
        name: String?,
        role: String,
        subdistrict: Int64?,
        community: Int64?,
        grid: Int64?,
        branch: Int64?,
        organization: Int64?,
        resident: Int64?
    ) {
        self.login = login
        self.name = name
        self.role = role
        self.subdistrict = subdistrict
        self.community = community
        self.grid = grid
        self.branch = branch
        self.organization = organization
        self.resident = resident
    }

    /// The roles that there are, for help and errors.
    package static let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")

    /// Adds the account, with the password that was typed or a random one that is shown once.
    package func run(_ configuration: Configuration, password typed: String?, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            guard let role = Role(rawValue: role) else {
                throw CommandFailure("there is no role \(role); the roles are \(Self.roles)")
            }
            let password = try typed ?? RandomPassword.make()
            let open = try OpenStore(configuration, clock: SystemClock())
            defer { open.store.stop() }
            let access = AccessService(
                store: open.store,
                passwords: try ScryptPasswords(),
                tokens: RandomTokens(),
                sessionSeconds: 0
            )
            let id = try await access.addAccount(
                NewAccount(
                    login: login,
                    name: name ?? login,
                    role: role,
                    passwordHash: "",
                    subdistrict: subdistrict,
                    community: community,
                    grid: grid,
                    branch: branch,
                    organization: organization,
                    resident: resident
                ),
                password: password
            )
            output.say("account \(id) \(login) added")
            if typed == nil { output.say("its password, shown this once: \(password)") }
        }
    }
}

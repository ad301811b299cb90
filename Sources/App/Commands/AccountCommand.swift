import Domain
import Services
import Storage

/// 新增账号 at the command line.
package struct AccountCommand: AdminCommand {
    package static let name = "account add"
    package static let mayCreate = true

    package var login: String
    package var name: String?
    package var role: String
    package var subdistrict: Int64?
    package var community: Int64?
    package var grid: Int64?
    package var branch: Int64?
    package var organization: Int64?
    package var resident: Int64?
    /// The password that was typed; nil for a one-time code, which is shown once.
    package var password: String?

    package init(
        login: String,
        name: String?,
        role: String,
        subdistrict: Int64?,
        community: Int64?,
        grid: Int64?,
        branch: Int64?,
        organization: Int64?,
        resident: Int64?,
        password: String?
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
        self.password = password
    }

    package init(arguments: [String: String]) throws {
        guard let login = arguments["login"], let role = arguments["role"] else {
            throw CommandFailure.bilingual("账号须有登录名和角色", "An account needs a login and a role")
        }
        self.init(
            login: login,
            name: arguments["name"],
            role: role,
            subdistrict: arguments["subdistrict"].flatMap(Int64.init),
            community: arguments["community"].flatMap(Int64.init),
            grid: arguments["grid"].flatMap(Int64.init),
            branch: arguments["branch"].flatMap(Int64.init),
            organization: arguments["organization"].flatMap(Int64.init),
            resident: arguments["resident"].flatMap(Int64.init),
            password: arguments["password"]
        )
    }

    package var arguments: [String: String] {
        var arguments = ["login": login, "role": role]
        arguments["name"] = name
        arguments["password"] = password
        let scopes = [
            ("subdistrict", subdistrict), ("community", community), ("grid", grid), ("branch", branch),
            ("organization", organization), ("resident", resident),
        ]
        for (scope, id) in scopes { arguments[scope] = id.map { String($0) } }
        return arguments
    }

    /// The roles that there are, for help and errors.
    package static let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")

    /// Adds the account.
    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        guard let role = Role(rawValue: role) else {
            throw CommandFailure.bilingual(
                "没有角色“\(role)”；可用的角色：\(Self.roles)",
                "There is no role “\(role)”; the roles are \(Self.roles)"
            )
        }
        let access = try AccessService(data)
        let account = NewAccount(
            login: login,
            name: name ?? login,
            role: role,
            subdistrict: subdistrict,
            community: community,
            grid: grid,
            branch: branch,
            organization: organization,
            resident: resident
        )
        if let password {
            let added = try await access.addAccount(account, password: password)
            output.tell("已新增账号 \(added.id ?? 0)（\(login)）", "account \(added.id ?? 0) \(login) added")
        } else {
            let code = try await access.addAccount(account, within: .everything)
            output.tell("已新增账号 \(code.account)（\(login)）", "account \(code.account) \(login) added")
            code.tell(output, in: data.configuration.time)
        }
    }
}

/// 重设密码 at the command line: makes a one-time code, also for whoever locked themselves out as the last administrator.
package struct AccountResetCommand: AdminCommand {
    package static let name = "account reset"

    package var login: String

    package init(login: String) { self.login = login }

    package init(arguments: [String: String]) throws {
        guard let login = arguments["login"] else {
            throw CommandFailure.bilingual("请指明登录名", "Say whose account it is")
        }
        self.init(login: login)
    }

    package var arguments: [String: String] { ["login": login] }

    /// Makes the code.
    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        try await AccessService(data).resetPassword(login: login).tell(output, in: data.configuration.time)
    }
}

extension AccessService {
    /// The service on data that a command holds open.
    fileprivate init(_ data: OpenData) throws {
        self.init(
            store: data.open.store,
            passwords: try ScryptPasswords(),
            tokens: RandomTokens(),
            gate: SignInThrottle(data.configuration.access, clock: SystemClock()),
            rules: data.configuration.accessRules
        )
    }
}

extension OneTimeCode {
    fileprivate func tell(_ output: CommandOutput, in time: CommunityTime) {
        let until = time.rfc3339(expiresAt)
        output.tell(
            "一次性验证码如下，只显示这一次，\(until) 前有效；持有人用它在 /api/v1/auth/reset 设定密码：\(code)",
            "its one-time code, shown this once and good until \(until); its holder chooses a password with it at "
                + "/api/v1/auth/reset: \(code)"
        )
    }
}

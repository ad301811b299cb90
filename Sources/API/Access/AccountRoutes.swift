import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Accounts: made, changed, let in again (账号).
package struct AccountRoutes: RouteGroup {
    let access: AccessService

    package init(access: AccessService) { self.access = access }

    package var endpoints: [Endpoint] {
        [
            .list(Resource[.accounts]), .find(Resource[.accounts]), add,
            .update(Resource[.accounts]) { [access] draft, id, version, call, view in
                try await access.change(draft, id, ifVersion: version, by: call.principal, view: view)
            },
            reset, unlock,
        ]
    }

    private static let fields: [BodyField] = [
        BodyField("login", "登录名", "Login", .text(2...64), isRequired: true),
        BodyField("name", "姓名", "Name", .text(1...50), isRequired: true),
        BodyField("role", "角色", "Role", .enumeration(Enumeration(Role.self)), isRequired: true),
        BodyField("subdistrict_id", "街道", "Sub-district", .reference(.subdistricts)),
        BodyField("community_id", "社区", "Community", .reference(.communities)),
        BodyField("grid_id", "网格", "Grid", .reference(.grids)),
        BodyField("branch_id", "党支部", "Branch", .reference(.partyOrganizations)),
        BodyField("organization_id", "组织", "Organization", .reference(.organizations)),
        BodyField("resident_id", "居民", "Resident", .reference(.residents)),
    ]

    private var add: Endpoint {
        var documentation = Documentation(
            "create_accounts",
            Title("新增账号，得到一次性验证码", "Add an account; its holder chooses a password with the one-time code"),
            .access,
            .document("OneTimeCode")
        )
        documentation.body = .fields(Self.fields)
        documentation.tellsOfCreation = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/accounts",
            access: .holders(of: .manageAccounts),
            documentation,
            .act { [access] call in
                var body = try BodyReader(call)
                var values: [String: FieldValue] = [:]
                for field in Self.fields { values[field.name] = body.value(field) }
                try body.finish()
                let account = NewAccount(
                    login: values.text("login") ?? "",
                    name: values.text("name") ?? "",
                    role: Role(rawValue: values.text("role") ?? "") ?? .resident,
                    subdistrict: values.integer("subdistrict_id"),
                    community: values.integer("community_id"),
                    grid: values.integer("grid_id"),
                    branch: values.integer("branch_id"),
                    organization: values.integer("organization_id"),
                    resident: values.integer("resident_id")
                )
                return Self.answer(try await access.addAccount(account, within: call.principal.scope), call)
            }
        )
    }

    private var reset: Endpoint {
        var documentation = Documentation(
            "reset_accounts",
            Title("为账号生成重设密码的一次性验证码", "Make a one-time code for a new password"),
            .access,
            .document("OneTimeCode")
        )
        documentation.body = .fields([])
        documentation.tellsOfCreation = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/accounts/{id}/reset",
            access: .holders(of: .manageAccounts),
            documentation,
            .act { [access] call in
                var body = try BodyReader(call, isOptional: true)
                try body.finish()
                return Self.answer(try await access.resetPassword(of: call.id, within: call.principal.scope), call)
            }
        )
    }

    private var unlock: Endpoint {
        var documentation = Documentation(
            "unlock_accounts",
            Title("解除账号的登录限制", "Let an account sign in again after failures"),
            .access,
            .nothing
        )
        documentation.body = .fields([])
        return Endpoint(
            .post,
            "\(Endpoint.base)/accounts/{id}/unlock",
            access: .holders(of: .manageAccounts),
            documentation,
            .act { [access] call in
                var body = try BodyReader(call, isOptional: true)
                try body.finish()
                try await access.unlock(call.id, within: call.principal.scope)
                return Answer(.noContent)
            }
        )
    }

    private static func answer(_ code: OneTimeCode, _ call: Call) -> Answer {
        var out = ByteWriter(capacity: 256)
        out.openObject()
        out.member("id", code.account)
        out.member("login", code.login)
        out.member("code", code.code)
        out.member("expires_at", call.time.rfc3339(code.expiresAt))
        out.closeObject()
        var answer = Answer(.created, body: out.array())
        answer.location = "\(Endpoint.base)/accounts/\(code.account)"
        return answer
    }
}

import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Signing in, and accounts (登录与账号).
package struct AccessRoutes: RouteGroup {
    let access: AccessService

    package init(access: AccessService) { self.access = access }

    package var endpoints: [Endpoint] {
        [
            signIn, signOut, me, .list(Resource[.accounts]), .find(Resource[.accounts]), addAccount,
            roles, .list(Resource[.audit]), .find(Resource[.audit]),
        ]
    }

    private static let credentials = (
        login: BodyField("login", "登录名", "Login", .text(1...64), isRequired: true),
        password: BodyField("password", "密码", "Password", .text(1...200), isRequired: true)
    )

    private var signIn: Endpoint {
        let fields = Self.credentials
        var documentation = Documentation("sign_in", Title("登录", "Sign in"), .access, .document("Session"))
        documentation.body = .fields([fields.login, fields.password])
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/login",
            access: .everyone,
            documentation,
            .act { [access] call in
                var body = try BodyReader(call)
                let (login, password) = (body.text(fields.login), body.secret(fields.password))
                try body.finish()
                let signedIn = try await access.signIn(login: login ?? "", password: password ?? "")
                return Answer(.ok, body: Self.describe(signedIn, call))
            }
        )
    }

    private var signOut: Endpoint {
        Endpoint(
            .post,
            "\(Endpoint.base)/auth/logout",
            access: .holders(of: .useOwnSession),
            Documentation("sign_out", Title("退出登录", "Sign out"), .access, .nothing),
            .act { [access] call in
                let header = call.request.value(of: .authorization) ?? ""
                try await access.signOut(token: String(header.dropFirst("Bearer ".count)))
                return Answer(.noContent)
            }
        )
    }

    private var me: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/me",
            access: .holders(of: .useOwnSession),
            Documentation("get_me", Title("我的账号", "My account"), .access, .document("Principal")),
            .constant { call in
                var out = ByteWriter(capacity: 512)
                Self.describe(call.principal, into: &out)
                return Answer(.ok, body: out.array())
            }
        )
    }

    private var roles: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/roles",
            access: .holders(of: .useOwnSession),
            ReportRoutes.documentation("list_roles", Title("角色权限表", "Rights of the roles"), .access, []),
            .act { call in try await ReportRoutes.answer(call, parameters: []) { _ in RoleTable.report } }
        )
    }

    private static let accountFields: [BodyField] = [
        BodyField("login", "登录名", "Login", .text(2...64), isRequired: true),
        BodyField("name", "姓名", "Name", .text(1...50), isRequired: true),
        BodyField("role", "角色", "Role", .enumeration(Enumeration(Role.self)), isRequired: true),
        BodyField("password", "初始密码", "First password", .text(1...200), isRequired: true),
        BodyField("subdistrict_id", "街道", "Sub-district", .reference(.subdistricts)),
        BodyField("community_id", "社区", "Community", .reference(.communities)),
        BodyField("grid_id", "网格", "Grid", .reference(.grids)),
        BodyField("branch_id", "党支部", "Branch", .reference(.partyOrganizations)),
        BodyField("organization_id", "组织", "Organization", .reference(.organizations)),
        BodyField("resident_id", "居民", "Resident", .reference(.residents)),
    ]

    private var addAccount: Endpoint {
        var documentation = Documentation(
            "create_accounts",
            Title("新增账号", "Add an account"),
            .access,
            .document("AccountID")
        )
        documentation.body = .fields(Self.accountFields)
        return Endpoint(
            .post,
            "\(Endpoint.base)/accounts",
            access: .holders(of: .manageAccounts),
            documentation,
            .act { [access] call in
                var body = try BodyReader(call)
                var values: [String: FieldValue] = [:]
                for field in Self.accountFields {
                    values[field.name] =
                        field.name == "password" ? body.secret(field).map(FieldValue.text) : body.value(field)
                }
                try body.finish()
                let account = NewAccount(
                    login: values.text("login") ?? "",
                    name: values.text("name") ?? "",
                    role: Role(rawValue: values.text("role") ?? "") ?? .resident,
                    passwordHash: "",
                    subdistrict: values.integer("subdistrict_id"),
                    community: values.integer("community_id"),
                    grid: values.integer("grid_id"),
                    branch: values.integer("branch_id"),
                    organization: values.integer("organization_id"),
                    resident: values.integer("resident_id")
                )
                let added = try await access.addAccount(account, password: values.text("password") ?? "")
                let id = added.id ?? 0
                var out = ByteWriter(capacity: 64)
                out.openObject()
                out.member("id", id)
                out.closeObject()
                var answer = Answer(.created, body: out.array())
                answer.isReplayed = added.isReplayed
                answer.location = "\(Endpoint.base)/accounts/\(id)"
                return answer
            }
        )
    }

    private static func describe(_ signedIn: SignedIn, _ call: Call) -> [UInt8] {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("token", signedIn.token)
        out.member("expires_at", call.time.rfc3339(signedIn.expiresAt))
        out.key("account")
        describe(signedIn.principal, into: &out)
        out.closeObject()
        return out.array()
    }

    private static func describe(_ principal: Principal, into out: inout ByteWriter) {
        out.openObject()
        out.member("id", principal.accountID)
        out.member("name", principal.name)
        out.member("role", principal.role?.rawValue)
        out.key("scope")
        out.openObject()
        switch principal.scope {
        case .everything: out.member("kind", "everything")
        case .subdistrict(let id):
            out.member("kind", "subdistrict")
            out.member("subdistrict_id", id)
        case .community(let id):
            out.member("kind", "community")
            out.member("community_id", id)
        case .grid(let grid, community: let community):
            out.member("kind", "grid")
            out.member("community_id", community)
            out.member("grid_id", grid)
        case .branch(let branch, community: let community):
            out.member("kind", "branch")
            out.member("community_id", community)
            out.member("branch_id", branch)
        case .organization(let organization, community: let community):
            out.member("kind", "organization")
            out.member("community_id", community)
            out.member("organization_id", organization)
        case .resident(let resident, community: let community):
            out.member("kind", "resident")
            out.member("community_id", community)
            out.member("resident_id", resident)
        case .visitor: out.member("kind", "visitor")
        }
        out.closeObject()
        out.key("permissions")
        out.openArray()
        for permission in Permission.allCases where principal.holds(permission) { out.value(permission.code) }
        out.closeArray()
        out.closeObject()
    }
}

import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Signing in and out, who one is, what roles may do, and the audit (登录).
package struct AccessRoutes: RouteGroup {
    let access: AccessService

    package init(access: AccessService) { self.access = access }

    package var endpoints: [Endpoint] {
        [
            signIn, signOut, me, roles, .list(Resource[.audit], scope: Self.scopeOfAudit), .find(Resource[.audit]),
        ]
    }

    /// The auditor of a community also watches those who stand above all of them, such as the administrators, and the
    /// addresses that were refused: what concerns no community (`community_id=null`).
    private static func scopeOfAudit(_ call: Call) -> DataScope? {
        call.query.value(of: "community_id") == "null" ? .everything : nil
    }

    private static let credentials = (
        login: BodyField("login", "登录名", "Login", .text(1...64), isRequired: true),
        password: BodyField("password", "密码", "Password", .text(1...200), isRequired: true)
    )

    private var signIn: Endpoint {
        let fields = Self.credentials
        var documentation = Documentation("sign_in", Title("登录", "Sign in"), .access, .document("Session"))
        documentation.body = .fields([fields.login, fields.password])
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/login",
            access: .everyone,
            documentation,
            .act { [access] call in
                var body = try BodyReader(call)
                let (login, password) = (body.text(fields.login), body.secret(fields.password))
                try body.finish()
                let signedIn = try await access.signIn(
                    login: login ?? "",
                    password: password ?? "",
                    device: Self.device(call)
                )
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
                try await access.signOut(call.principal)
                return Answer(.noContent)
            }
        )
    }

    private var me: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/me",
            access: .holders(of: .useOwnAccount),
            Documentation("get_me", Title("我的账号", "My account"), .access, .document("Principal")),
            .constant { call in
                var out = ByteWriter(capacity: 512)
                Self.describe(call.principal, into: &out)
                return Answer(.ok, body: out.array())
            }
        )
    }

    private var roles: Endpoint {
        var documentation = ReportRoutes.documentation(
            "list_roles",
            Title("角色权限表", "Rights of the roles"),
            .access,
            []
        )
        // A table that is the same for everybody costs no more than any page.
        documentation.rate = .of(.reads)
        return Endpoint(
            .get,
            "\(Endpoint.base)/roles",
            access: .holders(of: .useOwnSession),
            documentation,
            .act { call in try await ReportRoutes.answer(call, parameters: []) { _ in RoleTable.report } }
        )
    }

    /// What the client says that it is, cut to what people can read and the table can hold.
    static func device(_ call: Call) -> String? {
        let said = call.request.values(named: "user-agent").first ?? ""
        let visible = said.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200)
        return visible.isEmpty ? nil : String(String.UnicodeScalarView(visible))
    }

    static func describe(_ signedIn: SignedIn, _ call: Call) -> [UInt8] {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("token", signedIn.token)
        out.member("expires_at", call.time.rfc3339(signedIn.expiresAt))
        out.member("session_id", signedIn.sessionID)
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
        if let session = principal.sessionID { out.member("session_id", session) }
        out.key("scope")
        out.openObject()
        switch principal.scope {
        case .everything: out.member("kind", "everything")
        case .subdistrict(let id):
            out.member("kind", "subdistrict")
            out.member("subdistrict_id", id)
        case .community(let id), .civil(community: let id), .onlooker(community: let id):
            out.member("kind", "community")
            out.member("community_id", id)
        case .grid(let grid, community: let community, account: _):
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

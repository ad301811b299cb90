import Domain
import HTTPWire
package import Routing
package import Services

/// What everybody does with the own account: a new password, and the sessions that are open (我的账号).
package struct OwnAccountRoutes: RouteGroup {
    let access: AccessService

    package init(access: AccessService) { self.access = access }

    package var endpoints: [Endpoint] { [changePassword, redeem, sessions, endSession] }

    /// As long as what a body of secrets takes, in characters.
    private static let lengths = 1...1024

    private var changePassword: Endpoint {
        Self.choice(
            "change_password",
            Title("修改密码，其他会话随之结束", "Change the own password; the other sessions end"),
            "me/password",
            .holders(of: .useOwnSession),
            proof: BodyField("current_password", "原密码", "Old password", .text(Self.lengths), isRequired: true)
        ) { [access] old, new, call in
            try await access.changePassword(from: old, to: new, by: call.principal)
        }
    }

    private var redeem: Endpoint {
        Self.choice(
            "redeem_code",
            Title("用一次性验证码设定密码", "Choose a password with a one-time code"),
            "auth/reset",
            .everyone,
            proof: BodyField("code", "一次性验证码", "One-time code", .text(Self.lengths), isRequired: true)
        ) { [access] code, password, _ in
            try await access.redeem(code: code, password: password)
        }
    }

    /// An endpoint that takes a new password from whoever proves to be its holder.
    private static func choice(
        _ operation: String,
        _ title: Title,
        _ path: String,
        _ allowed: Access,
        proof: BodyField,
        _ choose: @escaping @Sendable (_ proof: String, _ password: String, Call) async throws -> Void
    ) -> Endpoint {
        let password = BodyField("password", "新密码", "New password", .text(lengths), isRequired: true)
        var documentation = Documentation(operation, title, .access, .nothing)
        documentation.body = .fields([proof, password])
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(path)",
            access: allowed,
            documentation,
            .act { call in
                var body = try BodyReader(call)
                let (proven, chosen) = (body.secret(proof), body.secret(password))
                try body.finish()
                try await choose(proven ?? "", chosen ?? "", call)
                return Answer(.noContent)
            }
        )
    }

    private var sessions: Endpoint {
        let resource = Resource[.sessionsOfMine]
        let account = resource.index(of: "account_id") ?? 0
        return Endpoint(
            .get,
            "\(Endpoint.base)/\(resource.name.path)",
            access: resource.read,
            Documentation("list_sessions_of_mine", resource.title, .access, .page(resource.name)),
            .read { call, reader in
                let own = Filter(field: account, comparison: .equal, values: [.integer(call.principal.accountID ?? 0)])
                return try Endpoint.page(resource, call, reader, filters: [own], scope: .everything)
            }
        )
    }

    private var endSession: Endpoint {
        Endpoint(
            .delete,
            "\(Endpoint.base)/\(ResourceName.sessionsOfMine.path)/{id}",
            access: .holders(of: .useOwnSession),
            Documentation("delete_sessions_of_mine", Title("结束我的一个会话", "End a session of mine"), .access, .nothing),
            .act { [access] call in
                try await access.endSession(call.id, by: call.principal)
                return Answer(.noContent)
            }
        )
    }
}

import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Residents ask for an account; staff approve or decline (居民注册与审核).
package struct RegistrationRoutes: RouteGroup {
    let registrations: RegistrationService

    package init(registrations: RegistrationService) { self.registrations = registrations }

    package var endpoints: [Endpoint] {
        [register, .list(Resource[.registrations]), .find(Resource[.registrations]), approve, decline]
    }

    private var register: Endpoint {
        let resource = Resource[.registrations]
        var documentation = Documentation(
            "register",
            Title("居民注册，审核通过后用所得验证码设定密码", "Ask for an account; the code is good once staff approved"),
            .access,
            .document("Registration")
        )
        documentation.body = .create(resource.name)
        documentation.rate = .of(.signIns)
        documentation.tellsOfCreation = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/register",
            access: .everyone,
            documentation,
            .act { [registrations] call in
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: .everything)
                try body.finish()
                let made = try await registrations.register(draft)
                var out = ByteWriter(capacity: 256)
                out.openObject()
                out.member("id", made.id)
                out.member("status", RegistrationStatus.pending.rawValue)
                out.member("code", made.code)
                out.closeObject()
                return Answer(.created, body: out.array())
            }
        )
    }

    private var approve: Endpoint {
        let resident = BodyField("resident_id", "居民", "Resident", .reference(.residents), isRequired: true)
        let evidence = BodyField("evidence", "核验依据", "How it was seen who it is", .text(2...200), isRequired: true)
        let reason = BodyField("override_reason", "不一致仍通过的理由", "Why a mismatch is approved", .text(4...200))
        let login = BodyField("login", "改用的登录名", "Login in place of the one asked for", .text(2...64))
        return .move(
            Resource[.registrations],
            "approve",
            title: Title("通过注册申请，并指明是哪位居民", "Approve a registration and say who it is"),
            access: .decideRegistrations,
            fields: [resident, evidence, reason, login]
        ) { [registrations] call, body, view in
            let approval = Approval(
                resident: body.integer(resident) ?? 0,
                evidence: body.text(evidence) ?? "",
                overrideReason: body.text(reason),
                login: body.text(login)
            )
            try body.finish()
            return try await registrations.approve(
                call.id,
                approval,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private var decline: Endpoint {
        let remark = BodyField("remark", "说明", "Remark", .text(1...200), isRequired: true)
        return .move(
            Resource[.registrations],
            "decline",
            title: Title("不通过注册申请", "Decline a registration"),
            access: .decideRegistrations,
            fields: [remark]
        ) { [registrations] call, body, view in
            let text = body.text(remark)
            try body.finish()
            return try await registrations.decline(
                call.id,
                remark: text ?? "",
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }
}

import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Signing in with WeChat, being tied to a program, and ending both (微信登录与绑定).
package struct WeChatRoutes: RouteGroup {
    let weChat: WeChatService

    package init(weChat: WeChatService) { self.weChat = weChat }

    package var endpoints: [Endpoint] { [signIn, bind, bindOwn, unbind] }

    private static let fields = (
        code: BodyField("code", "wx.login 的 code", "Code of wx.login", .text(1...200), isRequired: true),
        phone: BodyField("phone_code", "手机号按钮的 code", "Code of the phone button", .text(1...200)),
        community: BodyField("community_id", "社区", "Community", .reference(.communities)),
        name: BodyField("name", "姓名", "Name", .text(1...50)),
        home: BodyField("home", "住址", "Home", .text(1...100))
    )

    private var signIn: Endpoint {
        let fields = Self.fields
        var documentation = Documentation(
            "sign_in_with_wechat",
            Title(
                "微信登录；首次须附手机号 code，不能确认本人时转社区审核（202）",
                "Sign in with WeChat; the first time with the phone code, and where that does not do staff decide (202)"
            ),
            .access,
            .document("Session")
        )
        documentation.body = .fields([fields.code, fields.phone, fields.community, fields.name, fields.home])
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/wechat",
            access: .everyone,
            documentation,
            .act { [weChat] call in
                var body = try BodyReader(call)
                let codes = Self.codes(&body)
                let introduction = WeChatService.Introduction(
                    community: body.integer(fields.community),
                    name: body.text(fields.name),
                    home: body.text(fields.home)
                )
                try body.finish()
                switch try await weChat.signIn(codes, introduction, device: AccessRoutes.device(call)) {
                case .signedIn(let signedIn): return Answer(.ok, body: AccessRoutes.describe(signedIn, call))
                case .waiting(registration: let id):
                    var out = ByteWriter(capacity: 128)
                    out.openObject()
                    out.member("id", id)
                    out.member("status", RegistrationStatus.pending.rawValue)
                    out.closeObject()
                    return Answer(.accepted, body: out.array())
                }
            }
        )
    }

    private var bind: Endpoint {
        let fields = Self.fields
        var documentation = Documentation(
            "bind_program",
            Title(
                "居民经微信证明本人后，允许该密钥的程序代其操作（X-On-Behalf-Of）",
                "A resident, proven by WeChat, lets the program of this key act for them (X-On-Behalf-Of)"
            ),
            .access,
            .document("ProgramBinding")
        )
        documentation.body = .fields([fields.code, fields.phone])
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/auth/wechat/on-behalf",
            access: .holders(of: .actForResidents),
            documentation,
            .act { [weChat] call in
                var body = try BodyReader(call)
                let codes = Self.codes(&body)
                try body.finish()
                let bound = try await weChat.bind(codes, by: call.principal)
                var out = ByteWriter(capacity: 128)
                out.openObject()
                out.member("account_id", bound.account)
                out.member("resident_id", bound.resident)
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    private var bindOwn: Endpoint {
        let code = Self.fields.code
        var documentation = Documentation(
            "bind_wechat",
            Title("本人登录后绑定微信", "Bind WeChat to the own account, whose session is the proof"),
            .access,
            .nothing
        )
        documentation.body = .fields([code])
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            "\(Endpoint.base)/me/wechat",
            access: .holders(of: .useOwnSession),
            documentation,
            .act { [weChat] call in
                var body = try BodyReader(call)
                let secret = body.secret(code)
                try body.finish()
                try await weChat.bind(secret ?? "", to: call.principal)
                return Answer(.noContent)
            }
        )
    }

    private var unbind: Endpoint {
        Endpoint(
            .delete,
            "\(Endpoint.base)/me/wechat",
            access: .holders(of: .useOwnAccount),
            Documentation(
                "unbind_wechat",
                Title("解绑微信，并收回程序的代办权；其他会话随之结束", "Unbind WeChat and every program; the other sessions end"),
                .access,
                .nothing
            ),
            .act { [weChat] call in
                try await weChat.unbind(by: call.principal)
                return Answer(.noContent)
            }
        )
    }

    private static func codes(_ body: inout BodyReader) -> WeChatService.Codes {
        WeChatService.Codes(login: body.secret(fields.code) ?? "", phone: body.secret(fields.phone))
    }
}

import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// Keys for programs (接口密钥).
package struct ApiKeyRoutes: RouteGroup {
    let keys: ApiKeyService

    package init(keys: ApiKeyService) { self.keys = keys }

    package var endpoints: [Endpoint] { [list, make, revoke] }

    private static let path = "\(Endpoint.base)/\(ResourceName.apiKeys.path)"

    private var list: Endpoint {
        let resource = Resource[.apiKeys]
        let account = resource.index(of: "account_id") ?? 0
        return Endpoint(
            .get,
            Self.path,
            access: resource.read,
            Documentation("list_api_keys", resource.title, .access, .page(resource.name)),
            .read { call, reader in
                // Whoever manages accounts sees the keys of all that lie in scope.
                if call.principal.holds(.manageAccounts) { return try Endpoint.page(resource, call, reader) }
                let own = Filter(field: account, comparison: .equal, values: [.integer(call.principal.accountID ?? 0)])
                return try Endpoint.page(resource, call, reader, filters: [own], scope: .everything)
            }
        )
    }

    private static let fields = (
        account: BodyField("account_id", "账号", "Account", .reference(.accounts)),
        name: BodyField("name", "名称", "Name", .text(1...50), isRequired: true),
        scopes: BodyField("scopes", "权限，用空格分隔", "Scopes, separated by spaces", .text(1...1000), isRequired: true),
        addresses: BodyField(
            "addresses",
            "允许的地址或网段，用空格分隔",
            "Addresses or blocks, separated by spaces",
            .text(1...1000)
        ),
        perMinute: BodyField("per_minute", "每分钟请求数", "Requests a minute", .integer(1...60_000_000)),
        expiresAt: BodyField("expires_at", "到期时间", "Ends at", .instant, isRequired: true),
        password: BodyField(
            "current_password",
            "创建人自己的密码",
            "Own password of whoever makes it",
            .text(1...1024),
            isRequired: true
        )
    )

    private var make: Endpoint {
        let fields = Self.fields
        var documentation = Documentation(
            "create_api_keys",
            Title("创建接口密钥，只显示一次", "Make an API key; it is shown once"),
            .access,
            .document("ApiKey")
        )
        documentation.body = .fields([
            fields.account, fields.name, fields.scopes, fields.addresses, fields.perMinute, fields.expiresAt,
            fields.password,
        ])
        documentation.tellsOfCreation = true
        documentation.rate = .of(.signIns)
        return Endpoint(
            .post,
            Self.path,
            access: .holders(of: .makeKeys),
            documentation,
            .act { [keys] call in
                var body = try BodyReader(call)
                let wish = ApiKeyService.Wish(
                    account: body.integer(fields.account),
                    name: body.text(fields.name) ?? "",
                    scopes: body.text(fields.scopes) ?? "",
                    addresses: body.text(fields.addresses),
                    perMinute: body.integer(fields.perMinute),
                    expiresAt: Instant(milliseconds: body.integer(fields.expiresAt) ?? 0)
                )
                let password = body.secret(fields.password)
                try body.finish()
                let made = try await keys.make(wish, password: password ?? "", by: call.principal)
                return Self.answer(made, call)
            }
        )
    }

    private var revoke: Endpoint {
        Endpoint(
            .delete,
            "\(Self.path)/{id}",
            access: .holders(of: .makeKeys),
            Documentation("delete_api_keys", Title("撤销接口密钥", "Take an API key back"), .access, .nothing),
            .act { [keys] call in
                try await keys.revoke(call.id, by: call.principal)
                return Answer(.noContent)
            }
        )
    }

    private static func answer(_ made: MadeApiKey, _ call: Call) -> Answer {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("id", made.id)
        out.member("key", made.token)
        out.member("account_id", made.key.account)
        out.member("name", made.key.name)
        out.member("scopes", made.key.scopeText)
        out.member("addresses", made.key.addresses)
        out.member("per_minute", made.key.perMinute)
        out.member("expires_at", call.time.rfc3339(made.key.expiresAt))
        out.closeObject()
        var answer = Answer(.created, body: out.array())
        answer.location = "\(path)/\(made.id)"
        return answer
    }
}

import Domain
package import Routing
package import Services

/// 保存期限: how long each kind of record is kept, and what was done about it.
package struct RetentionRoutes: RouteGroup {
    let register: RegisterService

    package init(register: RegisterService) { self.register = register }

    package var endpoints: [Endpoint] {
        Endpoint.register(.retentionRules, register, without: [.create, .remove])
            + [.list(Resource[.retentionRuns]), .find(Resource[.retentionRuns])]
    }
}

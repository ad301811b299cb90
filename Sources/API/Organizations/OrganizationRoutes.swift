import Domain
package import Routing
package import Services

/// 组织与阵地: organizations, venues and halls.
package struct OrganizationRoutes: RouteGroup {
    let register: RegisterService

    package init(register: RegisterService) { self.register = register }

    package var endpoints: [Endpoint] {
        [ResourceName.organizations, .venues, .halls].flatMap { Endpoint.register($0, register) }
    }
}

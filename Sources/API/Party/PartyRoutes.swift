import Domain
package import Routing
package import Services

/// 党建: the tree of Party organizations, the members, the honours.
package struct PartyRoutes: RouteGroup {
    let register: RegisterService

    package init(register: RegisterService) { self.register = register }

    package var endpoints: [Endpoint] {
        [ResourceName.partyOrganizations, .partyMembers, .honours].flatMap { Endpoint.register($0, register) }
    }
}

import Domain
package import Routing
package import Services

/// 人口: households and residents.
package struct PeopleRoutes: RouteGroup {
    let register: RegisterService
    let residents: ResidentService

    package init(register: RegisterService, residents: ResidentService) {
        self.register = register
        self.residents = residents
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.households, register) + Endpoint.register(.residents, register, without: [.create, .remove])
            + [
                .create(Resource[.residents]) { [residents] draft, _, view in
                    try await residents.create(draft, view: view)
                },
                .remove(Resource[.residents]) { [residents] id, version, scope in
                    try await residents.remove(id, ifVersion: version, scope: scope)
                },
            ]
    }
}

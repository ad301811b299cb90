import Domain
import HTTPWire
package import Routing
package import Services

/// 服务群体: named conditions over residents, and who is of them today.
package struct ServiceGroupRoutes: RouteGroup {
    let register: RegisterService
    let groups: ServiceGroupService

    package init(register: RegisterService, groups: ServiceGroupService) {
        self.register = register
        self.groups = groups
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.serviceGroups, register, without: [.create, .update]) + [
            .create(Resource[.serviceGroups]) { [groups] draft, _, view in try await groups.create(draft, view: view) },
            .update(Resource[.serviceGroups]) { [groups] draft, id, version, _, view in
                try await groups.update(draft, id: id, ifVersion: version, view: view)
            },
            members,
        ]
    }

    /// Who is of a group today, of those whom the caller sees; with `Prefer: count=exact` also how many that are.
    private var members: Endpoint {
        let residents = Resource[.residents]
        return Endpoint(
            .get,
            "\(Endpoint.base)/service-groups/{id}/members",
            access: residents.read,
            Documentation(
                "list_residents_of_service_groups",
                Title("服务群体的居民（今日）", "Residents of a service group, today"),
                .activities,
                .page(.residents)
            ),
            .read { call, reader in
                guard let group = try reader.serviceGroup(call.id, scope: call.principal.scope) else {
                    throw DomainError.notFound
                }
                let filters = group.condition.filters(on: call.time.date(of: call.now))
                return try Endpoint.page(residents, call, reader, filters: filters)
            }
        )
    }
}

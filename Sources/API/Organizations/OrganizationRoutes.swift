import Domain
import HTTPWire
package import Routing
package import Services

/// 组织与阵地: organizations with their people and stages, venues and halls.
package struct OrganizationRoutes: RouteGroup {
    let register: RegisterService
    let organizations: OrganizationService

    package init(register: RegisterService, organizations: OrganizationService) {
        self.register = register
        self.organizations = organizations
    }

    package var endpoints: [Endpoint] {
        [ResourceName.organizations, .venues, .halls].flatMap { Endpoint.register($0, register) }
            + Endpoint.register(.organizationMembers, register, without: [.create])
            + [
                .create(Resource[.organizationMembers]) { [organizations] draft, _, view in
                    try await organizations.addMember(draft, view: view)
                },
                .list(Resource[.organizationStages]), advance, roll,
                below(.organizationMembers, "members", Title("居民组织的成员", "Members of an organization")),
                below(.organizationStages, "stages", Title("居民组织的成长记录", "Stages of an organization")),
            ]
    }

    private func below(_ child: ResourceName, _ path: String, _ title: Title) -> Endpoint {
        .below(.organizations, child, by: "organization_id", path, title: title)
    }

    private var roll: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/organizations/{id}/roll",
            access: .holders(of: .readOrganizations),
            ReportRoutes.documentation(
                "roll_organizations",
                Title("居民组织成员名册（带头人可看）", "Members of a resident organization by name, for those who lead it"),
                .organizations,
                []
            ),
            .act { [organizations] call in
                try await ReportRoutes.answer(call, parameters: [], note: organizations.note) { _ in
                    try await organizations.roll(of: call.id, by: call.principal)
                }
            }
        )
    }

    private var advance: Endpoint {
        let note = BodyField("note", "说明", "Note", .text(1...500))
        return .move(
            Resource[.organizations],
            "advance",
            title: Title("进入下一成长阶段（须满足条件）", "Advance to the next stage, where its conditions are met"),
            access: .writeOrganizations,
            fields: [note]
        ) { [organizations] call, body, view in
            let text = body.text(note)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await organizations.advance(
                call.id,
                note: text,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }
}

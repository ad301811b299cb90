import Domain
package import Routing
package import Services

/// 党建: the tree of Party organizations, the members, where they are shown, the honours.
package struct PartyRoutes: RouteGroup {
    let register: RegisterService
    let displays: PartyDisplayService

    package init(register: RegisterService, displays: PartyDisplayService) {
        self.register = register
        self.displays = displays
    }

    package var endpoints: [Endpoint] {
        [ResourceName.partyOrganizations, .partyMembers, .honours].flatMap { Endpoint.register($0, register) } + [
            .list(Resource[.displayedMembers]), .find(Resource[.displayedMembers]),
            .list(Resource[.partyDisplays]), .find(Resource[.partyDisplays]),
            .create(Resource[.partyDisplays]) { [displays] draft, call, view in
                try await displays.decide(draft, by: call.principal, view: view)
            },
            acknowledge,
            .move(
                Resource[.partyDisplays],
                "end",
                title: Title("终止党员公示", "End the display of a Party member"),
                access: .useOwnSession
            ) { [displays] call, body, view in
                try body.finish()
                let version = try call.expectedVersion(required: false)
                return try await displays.end(call.id, ifVersion: version, by: call.principal, view: view)
            },
        ]
    }

    private static let proof = BodyField("proof", "确认凭证", "Proof of the member's word", .text(1...200))

    private var acknowledge: Endpoint {
        .move(
            Resource[.partyDisplays],
            "acknowledge",
            title: Title("党员本人确认公示", "Acknowledge being displayed"),
            access: .useOwnSession,
            fields: [Self.proof]
        ) { [displays] call, body, view in
            let proof = body.text(Self.proof)
            try body.finish()
            return try await displays.acknowledge(
                call.id,
                proof: proof,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }
}

import Domain
import HTTPWire
package import Routing
package import Services

/// 共有人代表: who votes for a dwelling of several owners, and the proof of it.
package struct CoOwnerRoutes: RouteGroup {
    let owners: CoOwnerService
    let shelf: any FileShelf

    package init(owners: CoOwnerService, shelf: any FileShelf) {
        self.owners = owners
        self.shelf = shelf
    }

    package var endpoints: [Endpoint] {
        [
            nameAgent, withdrawAgent, end, proof,
            .remove(Resource[.ownerships]) { [owners] id, version, principal in
                try await owners.remove(id, ifVersion: version, by: principal)
            },
            .update(Resource[.ownerships]) { [owners] draft, id, version, call, view in
                try await owners.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
        ]
    }

    private static let upload = BodyField(
        "upload_id",
        "共有人签字的推选书",
        "What the co-owners signed",
        .reference(.uploads),
        isRequired: true
    )

    private var nameAgent: Endpoint {
        .move(
            Resource[.ownerships],
            "name-agent",
            title: Title("登记共有人推选的代表（一房一票）", "Note whom co-owners named to vote for their dwelling"),
            access: .writePeople,
            fields: [Self.upload]
        ) { [owners] call, body, view in
            let file = body.integer(Self.upload)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await owners.name(
                call.id,
                upload: file ?? 0,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    private var withdrawAgent: Endpoint {
        .move(
            Resource[.ownerships],
            "withdraw-agent",
            title: Title("撤销共有人推选的代表", "Take back whom co-owners named"),
            access: .writePeople
        ) { [owners] call, body, view in
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await owners.withdraw(call.id, ifVersion: version, by: call.principal, view: view)
        }
    }

    private static let day = BodyField(
        "on",
        "产权终止日期（已终止的：更正日期，null 为撤销终止）",
        "Owned until; of one that ended already the right day, or null to take the end back",
        .date
    )

    private var end: Endpoint {
        .move(
            Resource[.ownerships],
            "end",
            title: Title(
                "登记产权终止（转让、继承等），推选书留存",
                "End an ownership, as when the dwelling was sold; what was signed stays"
            ),
            access: .writePeople,
            fields: [Self.day]
        ) { [owners] call, body, view in
            let isTakenBack = body.isNull(Self.day)
            let day = body.text(Self.day).flatMap { CivilDate($0) }
            if day == nil, !isTakenBack { body.refuse("on", "required", "必填", "Required") }
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await owners.end(
                call.id,
                on: day,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    private static let earlier = QueryParameter(
        "earlier",
        "往前第几份（0 为最近一份，含已撤销的）",
        "How many before the last one, withdrawn ones included",
        .integer(0...1000)
    )

    /// Names and signatures: whoever looks leaves an entry before the paper leaves.
    private var proof: Endpoint {
        let operation = "get_agent_proof_of_ownerships"
        var documentation = Documentation(
            operation,
            Title("共有人推选书（撤销后仍可查）", "What the co-owners signed, also after it was taken back"),
            .territory,
            .file
        )
        documentation.query = [Self.earlier]
        return Endpoint(
            .get,
            "\(Endpoint.base)/ownerships/{id}/agent-proof",
            access: .holders(of: .writePeople),
            documentation,
            .read { [shelf] call, reader in
                let earlier = try call.pageParameters([Self.earlier]).integer("earlier") ?? 0
                let id = call.id
                let file = try reader.file(ofAgent: id, earlier: earlier, scope: call.principal.scope)
                return shelf.answer(with: file, savedAs: "agent-\(id)") {
                    try $0.audit.noteFile(operation, of: .ownerships, id: id)
                }
            }
        )
    }
}

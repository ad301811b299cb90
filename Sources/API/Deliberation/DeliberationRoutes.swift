import Domain
package import Routing
package import Services

/// 议事: issues on the common way of the hall, sessions and projects.
package struct DeliberationRoutes: RouteGroup {
    let register: RegisterService
    let issues: IssueService

    package init(register: RegisterService, issues: IssueService) {
        self.register = register
        self.issues = issues
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.sessions, register) + Endpoint.register(.projects, register)
            + Endpoint.register(.issues, register, without: [.create, .remove]) + [
                .create(Resource[.issues]) { [issues] draft, call, view in
                    try await issues.collect(draft, by: call.principal, view: view)
                },
                .below(
                    .issues,
                    .issueTimeline,
                    by: "issue_id",
                    "timeline",
                    title: Title("议题时间线", "Timeline of an issue")
                ),
            ] + IssueMove.allCases.map(move)
    }

    private func move(_ move: IssueMove) -> Endpoint {
        let session = BodyField(
            "session_id",
            "议事会",
            "Session",
            .reference(.sessions),
            isRequired: move == .schedule
        )
        let outcome = BodyField(
            "outcome",
            "结果",
            "Outcome",
            .text(1...2000),
            isRequired: move == .agree || move == .complete
        )
        let remark = BodyField("remark", "说明", "Remark", .text(1...2000), isRequired: move == .decline)
        let fields: [BodyField] =
            switch move {
            case .schedule: [session, remark]
            case .agree, .complete: [outcome, remark]
            case .screen, .decline, .start, .withdraw: [remark]
            }
        return .move(
            Resource[.issues],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: fields
        ) { [issues] call, body, view in
            var act = IssueAct(move, ifVersion: try call.expectedVersion(required: false))
            for field in fields {
                switch field.name {
                case "session_id": act.sessionID = body.integer(field)
                case "outcome": act.outcome = body.text(field)
                default: act.remark = body.text(field)
                }
            }
            try body.finish()
            return try await issues.move(call.id, act, by: call.principal, view: view)
        }
    }
}

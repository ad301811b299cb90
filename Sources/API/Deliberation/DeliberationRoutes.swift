import Domain
package import Routing
package import Services

/// 议事: issues on the common way of the hall, sessions and projects.
package struct DeliberationRoutes: RouteGroup {
    let register: RegisterService
    let issues: IssueService
    let hall: HallService

    package init(register: RegisterService, issues: IssueService, hall: HallService) {
        self.register = register
        self.issues = issues
        self.hall = hall
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.sessions, register, without: [.create])
            + Endpoint.register(.projects, register, without: [.create])
            + [ResourceName.sessions, .projects].map { name in
                .create(Resource[name]) { [hall] draft, _, view in try await hall.create(draft, view: view) }
            }
            + SessionMove.allCases.map(move) + ProjectMove.allCases.map(move)
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

    private func move(_ move: SessionMove) -> Endpoint {
        let present = BodyField("present", "到会人数", "People present", .integer(0...10_000), isRequired: move == .close)
        let summary = BodyField("summary", "纪要摘要", "Summary", .text(1...4000))
        return .move(
            Resource[.sessions],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: move == .close ? [present, summary] : []
        ) { [hall] call, body, view in
            let count = move == .close ? body.integer(present) : nil
            let text = move == .close ? body.text(summary) : nil
            try body.finish()
            return try await hall.move(
                session: call.id,
                move,
                present: count,
                summary: text,
                ifVersion: try call.expectedVersion(required: false),
                view: view
            )
        }
    }

    private func move(_ move: ProjectMove) -> Endpoint {
        .move(Resource[.projects], move.rawValue, title: move.title, access: .writeDeliberation) {
            [hall] call, body, view in
            try body.finish()
            return try await hall.move(
                project: call.id,
                move,
                ifVersion: try call.expectedVersion(required: false),
                view: view
            )
        }
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

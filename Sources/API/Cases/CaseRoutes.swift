import Domain
package import Routing
package import Services

/// 诉求: intake, the straight way to an answer, and the timeline.
package struct CaseRoutes: RouteGroup {
    let register: RegisterService
    let cases: CaseService

    package init(register: RegisterService, cases: CaseService) {
        self.register = register
        self.cases = cases
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.caseCategories, register) + Endpoint.register(.workingDays, register)
            + Endpoint.register(.cases, register, without: [.create, .update, .remove]) + [
                submit,
                update,
                .below(.cases, .caseTimeline, by: "case_id", "timeline", title: Title("诉求时间线", "Timeline of a case")),
            ] + CaseMove.allCases.map(move)
    }

    /// Whoever may submit a case need not be allowed to handle one.
    private var submit: Endpoint {
        let made = Endpoint.create(Resource[.cases]) { [cases] draft, call, view in
            try await cases.submit(draft, by: call.principal, view: view)
        }
        return Endpoint(
            made.method,
            made.pattern,
            access: .holders(of: .submitCase),
            made.documentation,
            made.handler
        )
    }

    private var update: Endpoint {
        .update(Resource[.cases]) { [cases] draft, id, version, call, view in
            try await cases.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
        }
    }

    private func move(_ move: CaseMove) -> Endpoint {
        let handler = BodyField("handler_id", "处理人", "Handler", .reference(.accounts))
        let organization = BodyField(
            "handler_organization_id",
            "处理单位",
            "Handling organization",
            .reference(.organizations)
        )
        let answer = BodyField(
            "answer",
            "办理答复",
            "Answer",
            .text(1...2000),
            isRequired: move == .close || move == .answer
        )
        let remark = BodyField(
            "remark",
            "说明",
            "Remark",
            .text(1...2000),
            isRequired: move == .reassign || move == .sendBack
        )
        let fields: [BodyField] =
            switch move {
            case .dispatch, .reassign: [handler, organization, remark]
            case .reportDone, .close, .answer: [answer, remark]
            case .accept, .start, .sendBack: [remark]
            }
        return .move(Resource[.cases], move.rawValue, title: move.title, access: move.permission, fields: fields) {
            [cases] call, body, view in
            var act = CaseAct(move, ifVersion: try call.expectedVersion(required: false))
            for field in fields {
                switch field.name {
                case "handler_id": act.handlerID = body.integer(field)
                case "handler_organization_id": act.handlerOrganizationID = body.integer(field)
                case "answer": act.answer = body.text(field)
                default: act.remark = body.text(field)
                }
            }
            try body.finish()
            if move == .dispatch || move == .reassign, (act.handlerID == nil) == (act.handlerOrganizationID == nil) {
                throw DomainError.invalid([
                    .body(
                        "handler_id",
                        "one_handler",
                        "处理人和处理单位须且只能填写其一",
                        "Name either a person or an organization"
                    )
                ])
            }
            return try await cases.move(call.id, act, by: call.principal, view: view)
        }
    }
}

extension CaseMove {
    /// Partners do what the case asks of them; what becomes of it is the community's to decide.
    var permission: Permission {
        switch self {
        case .start, .reportDone: .handleCase
        case .accept, .dispatch, .reassign, .sendBack, .close, .answer: .manageCases
        }
    }
}

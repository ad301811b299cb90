import Domain
package import Routing
package import Services

/// 诉求: intake, every move of its life, and the timeline.
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

    /// The moves that a case may begin with, in the call that makes it: answered on the spot, or taken and given to
    /// somebody.
    private static let first = [CaseMove.answer, .accept].map { move in
        BodyField(
            move.rawValue,
            move.title.chinese,
            move.title.english,
            shape: .object(CaseMoveBody(move: move).fields)
        )
    }

    /// Whoever may submit a case need not be allowed to handle one.
    private var submit: Endpoint {
        let resource = Resource[.cases]
        let made = Endpoint.create(resource) { draft, call, view in
            try await cases.submit(draft, by: call.principal, view: view)
        }
        var documentation = made.documentation
        documentation.body = .createWith(.cases, Self.first)
        return Endpoint(
            made.method,
            made.pattern,
            access: .holders(of: .submitCase),
            documentation,
            .act { [cases] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                var acts: [CaseAct] = []
                for (field, move) in zip(Self.first, [CaseMove.answer, .accept]) {
                    if let act = body.object(field, { CaseMoveBody(move: move).read(&$0, call.time) }) {
                        acts.append(act)
                    }
                }
                if acts.count > 1 {
                    body.refuse("accept", "one_move", "answer 和 accept 只能填写其一", "Give either answer or accept")
                }
                let draft = body.draft(resource, .create, scope: view.scope)
                try body.finish()
                return call.created(
                    try await cases.submit(draft, first: acts.first, by: call.principal, view: view),
                    view
                )
            }
        )
    }

    private var update: Endpoint {
        .update(Resource[.cases]) { [cases] draft, id, version, call, view in
            try await cases.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
        }
    }

    private func move(_ move: CaseMove) -> Endpoint {
        let content = CaseMoveBody(move: move)
        return .move(
            Resource[.cases],
            move.rawValue,
            title: move.title,
            access: move.permission,
            fields: content.fields
        ) { [cases] call, body, view in
            var act = content.read(&body, call.time)
            act.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.move(call.id, act, by: call.principal, view: view)
        }
    }
}

extension CaseMove {
    /// The right that lets somebody call the move at all; as what they stand to the case, the rules say then.
    var permission: Permission {
        switch self {
        case .answer, .start, .return, .extend, .reportDone: .handleCase
        case .accept, .verifyFirst, .decline, .dispatch, .reassign, .referBack, .wake, .merge, .tell, .reopen:
            .manageCases
        case .rule, .referUp, .shelve, .void, .supervise: .overseeCases
        // A reporter may be the one who checks.
        case .sendBack, .close, .withdraw, .rate: .submitCase
        case .undo: .readCases
        }
    }
}

import Domain
import HTTPWire
import Routing
import Services

extension DeliberationRoutes {
    /// 话题征集: signed, looked at and answered before it comes before the hall.
    var topicEndpoints: [Endpoint] {
        [
            addCases, support(takesBack: false), support(takesBack: true), answer, ask, evaluate,
            .below(
                .issues,
                .issueVersions,
                by: "issue_id",
                "versions",
                title: Title("议题历史版本", "Earlier versions of an issue")
            ),
            .below(
                .issues,
                .issueSupporters,
                by: "issue_id",
                "supporters",
                title: Title("议题联名", "Supporters of an issue")
            ),
            .below(
                .issues,
                .issueEvaluators,
                by: "issue_id",
                "evaluators",
                title: Title("议题评估", "Evaluators of an issue")
            ),
        ]
    }

    private var addCases: Endpoint {
        let cases = BodyField(
            "cases",
            "来源诉求",
            "Cases that it grew from",
            .reference(.cases),
            shape: .values(most: 100),
            isRequired: true
        )
        return .move(
            Resource[.issues],
            "cases",
            title: Title("把诉求并入议题", "Add cases to an issue"),
            access: .joinDeliberation,
            fields: [cases]
        ) { [issues] call, body, view in
            let ids = body.integers(cases)
            try body.finish()
            return try await issues.add(cases: ids, to: call.id, by: call.principal, view: view)
        }
    }

    private func support(takesBack: Bool) -> Endpoint {
        let resident = BodyField("resident_id", "联名居民（代录纸质联名）", "Who signed, on a paper list", .reference(.residents))
        return .move(
            Resource[.issues],
            takesBack ? "unsupport" : "support",
            title: takesBack ? Title("撤回联名", "Take a signature back") : Title("联名", "Sign a topic"),
            access: .joinDeliberation,
            fields: [resident]
        ) { [issues] call, body, view in
            let person = body.integer(resident)
            try body.finish()
            return try await issues.support(
                call.id,
                resident: person,
                takesBack: takesBack,
                by: call.principal,
                view: view
            )
        }
    }

    private var answer: Endpoint {
        let text = BodyField("answer", "官方答复", "Official answer", .text(1...2000), isRequired: true)
        return .move(
            Resource[.issues],
            "answer",
            title: Title("官方答复议题", "Answer a topic officially"),
            access: .writeDeliberation,
            fields: [text]
        ) { [issues] call, body, view in
            let words = body.text(text)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await issues.answer(call.id, words ?? "", ifVersion: version, by: call.principal, view: view)
        }
    }

    private var ask: Endpoint {
        let account = BodyField("account_id", "评估人", "Evaluator", .reference(.accounts), isRequired: true)
        var documentation = Documentation(
            "ask_issues",
            Title("请人评估议题", "Ask somebody what they think of a topic"),
            .deliberation,
            .created(.issueEvaluators)
        )
        documentation.body = .fields([account])
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/evaluators",
            access: .holders(of: .writeDeliberation),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: Resource[.issueEvaluators])
                var body = try BodyReader(call)
                let id = body.integer(account)
                try body.finish()
                return Answer(.created, try await issues.ask(id ?? 0, about: call.id, by: call.principal, view: view))
            }
        )
    }

    private var evaluate: Endpoint {
        let opinion = BodyField(
            "opinion",
            "意见",
            "Opinion",
            .enumeration(Enumeration(EvaluatorOpinion.self)),
            isRequired: true
        )
        let reason = BodyField("reason", "理由", "Reason", .text(1...2000), isRequired: true)
        return .move(
            Resource[.issueEvaluators],
            "answer",
            title: Title("提交评估意见", "Give the opinion that was asked for"),
            access: .joinDeliberation,
            fields: [opinion, reason]
        ) { [issues] call, body, view in
            let (said, why) = (body.text(opinion).flatMap { EvaluatorOpinion(rawValue: $0) }, body.text(reason))
            try body.finish()
            return try await issues.evaluate(
                call.id,
                said ?? .feasible,
                reason: why ?? "",
                by: call.principal,
                view: view
            )
        }
    }
}

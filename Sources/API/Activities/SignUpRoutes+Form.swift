import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 报名表: the questions of an activity, and what those who sign up answer.
extension SignUpRoutes {
    static let answers = BodyField(
        "answers",
        "报名表回答：以问题代码为字段名",
        "Answers by the codes of the questions",
        shape: .members()
    )

    /// Joining the queue, with the answers to what is asked.
    var create: Endpoint {
        let resource = Resource[.signUps]
        var documentation = Documentation(
            "create_sign_ups",
            Title("新增报名", "Add to Sign-ups"),
            resource.area,
            .created(.signUps)
        )
        documentation.body = .createWith(.signUps, [Self.answers])
        documentation.rate = .of(.signUps)
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(resource.name.path)",
            access: .holders(of: resource.write),
            documentation,
            .act { [signUps] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let answers = body.members(Self.answers)
                let faults = body.finishNoting()
                guard draft.integer("activity_id") != nil, draft.integer("resident_id") != nil else {
                    throw DomainError.invalid(faults)
                }
                let made = try await signUps.signUp(
                    draft,
                    answers: answers,
                    beside: faults,
                    by: call.principal,
                    view: view
                )
                return call.created(made, view)
            }
        )
    }

    var formEndpoints: [Endpoint] {
        let (questions, answers) = (Resource[.activityQuestions], Resource[.signUpAnswers])
        return [
            .list(questions), .find(questions),
            .create(questions) { [questions = self.questions] draft, call, view in
                try await questions.create(draft, by: call.principal, view: view)
            },
            .remove(questions) { [questions = self.questions] id, version, principal in
                try await questions.remove(id, ifVersion: version, by: principal)
            },
            .below(
                .activities,
                .activityQuestions,
                by: "activity_id",
                "questions",
                title: Title("活动的报名表", "Form of an activity")
            ),
            .find(answers),
            .below(
                .activities,
                .signUpAnswers,
                by: "activity_id",
                "answers",
                title: Title("活动的报名表回答", "Answers of those who signed up"),
                check: Self.checkSeesPeople
            ),
            .below(
                .signUps,
                .signUpAnswers,
                by: "sign_up_id",
                "answers",
                title: Title("报名的回答", "Answers of a sign-up")
            ),
            answer, unmask,
        ]
    }

    /// Who came to what tells of the Party is not listed for just anybody.
    static func checkSeesPeople(_ call: Call, _ reader: any Reader) throws {
        guard let activity = try reader.reports.activity(call.id) else { throw DomainError.notFound }
        try call.principal.checkSeesPeople(of: activity)
    }

    private var answer: Endpoint {
        .move(
            Resource[.signUps],
            "answer",
            title: Title("重新填写报名表", "Answer the form anew"),
            access: .signUp,
            fields: [Self.answers]
        ) { [signUps] call, body, view in
            let answers = body.members(Self.answers)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await signUps.answer(call.id, answers, ifVersion: version, by: call.principal, view: view)
        }
    }

    private var unmask: Endpoint {
        .unmaskingAnswer(
            .signUpAnswers,
            title: Title("查看敏感的报名表回答", "Show a sensitive answer of a sign-up whole, once"),
            // Whoever holds the class has to know who must not eat what.
            access: .manageSignUps
        ) { [privacy] id, purpose, code, principal in
            try await privacy.unmask(answer: id, of: .signUpForm, purpose: purpose, for: code, by: principal)
        }
    }
}

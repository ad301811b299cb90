import Domain
import HTTPWire
import Routing
import Services

/// 关注与回访: other people's cases and areas that somebody follows, and how it went once a case has ended.
struct FollowingRoutes: RouteGroup {
    let register: RegisterService
    let cases: CaseService

    var endpoints: [Endpoint] {
        [
            follow,
            .below(.cases, .followers, by: "case_id", "followers", title: Title("诉求的关注人", "Followers of a case")),
            .list(Resource[.followers]), .find(Resource[.followers]),
            .remove(Resource[.followers]) { [register] id, version, principal in
                try await register.remove(.followers, id: id, ifVersion: version, scope: principal.scope)
            },
            .create(Resource[.subscriptions]) { [cases] draft, _, view in try await cases.subscribe(draft, view: view)
            },
            .below(.cases, .followUps, by: "case_id", "follow-ups", title: Title("诉求的回访", "Follow-ups of a case")),
            followUp, secondHandling,
        ] + Endpoint.register(.subscriptions, register, without: [.create, .update])
    }

    private var follow: Endpoint {
        let own = BodyField("reported", "本人同一诉求", "It is the own matter, too", .boolean)
        let resident = BodyField(
            "resident_id",
            "关注人（代录）",
            "Who follows it, where staff enter it",
            .reference(.residents)
        )
        var documentation = Documentation(
            "follow_cases",
            Title("关注诉求，或并入本人同一诉求", "Follow a case, or join it as the own matter"),
            .cases,
            .created(.followers)
        )
        documentation.body = .fields([own, resident])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/followers",
            access: .holders(of: .submitCase),
            documentation,
            .act { [cases] call in
                let view = try call.view(of: Resource[.followers])
                var body = try BodyReader(call, isOptional: true)
                let (asOwn, named) = (body.integer(own) == 1, body.integer(resident))
                try body.finish()
                let made = try await cases.follow(
                    call.id,
                    resident: named,
                    asOwn: asOwn,
                    by: call.principal,
                    view: view
                )
                var answer = Answer(.created, made)
                answer.location = made.id.map { "\(Endpoint.base)/followers/\($0)" }
                answer.isTagged = true
                return answer
            }
        )
    }

    private static let reply = (
        answer: BodyField(
            "solved",
            "解决了吗",
            "Is it solved",
            .enumeration(Enumeration(FollowUpAnswer.self)),
            isRequired: true
        ),
        remark: BodyField("remark", "说明", "Remark", .text(1...1000)),
        channel: BodyField("channel", "回访方式", "How the word arrived", .enumeration(Enumeration(CaseChannel.self))),
        again: BodyField("second_handling", "要求二次办理", "Asks for a second handling", .boolean)
    )

    private var followUp: Endpoint {
        let fields = Self.reply
        var documentation = Documentation(
            "follow_up_cases",
            Title("回访答复：解决了吗", "Answer whether a case is solved"),
            .cases,
            .one(.followUps)
        )
        documentation.body = .fields([fields.answer, fields.remark, fields.channel, fields.again])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/follow-up",
            access: .holders(of: .submitCase),
            documentation,
            .act { [cases] call in
                let view = try call.view(of: Resource[.followUps])
                var body = try BodyReader(call)
                let answer = body.text(fields.answer).flatMap { FollowUpAnswer(rawValue: $0) }
                var reply = FollowUpReply(
                    answer: answer ?? .yes,
                    remark: body.text(fields.remark),
                    channel: body.text(fields.channel).flatMap { CaseChannel(rawValue: $0) },
                    asksAgain: body.integer(fields.again) == 1
                )
                reply.ifVersion = try call.expectedVersion(required: false)
                try body.finish()
                return call.changed(
                    try await cases.answer(followUpOf: call.id, reply, by: call.principal, view: view),
                    view
                )
            }
        )
    }

    private var secondHandling: Endpoint {
        Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/second-handling",
            access: .holders(of: .submitCase),
            Documentation(
                "handle_cases_again",
                Title("未解决的，要求二次办理", "Ask for a second handling of what is not solved"),
                .cases,
                .created(.cases)
            ),
            .act { [cases] call in
                let view = try call.view(of: Resource[.cases])
                var body = try BodyReader(call, isOptional: true)
                let version = try call.expectedVersion(required: false)
                try body.finish()
                let made = try await cases.handleAgain(call.id, ifVersion: version, by: call.principal, view: view)
                var answer = Answer(.created, made)
                answer.location = made.id.map { "\(Endpoint.base)/cases/\($0)" }
                answer.isTagged = true
                return answer
            }
        )
    }
}

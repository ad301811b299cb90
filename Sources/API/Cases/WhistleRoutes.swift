import Domain
import HTTPWire
import Routing
import Services

/// 吹哨: units are summoned to a case, each answers, and whoever called scores.
struct WhistleRoutes: RouteGroup {
    let cases: CaseService

    var endpoints: [Endpoint] {
        [
            whistle, .below(.cases, .whistles, by: "case_id", "whistles", title: Title("诉求的吹哨", "Whistles of a case")),
            .list(Resource[.whistles]), .find(Resource[.whistles]),
            .below(.whistles, .summonses, by: "whistle_id", "summonses", title: Title("应哨单位", "Units of a whistle")),
            .list(Resource[.summonses]), .find(Resource[.summonses]), answer, score,
        ]
    }

    private static let call = (
        matter: BodyField("matter", "事由", "What for", .text(1...2000), isRequired: true),
        until: BodyField(
            "respond_by",
            "答复期限，只写日期即当日结束前",
            "To be answered by; a day alone means its end",
            .instant,
            isRequired: true
        ),
        organizations: BodyField(
            "organizations",
            "召集单位",
            "Organizations",
            .reference(.organizations),
            shape: .values(most: WhistleCall.unitLimit)
        ),
        accounts: BodyField(
            "accounts",
            "召集人员",
            "People",
            .reference(.accounts),
            shape: .values(most: WhistleCall.unitLimit)
        )
    )

    private var whistle: Endpoint {
        let fields = Self.call
        var documentation = Documentation(
            "whistle_cases",
            Title("吹哨：召集单位或人员到场", "Summon units to a case"),
            .cases,
            .created(.whistles)
        )
        documentation.body = .fields([fields.matter, fields.until, fields.organizations, fields.accounts])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/whistles",
            access: .holders(of: .manageCases),
            documentation,
            .act { [cases] call in
                let view = try call.view(of: Resource[.whistles])
                var body = try BodyReader(call)
                let (matter, until) = (body.text(fields.matter), body.integer(fields.until))
                let units =
                    body.integers(fields.organizations).map(CaseHandler.organization)
                    + body.integers(fields.accounts).map(CaseHandler.person)
                if units.isEmpty {
                    body.refuse("organizations", "required", "至少召集一个单位或人员", "Name a unit or a person at least")
                }
                let version = try call.expectedVersion(required: false)
                let faults = body.finishNoting()
                var whistle = WhistleCall(
                    matter: matter ?? "",
                    respondBy: call.time.deadline(Instant(milliseconds: until ?? 0)),
                    units: units
                )
                whistle.ifVersion = version
                let made = try await Endpoint.sayingAll(faults, of: nil, view) { [whistle] in
                    try await cases.whistle(call.id, whistle, by: call.principal, view: view)
                }
                var answer = Answer(.created, made)
                answer.location = made.id.map { "\(Endpoint.base)/whistles/\($0)" }
                answer.isTagged = true
                return answer
            }
        )
    }

    private static let reply = (
        answer: BodyField(
            "answer",
            "答复",
            "Answer",
            .enumeration(Enumeration(SummonsAnswer.self)),
            isRequired: true
        ),
        name: BodyField("sent_name", "派了谁", "Who was sent", .text(1...40)),
        remark: BodyField("remark", "说明或理由", "Remark or reason", .text(1...2000)),
        channel: BodyField("channel", "代录来源", "How the word arrived", .enumeration(Enumeration(CaseChannel.self)))
    )

    private var answer: Endpoint {
        let fields = Self.reply
        return .move(
            Resource[.summonses],
            "answer",
            title: Title("应哨答复", "Answer a summons"),
            access: .handleCase,
            fields: [fields.answer, fields.name, fields.remark, fields.channel]
        ) { [cases] call, body, view in
            let answer = body.text(fields.answer).flatMap { SummonsAnswer(rawValue: $0) }
            var reply = SummonsReply(
                answer: answer ?? .came,
                sentName: body.text(fields.name),
                remark: body.text(fields.remark),
                channel: body.text(fields.channel).flatMap { CaseChannel(rawValue: $0) }
            )
            reply.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.answer(summons: call.id, reply, by: call.principal, view: view)
        }
    }

    private static let score = (
        came: BodyField("came", "是否到场", "Came", .boolean, isRequired: true),
        solved: BodyField("solved", "是否解决", "Solved", .boolean, isRequired: true)
    )

    private var score: Endpoint {
        let fields = Self.score
        return .move(
            Resource[.summonses],
            "score",
            title: Title("应哨评分", "Score a summons"),
            access: .manageCases,
            fields: [fields.came, fields.solved]
        ) { [cases] call, body, view in
            let score = SummonsScore(came: body.integer(fields.came) == 1, solved: body.integer(fields.solved) == 1)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.score(summons: call.id, score, ifVersion: version, by: call.principal, view: view)
        }
    }
}

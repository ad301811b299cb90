import Domain
import HTTPWire
import Routing
import Services

/// 协办与督办: who works on a case beside its handler, and the orders from above with their answers.
struct CaseHelpRoutes: RouteGroup {
    let cases: CaseService

    var endpoints: [Endpoint] {
        [
            join,
            .below(.cases, .coHandlers, by: "case_id", "co-handlers", title: Title("诉求的协办", "Co-handlers of a case")),
            .list(Resource[.coHandlers]), .find(Resource[.coHandlers]),
            .remove(Resource[.coHandlers]) { [cases] id, version, principal in
                try await cases.leave(id, ifVersion: version, by: principal)
            },
            report,
            .list(Resource[.supervisions]), .find(Resource[.supervisions]),
            .below(.cases, .supervisions, by: "case_id", "supervisions", title: Title("诉求的督办", "Orders on a case")),
            answerOrder,
        ]
    }

    private static let joint = (
        person: BodyField("account_id", "协办人员", "Person", .reference(.accounts)),
        organization: BodyField("organization_id", "协办单位", "Organization", .reference(.organizations)),
        task: BodyField("task", "协办事项", "Task", .text(1...500), isRequired: true)
    )

    private var join: Endpoint {
        let fields = Self.joint
        var documentation = Documentation(
            "join_cases",
            Title("指定协办", "Name a co-handler"),
            .cases,
            .created(.coHandlers)
        )
        documentation.body = .fields([fields.person, fields.organization, fields.task])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/co-handlers",
            access: .holders(of: .manageCases),
            documentation,
            .act { [cases] call in
                let view = try call.view(of: Resource[.coHandlers])
                var body = try BodyReader(call)
                let (person, organization) = (body.integer(fields.person), body.integer(fields.organization))
                let task = body.text(fields.task)
                if (person == nil) == (organization == nil) {
                    body.refuse(
                        "account_id",
                        "one_unit",
                        "协办人员和协办单位须且只能填写其一",
                        "Name either a person or an organization"
                    )
                }
                let version = try call.expectedVersion(required: false)
                let faults = body.finishNoting()
                guard let unit = person.map(CaseHandler.person) ?? organization.map(CaseHandler.organization) else {
                    throw DomainError.invalid(faults)
                }
                let made = try await Endpoint.sayingAll(faults, of: nil, view) {
                    try await cases.join(
                        unit,
                        to: call.id,
                        task: task ?? "",
                        ifVersion: version,
                        by: call.principal,
                        view: view
                    )
                }
                var answer = Answer(.created, made)
                answer.location = made.id.map { "\(Endpoint.base)/co-handlers/\($0)" }
                answer.isTagged = true
                return answer
            }
        )
    }

    private var report: Endpoint {
        let text = BodyField("remark", "协办情况", "What was done", .text(1...2000), isRequired: true)
        let channel = BodyField(
            "channel",
            "代录来源",
            "How the word arrived",
            .enumeration(Enumeration(CaseChannel.self))
        )
        return .move(
            Resource[.coHandlers],
            "report",
            title: Title("协办反馈", "Report to the handler"),
            access: .handleCase,
            fields: [text, channel]
        ) { [cases] call, body, view in
            let (words, way) = (body.text(text), body.text(channel).flatMap { CaseChannel(rawValue: $0) })
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.report(
                coHandler: call.id,
                words ?? "",
                way,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    private var answerOrder: Endpoint {
        let text = BodyField("report", "反馈", "Report", .text(1...2000), isRequired: true)
        return .move(
            Resource[.supervisions],
            "report",
            title: Title("督办反馈", "Answer an order"),
            access: .handleCase,
            fields: [text]
        ) { [cases] call, body, view in
            let words = body.text(text)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await cases.report(
                supervision: call.id,
                words ?? "",
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }
}

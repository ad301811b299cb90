import Domain
import HTTPWire
package import Routing
package import Services

/// 议题与项目: topics from their collection to what carries them out.
package struct DeliberationRoutes: RouteGroup {
    let register: RegisterService
    let issues: IssueService
    let projects: ProjectService

    package init(register: RegisterService, issues: IssueService, projects: ProjectService) {
        self.register = register
        self.issues = issues
        self.projects = projects
    }

    package var endpoints: [Endpoint] {
        projectEndpoints + Endpoint.register(.issues, register, without: [.create, .update, .remove]) + [
            create,
            .update(Resource[.issues]) { [issues] draft, id, version, call, view in
                try await issues.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .issues,
                .issueTimeline,
                by: "issue_id",
                "timeline",
                title: Title("议题时间线", "Timeline of an issue")
            ),
        ] + IssueMove.direct.map(move) + topicEndpoints + outcomeEndpoints + stepEndpoints
    }

    static let cases = BodyField(
        "cases",
        "来源诉求",
        "Cases that it grew from",
        .reference(.cases),
        shape: .values(most: 100)
    )

    private var create: Endpoint {
        let resource = Resource[.issues]
        var documentation = Documentation(
            "create_issues",
            Title("提出议题，可并入多件诉求", "Propose a topic, with the cases that it grew from"),
            resource.area,
            .created(.issues)
        )
        documentation.body = .createWith(.issues, [Self.cases])
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues",
            access: .holders(of: resource.write),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let cases = body.integers(Self.cases)
                let made = try await Endpoint.making(draft, &body, view) {
                    try await issues.collect(draft, cases: cases, by: call.principal, view: view)
                }
                return call.created(made, view)
            }
        )
    }

    private static func reasons(_ reasons: [IssueReason]) -> FieldType {
        .enumeration(Enumeration(reasons.map { ($0.rawValue, $0.title.chinese, $0.title.english) }))
    }

    /// By which words everybody reads of it (公开文字); without them as `public-view` shows it.
    private static let wording = [
        BodyField(
            "public_title",
            "公开标题（默认同预览）",
            "Title for the public, that of the preview by default",
            .text(1...100)
        ),
        BodyField(
            "public_description",
            "公开内容（默认同预览）",
            "Description for the public, that of the preview by default",
            .text(1...4000)
        ),
    ]

    /// What a move asks for, in the order of its documentation.
    private static func fields(of move: IssueMove) -> [BodyField] {
        let remark = BodyField(
            "remark",
            "说明",
            "Remark",
            .text(1...2000),
            isRequired: move == .decline || move == .defer
        )
        let outcome = BodyField("outcome", "结果", "Outcome", .text(1...2000), isRequired: true)
        let letter = BodyField(
            "uploads",
            "签字单照片（议事厅协商），或外部单位的书面意见",
            "Photos of the signed sheet of a hall, or the letter of the body outside",
            .reference(.uploads),
            shape: .values(most: Attachment.callLimit)
        )
        return switch move {
        case .screen: [remark] + wording
        case .schedule: [BodyField("session_id", "议事会", "Session", .reference(.sessions), isRequired: true), remark]
        case .agree: [outcome, remark, letter]
        case .complete: [outcome, remark]
        case .merge: [BodyField("issue_id", "并入议题", "Merged into", .reference(.issues), isRequired: true), remark]
        case .decline:
            [BodyField("reason", "理由类别", "Reason", reasons(IssueReason.declining), isRequired: true), remark]
        case .withdraw:
            [BodyField("reason", "理由类别", "Reason", reasons(IssueReason.withdrawing), isRequired: true), remark]
        default: [remark]
        }
    }

    private func move(_ move: IssueMove) -> Endpoint {
        let fields = Self.fields(of: move)
        // Who may screen or take back is said by the issue itself.
        let isForOthers = move == .screen || move == .decline || move == .withdraw
        return .move(
            Resource[.issues],
            move.rawValue,
            title: move.title,
            access: isForOthers ? .joinDeliberation : .writeDeliberation,
            fields: fields
        ) { [issues] call, body, view in
            var act = IssueAct(move, ifVersion: try call.expectedVersion(required: false))
            for field in fields {
                switch field.name {
                case "session_id": act.sessionID = body.integer(field)
                case "issue_id": act.target = body.integer(field)
                case "reason": act.reason = body.text(field).flatMap { IssueReason(rawValue: $0) }
                case "outcome": act.outcome = body.text(field)
                case "public_title": act.publicTitle = body.text(field)
                case "public_description": act.publicDescription = body.text(field)
                case "uploads": act.uploads = body.integers(field)
                default: act.remark = body.text(field)
                }
            }
            try body.finish()
            return try await issues.move(call.id, act, by: call.principal, view: view)
        }
    }
}

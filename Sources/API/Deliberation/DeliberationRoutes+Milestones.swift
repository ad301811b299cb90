import Domain
import HTTPWire
import Routing
import Services

/// 项目节点: how a project is cut into steps, when each is done, and what shows it.
extension DeliberationRoutes {
    private static let step = (
        title: BodyField("title", "节点", "Title", .text(1...100), isRequired: true),
        weight: BodyField("weight", "权重", "Weight", .integer(1...1000), isRequired: true),
        due: BodyField("due_on", "应完成日期", "Due on", .date),
        evidence: BodyField(
            "evidence_required",
            "须附完成依据（不填按 project_evidence）",
            "Whether its end needs a photo or file; else as project_evidence says",
            .boolean
        )
    )

    static func steps(isRequired: Bool) -> BodyField {
        BodyField(
            "milestones",
            "节点",
            "Milestones",
            shape: .objects([step.title, step.weight, step.due, step.evidence], most: MilestonePlan.most),
            isRequired: isRequired
        )
    }

    static func readSteps(_ body: inout BodyReader, isRequired: Bool = false) -> [MilestonePlan] {
        body.objects(steps(isRequired: isRequired)) { reader in
            let (title, weight) = (reader.text(step.title), reader.integer(step.weight))
            let due = reader.text(step.due).flatMap { CivilDate($0) }
            let evidence = reader.integer(step.evidence).map { $0 == 1 }
            guard let title, let weight else { return nil }
            return MilestonePlan(title: title, weight: weight, due: due, needsEvidence: evidence)
        }
    }

    var addMilestones: Endpoint {
        .move(
            Resource[.projects],
            "milestones",
            title: Title("增加项目节点", "Add milestones to a project"),
            access: .writeDeliberation,
            fields: [Self.steps(isRequired: true)]
        ) { [projects] call, body, view in
            let steps = Self.readSteps(&body, isRequired: true)
            try body.finish()
            return try await projects.add(steps, to: call.id, by: call.principal, view: view)
        }
    }

    var finishMilestone: Endpoint {
        let remark = BodyField("remark", "完成情况", "How it was done", .text(1...1000), isRequired: true)
        let uploads = BodyField(
            "uploads",
            "完成照片",
            "Photos of it",
            .reference(.uploads),
            shape: .values(most: Attachment.callLimit)
        )
        return .move(
            Resource[.milestones],
            "done",
            title: Title("节点完成", "A milestone is done"),
            access: .writeDeliberation,
            fields: [remark, uploads]
        ) { [projects] call, body, view in
            let (text, files) = (body.text(remark), body.integers(uploads))
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await projects.finish(
                milestone: call.id,
                remark: text ?? "",
                uploads: files,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    /// What shows works; signatures and proofs are of halls and votes.
    private static let works = Enumeration(
        [PaperKind.before, .after, .document].map { ($0.rawValue, $0.title.chinese, $0.title.english) }
    )
    private static let paper = (
        kind: BodyField("kind", "种类（默认实施后）", "Kind; else after", .enumeration(works)),
        caption: BodyField("caption", "说明", "Caption", .text(1...200))
    )

    var attachToMilestone: Endpoint {
        var documentation = Documentation(
            "attach_milestones",
            Title("给节点补充完成依据（验收前，实施负责人、工作人员）", "Add what shows a milestone: its carrier and staff, until acceptance"),
            .deliberation,
            .document("PaperPage")
        )
        documentation.tellsOfCreation = true
        documentation.body = .fields([.sentFiles, Self.paper.kind, Self.paper.caption])
        return Endpoint(
            .post,
            "\(Endpoint.base)/milestones/{id}/papers",
            access: .holders(of: .joinDeliberation),
            documentation,
            .act { [projects] call in
                let view = try call.view(of: Resource[.deliberationPapers])
                var body = try BodyReader(call)
                let uploads = body.integers(.sentFiles)
                let kind = body.text(Self.paper.kind).flatMap { PaperKind(rawValue: $0) }
                let caption = body.text(Self.paper.caption)
                try body.finish()
                let made = try await projects.attach(
                    uploads,
                    toMilestone: call.id,
                    as: kind ?? .after,
                    caption: caption,
                    by: call.principal,
                    view: view
                )
                return Answer(.created, made)
            }
        )
    }
}

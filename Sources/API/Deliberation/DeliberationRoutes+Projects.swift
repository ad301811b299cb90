import Domain
import HTTPWire
import Routing
import Services

extension DeliberationRoutes {
    /// 项目: what carries out what was agreed, step by step.
    var projectEndpoints: [Endpoint] {
        Endpoint.register(.projects, register, without: [.create, .update]) + [
            createProject, addMilestones, finishMilestone, attachToMilestone,
            .below(
                .milestones,
                .deliberationPapers,
                by: "milestone_id",
                "papers",
                title: Title("项目节点的完成依据", "What shows a milestone")
            ),
        ]
            + [
                .below(
                    .projects,
                    .milestones,
                    by: "project_id",
                    "milestones",
                    title: Title("项目节点", "Milestones of a project")
                ),
                .update(Resource[.projects]) { [projects] draft, id, version, call, view in
                    try await projects.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
                },
                .list(Resource[.milestones]), .find(Resource[.milestones]),
                .update(Resource[.milestones]) { [projects] draft, id, version, call, view in
                    try await projects.update(
                        milestone: draft,
                        id: id,
                        ifVersion: version,
                        by: call.principal,
                        view: view
                    )
                },
                .remove(Resource[.milestones]) { [projects] id, version, principal in
                    try await projects.remove(milestone: id, ifVersion: version, by: principal)
                },
            ] + ProjectMove.allCases.map(move)
    }

    private var createProject: Endpoint {
        let resource = Resource[.projects]
        var documentation = Documentation(
            "create_projects",
            Title("新增项目，可带节点", "Add a project, with its milestones"),
            resource.area,
            .created(.projects)
        )
        documentation.body = .createWith(.projects, [Self.steps(isRequired: false)])
        return Endpoint(
            .post,
            "\(Endpoint.base)/projects",
            access: .holders(of: resource.write),
            documentation,
            .act { [projects] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let steps = Self.readSteps(&body)
                let made = try await Endpoint.making(draft, &body, view) {
                    try await projects.create(draft, milestones: steps, by: call.principal, view: view)
                }
                return call.created(made, view)
            }
        )
    }

    private func move(_ move: ProjectMove) -> Endpoint {
        let spent = BodyField("spent_fen", "实际支出（分）", "Spent (fen)", .integer(0...1_000_000_000_000))
        let remark = BodyField("remark", "验收意见", "What the acceptance says", .text(1...2000))
        let maintainer = BodyField("maintainer", "移交养护单位", "Maintained by", .text(1...100))
        let photos = BodyField(
            "uploads",
            move == .start ? "实施前照片" : "实施后照片",
            move == .start ? "Photos of before" : "Photos of after",
            .reference(.uploads),
            shape: .values(most: Attachment.callLimit)
        )
        let fields =
            switch move {
            case .start: [photos]
            case .complete: [spent, photos]
            case .accept: [remark, maintainer]
            }
        return .move(
            Resource[.projects],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: fields
        ) { [projects] call, body, view in
            var act = ProjectService.Act(move)
            if move == .complete { act.spent = body.integer(spent) }
            if move != .accept { act.uploads = body.integers(photos) }
            if move == .accept { (act.remark, act.maintainer) = (body.text(remark), body.text(maintainer)) }
            act.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await projects.move(project: call.id, act, by: call.principal, view: view)
        }
    }
}

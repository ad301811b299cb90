import Domain
import HTTPWire
import Routing
import Services

extension DeliberationRoutes {
    /// 项目: what carries out what was agreed, step by step.
    var projectEndpoints: [Endpoint] {
        Endpoint.register(.projects, register, without: [.create]) + [createProject, addMilestones, finishMilestone]
            + [
                .below(
                    .projects,
                    .milestones,
                    by: "project_id",
                    "milestones",
                    title: Title("项目节点", "Milestones of a project")
                ),
                .list(Resource[.milestones]), .find(Resource[.milestones]),
            ] + ProjectMove.allCases.map(move)
    }

    private static let step = (
        title: BodyField("title", "节点", "Title", .text(1...100), isRequired: true),
        weight: BodyField("weight", "权重", "Weight", .integer(1...1000), isRequired: true),
        due: BodyField("due_on", "应完成日期", "Due on", .date)
    )

    private static func steps(isRequired: Bool) -> BodyField {
        BodyField(
            "milestones",
            "节点",
            "Milestones",
            shape: .objects([step.title, step.weight, step.due], most: MilestonePlan.most),
            isRequired: isRequired
        )
    }

    private static func readSteps(_ body: inout BodyReader, isRequired: Bool = false) -> [MilestonePlan] {
        body.objects(steps(isRequired: isRequired)) { reader in
            let (title, weight) = (reader.text(step.title), reader.integer(step.weight))
            let due = reader.text(step.due).flatMap { CivilDate($0) }
            guard let title, let weight else { return nil }
            return MilestonePlan(title: title, weight: weight, due: due)
        }
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
                try body.finish()
                let made = try await projects.create(draft, milestones: steps, by: call.principal, view: view)
                return call.created(made, view)
            }
        )
    }

    private var addMilestones: Endpoint {
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

    private var finishMilestone: Endpoint {
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

    private func move(_ move: ProjectMove) -> Endpoint {
        let spent = BodyField("spent_fen", "实际支出（分）", "Spent (fen)", .integer(0...1_000_000_000_000))
        let remark = BodyField("remark", "验收意见", "What the acceptance says", .text(1...2000))
        let maintainer = BodyField("maintainer", "移交养护单位", "Maintained by", .text(1...100))
        return .move(
            Resource[.projects],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: move == .complete ? [spent] : move == .accept ? [remark, maintainer] : []
        ) { [projects] call, body, view in
            var act = ProjectService.Act(move)
            if move == .complete { act.spent = body.integer(spent) }
            if move == .accept { (act.remark, act.maintainer) = (body.text(remark), body.text(maintainer)) }
            act.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await projects.move(project: call.id, act, by: call.principal, view: view)
        }
    }

    private static let plan = (
        name: BodyField("name", "名称", "Name", .text(1...100), isRequired: true),
        quantity: BodyField("quantity", "数量", "Quantity", .integer(1...1_000_000)),
        unit: BodyField("quantity_unit", "单位", "Unit", .text(1...10)),
        budget: BodyField("budget_fen", "预算（分）", "Budget (fen)", .integer(0...1_000_000_000_000)),
        carrier: BodyField("carrier", "实施单位", "Carried out by", .text(1...100)),
        responsible: BodyField("carrier_account_id", "实施负责人", "Who is responsible for it", .reference(.accounts)),
        maintainer: BodyField("maintainer", "移交养护单位", "Maintained by", .text(1...100))
    )

    private static let task = (
        title: BodyField("title", "事项", "What is done", .text(1...100), isRequired: true),
        category: BodyField("category_id", "类别", "Category", .reference(.caseCategories), isRequired: true),
        handler: BodyField("handler_id", "处理人", "Handler", .reference(.accounts)),
        organization: BodyField("handler_organization_id", "处理单位", "Handling organization", .reference(.organizations))
    )

    private static let projectField = BodyField(
        "project",
        "项目",
        "Project",
        shape: .object([
            plan.name, plan.quantity, plan.unit, plan.budget, plan.carrier, plan.responsible, plan.maintainer,
            steps(isRequired: false),
        ])
    )

    private static let tasksField = BodyField(
        "tasks",
        "落实事项（转为诉求）",
        "What is done as plain cases",
        shape: .objects([task.title, task.category, task.handler, task.organization], most: IssuePlan.Task.most)
    )

    /// Begins to carry an issue out.
    var start: Endpoint {
        let remark = BodyField("remark", "说明", "Remark", .text(1...2000))
        return .move(
            Resource[.issues],
            IssueMove.start.rawValue,
            title: Title("开始实施：立项并定节点，或转为诉求派单", "Carry an issue out: by a project with milestones, or by cases"),
            access: .writeDeliberation,
            fields: [Self.projectField, Self.tasksField, remark]
        ) { [issues] call, body, view in
            var read = IssuePlan()
            var milestones: [MilestonePlan] = []
            read.project = body.object(Self.projectField) { reader in
                var draft = Draft(.projects)
                let fields = Self.plan
                for field in [
                    fields.name, fields.quantity, fields.unit, fields.budget, fields.carrier, fields.responsible,
                    fields.maintainer,
                ] {
                    if let value = reader.value(field) { draft[field.name] = value }
                }
                milestones = Self.readSteps(&reader)
                return draft["name"] == nil ? nil : draft
            }
            read.milestones = milestones
            read.tasks = body.objects(Self.tasksField) { reader in
                let (title, category) = (reader.text(Self.task.title), reader.integer(Self.task.category))
                let person = reader.integer(Self.task.handler).map(CaseHandler.person)
                let unit = reader.integer(Self.task.organization).map(CaseHandler.organization)
                guard let title, let category else { return nil }
                return IssuePlan.Task(title: title, category: category, handler: unit ?? person)
            }
            read.remark = body.text(remark)
            read.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await issues.start(call.id, read, by: call.principal, view: view)
        }
    }
}

import Domain
import Routing
import Services

/// 实施: what begins to carry an issue out, a project or plain cases.
extension DeliberationRoutes {
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
        let compound = BodyField(
            "compound_id",
            "所在小区（议题未指明时）",
            "Compound, where the issue names none",
            .reference(.compounds)
        )
        return .move(
            Resource[.issues],
            IssueMove.start.rawValue,
            title: Title("开始实施：立项并定节点，或转为诉求派单", "Carry an issue out: by a project with milestones, or by cases"),
            access: .writeDeliberation,
            fields: [Self.projectField, Self.tasksField, compound, remark]
        ) { [issues] call, body, view in
            var read = IssuePlan()
            read.compound = body.integer(compound)
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

package import Domain

/// How an issue is carried out (实施方式): by a project, or by plain cases that are dispatched at once.
package struct IssuePlan: Sendable {
    package var project: Draft?
    package var milestones: [MilestonePlan] = []
    package var tasks: [Task] = []
    /// Where it is carried out, if the issue does not say so itself.
    package var compound: Int64?
    package var remark: String?
    package var ifVersion: VersionCondition?

    package init() {}

    /// One thing that somebody does (落实事项), which becomes a case.
    package struct Task: Sendable {
        package let title: String
        package let category: Int64
        package let handler: CaseHandler?

        package init(title: String, category: Int64, handler: CaseHandler?) {
            self.title = title
            self.category = category
            self.handler = handler
        }

        /// More are a project.
        package static let most = 20
    }
}

extension IssueService {
    /// Begins to carry an issue out, with its project and milestones or its cases, in one call.
    package func start(_ id: Int64, _ plan: IssuePlan, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: plan.ifVersion, scope: principal.scope)
            try start(id, plan, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    /// What those round the table agreed on is carried out once the sheet that they signed lies beside it.
    private func checkSheet(of issue: DeliberationIssue, in transaction: any Transaction) throws {
        guard issue.status == .agreed, let session = issue.session else { return }
        let places: [PaperPlace] = [.session(session), .issue(issue.id)]
        let sheets = try places.reduce(0) { try $0 + transaction.papers.count(of: $1, .signedSheet) }
        guard sheets == 0 else { return }
        throw DomainError(
            .conflict,
            "sheet_missing",
            "协商一致的事项须先附签字单照片（会议材料或纪要），再开始实施",
            "What was agreed is begun once the photo of the signed sheet is there, with the session or its minutes",
            details: [("session_id", .integer(session))]
        )
    }

    /// Begins to carry an issue out, and says its project where it has one.
    @discardableResult
    package func start(
        _ id: Int64,
        _ plan: IssuePlan,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64? {
        var begun: Int64?
        var faults = PersonalNumber.faults(["remark": plan.remark])
        faults += plan.project.map { ProjectService.numbers(in: $0, plan.milestones, under: "project/") } ?? []
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        if let issue = try transaction.issues.find(id, scope: principal.scope) {
            try checkSheet(of: issue, in: transaction)
        }
        try move(id, IssueAct(.start, remark: plan.remark), by: principal, in: transaction)
        if let compound = plan.compound, try transaction.outcomes.describe(id)?.compound == nil {
            let draft = Draft(.issues, ["compound_id": .integer(compound)])
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        }
        guard let issue = try transaction.issues.find(id, scope: principal.scope),
            let words = try transaction.outcomes.describe(id)
        else { throw DomainError.notFound }
        guard plan.tasks.isEmpty || words.grid != nil && words.compound != nil else {
            throw DomainError.invalid([
                .body(
                    "compound_id",
                    "needs_place",
                    "议题未指明小区，请填写 compound_id",
                    "The issue names no compound whose buildings are in a grid; give compound_id"
                )
            ])
        }
        if var project = plan.project {
            project["community_id"] = .integer(issue.community)
            project["issue_id"] = .integer(id)
            project["status"] = .text(ProjectStatus.planned.rawValue)
            if project["compound_id"] == nil { project["compound_id"] = .optional(words.compound) }
            do {
                let made = try transaction.insert(project, scope: .community(issue.community))
                try ProjectService.add(plan.milestones, to: made, of: issue.community, in: transaction)
                begun = made
            } catch let error as DomainError {
                throw error.under("project")
            }
        }
        for (index, task) in plan.tasks.enumerated() {
            do {
                try entrust(task, of: issue, words, by: principal, in: transaction)
            } catch let error as DomainError {
                throw error.under("tasks/\(index)")
            }
        }
        return begun
    }

    private func entrust(
        _ task: IssuePlan.Task,
        of issue: DeliberationIssue,
        _ words: (title: String, compound: Int64?, grid: Int64?, outcome: String?),
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let number = try transaction.issues.number(of: issue.id).map { "\($0) " } ?? ""
        var draft = Draft(
            .cases,
            [
                "community_id": .integer(issue.community), "kind": .text(CaseKind.help.rawValue),
                "source": .text(CaseSource.hall.rawValue), "category_id": .integer(task.category),
                "title": .text(task.title),
                "description": .text(number + words.title + (words.outcome.map { "：\($0)" } ?? "")),
            ]
        )
        draft["compound_id"] = .optional(words.compound)
        draft["grid_id"] = .optional(words.grid)
        let made = try cases.submit(draft, by: principal, in: transaction)
        try transaction.issues.put(cases: [made], in: issue.id)
        try transaction.issues.noteTask(made, of: issue.id)
        guard let handler = task.handler else { return }
        var accept = CaseAct(.accept)
        accept.handler = handler
        try cases.move(made, accept, by: principal, in: transaction)
    }
}

package import Domain

/// The projects that carry out what was agreed (实施项目): milestones by weight, acceptance by another, hand-over.
package struct ProjectService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// Makes a project in its first status.
    package func create(
        _ draft: Draft,
        milestones: [MilestonePlan],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let community = draft.integer("community_id") else { throw DomainError.notFound }
            var draft = draft
            draft["status"] = .text(ProjectStatus.planned.rawValue)
            let id = try transaction.insert(draft, scope: view.scope)
            try Self.add(milestones, to: id, of: community, in: transaction)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    static func add(
        _ milestones: [MilestonePlan],
        to project: Int64,
        of community: Int64,
        in transaction: any Transaction
    ) throws {
        for step in milestones {
            let draft = Draft(
                .milestones,
                [
                    "community_id": .integer(community), "project_id": .integer(project), "title": .text(step.title),
                    "weight": .integer(step.weight), "due_on": .optional(step.due?.description),
                ]
            )
            _ = try transaction.insert(draft, scope: .community(community))
        }
    }

    package func add(
        _ milestones: [MilestonePlan],
        to id: Int64,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let project = try transaction.outcomes.project(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard project.status == .planned || project.status == .implementing else { throw Self.finished(project) }
            try Self.add(milestones, to: id, of: project.community, in: transaction)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    private static func finished(_ project: IssueProject) -> DomainError {
        DomainError(
            .conflict,
            "not_changeable",
            "项目现为“\(project.status.title.chinese)”，节点不能再改",
            "The project is “\(project.status.title.english)”; its milestones can not be changed any more"
        )
    }

    /// A step is done, with what shows it.
    package func finish(
        milestone id: Int64,
        remark: String,
        uploads: [Int64],
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.milestones, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let step = try transaction.outcomes.milestone(id, scope: principal.scope),
                let project = try transaction.outcomes.project(step.project, scope: principal.scope)
            else { throw DomainError.notFound }
            guard project.status == .implementing else {
                throw DomainError(
                    .conflict,
                    "not_implementing",
                    "项目现为“\(project.status.title.chinese)”，不在实施中",
                    "The project is “\(project.status.title.english)” and not being carried out"
                )
            }
            guard !step.isDone else {
                throw DomainError(.conflict, "already_done", "该节点已完成", "The milestone is done already")
            }
            let draft = Draft(
                .milestones,
                [
                    "done_on": .text(transaction.time.date(of: transaction.now).description),
                    "done_by": .optional(principal.accountID), "remark": .text(remark),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            for upload in try CaseFiles.own(uploads, field: "uploads", of: principal, in: transaction) {
                _ = try transaction.papers.attach(
                    upload,
                    to: .project(project.id),
                    of: project.community,
                    as: .after,
                    caption: step.title
                )
            }
            return try transaction.one(.milestones, id: id, view: view)
        }
    }

    /// What a move of a project brings (项目动作的内容).
    package struct Act: Sendable {
        package let move: ProjectMove
        package var spent: Int64?
        package var remark: String?
        package var maintainer: String?
        package var ifVersion: VersionCondition?

        package init(_ move: ProjectMove) { self.move = move }
    }

    package func move(project id: Int64, _ act: Act, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.projects, id: id, ifVersion: act.ifVersion, scope: principal.scope)
            guard let project = try transaction.outcomes.project(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard let next = project.status.after(act.move) else {
                let allowed = ProjectMove.allCases.filter { project.status.after($0) != nil }.map(\.rawValue)
                throw DomainError.illegalMove(
                    act.move.rawValue,
                    of: Title("项目", "project"),
                    from: project.status,
                    allowed: allowed
                )
            }
            let today = FieldValue.text(transaction.time.date(of: transaction.now).description)
            var draft = Draft(.projects, ["status": .text(next.rawValue)])
            switch act.move {
            case .start: draft["started_on"] = today
            case .complete:
                guard project.openMilestones == 0 else { throw Self.open(project.openMilestones) }
                draft["completed_on"] = today
                draft["completed_by"] = .optional(principal.accountID)
                if let spent = act.spent { draft["spent_fen"] = .integer(spent) }
            case .accept: try accept(project, act, by: principal, at: transaction.now, &draft)
            }
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            if let issue = try project.issue.flatMap({ try transaction.issues.find($0, scope: .everything) }) {
                try transaction.issues.tell(issue, "项目\(next.title.chinese)", except: principal.accountID)
            }
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    /// Accepted by somebody who did not carry it out, and handed over to a body that keeps it in order.
    private func accept(
        _ project: IssueProject,
        _ act: Act,
        by principal: Principal,
        at now: Instant,
        _ draft: inout Draft
    ) throws {
        guard let account = principal.accountID, account != project.completedBy, account != project.carrierAccount
        else {
            throw DomainError(
                .forbidden,
                "carrier_accepts",
                "实施人、完工申报人不能验收，须由他人验收",
                "Whoever carried it out or reported it complete does not accept it; somebody else does"
            )
        }
        guard let maintainer = act.maintainer ?? project.maintainer else {
            throw DomainError.invalid([
                .body("maintainer", "required", "请填写移交的养护单位", "Say who keeps it in order from now on")
            ])
        }
        draft["maintainer"] = .text(maintainer)
        draft["accepted_by"] = .integer(account)
        draft["accepted_at"] = .integer(now.milliseconds)
        draft["acceptance"] = .text(act.remark ?? "验收合格")
    }

    private static func open(_ count: Int64) -> DomainError {
        DomainError(
            .conflict,
            "milestones_open",
            "还有 \(count) 个节点未完成",
            "\(count) milestones are not done yet",
            details: [("open", .integer(count))]
        )
    }
}

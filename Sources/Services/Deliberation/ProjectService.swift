package import Domain

/// The projects that carry out what was agreed (实施项目): milestones by weight, acceptance by another, hand-over.
package struct ProjectService: Sendable {
    let store: any Store

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
            try checkIssue(draft.integer("issue_id"), of: community, in: transaction)
            let faults = Self.numbers(in: draft, milestones)
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            var draft = draft
            draft["status"] = .text(ProjectStatus.planned.rawValue)
            let id = try transaction.insert(draft, scope: view.scope)
            try Self.add(milestones, to: id, of: community, in: transaction)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    /// Changes what is known of a project until it is complete; its carrier is another's to change.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.projects, id: id, ifVersion: ifVersion, scope: principal.scope)
            guard let project = try transaction.outcomes.project(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard project.status == .planned || project.status == .implementing else { throw Self.finished(project) }
            if draft["carrier_account_id"] != nil, project.carrierAccount == principal.accountID {
                throw DomainError(
                    .forbidden,
                    "two_persons",
                    "实施负责人须由他人更换",
                    "Who is responsible for it is for somebody else to change"
                )
            }
            let faults = Self.numbers(in: draft, [])
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    /// A project of an issue carries out what was decided, and nothing before that.
    func checkIssue(_ id: Int64?, of community: Int64, in transaction: any Transaction) throws {
        guard let issue = try id.flatMap({ try transaction.issues.find($0, scope: .community(community)) }),
            issue.status != .implementing
        else { return }
        throw DomainError(
            .conflict,
            "issue_not_implementing",
            "议题现为“\(issue.status.title.chinese)”，决定生效、公示期满并转入实施后才能立项",
            "The issue is “\(issue.status.title.english)”; a project of it begins with POST issues/{id}/start",
            details: [("issue_status", .text(issue.status.rawValue))]
        )
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
                    "evidence_required": .optional(step.needsEvidence.map { Int64($0 ? 1 : 0) }),
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
            let faults = Self.numbers(in: Draft(.projects), milestones)
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            try Self.add(milestones, to: id, of: project.community, in: transaction)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    /// Numbers of people in what everybody reads of a project and its milestones.
    static func numbers(in project: Draft, _ milestones: [MilestonePlan], under place: String = "") -> [FieldError] {
        let own = ["name", "quantity_unit", "carrier", "maintainer"].flatMap {
            PersonalNumber.faults([place + $0: project.text($0)])
        }
        return own
            + milestones.enumerated().flatMap { index, step in
                PersonalNumber.faults(["\(place)milestones/\(index)/title": step.title])
            }
    }

    static func finished(_ project: IssueProject) -> DomainError {
        DomainError(
            .conflict,
            "not_changeable",
            "项目现为“\(project.status.title.chinese)”，不能再改",
            "The project is “\(project.status.title.english)” and can not be changed any more"
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
            try finish(milestone: id, remark: remark, uploads: uploads, by: principal, in: transaction)
            return try transaction.one(.milestones, id: id, view: view)
        }
    }

    /// Notes a step as done on the day of the transaction.
    package func finish(
        milestone id: Int64,
        remark: String,
        uploads: [Int64],
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
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
        try HallPapers.keep(
            uploads,
            at: .milestone(id, project: project.id),
            of: project.community,
            as: .after,
            caption: step.title,
            by: principal,
            in: transaction
        )
        try checkEvidence(of: step, community: project.community, in: transaction)
        let draft = Draft(
            .milestones,
            [
                "done_on": .text(transaction.time.date(of: transaction.now).description),
                "done_by": .optional(principal.accountID), "remark": .text(remark),
            ]
        )
        try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        try tell(of: step, project, by: principal, in: transaction)
    }
}

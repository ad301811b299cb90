package import Domain

/// The milestones of a project that is not finished (项目节点的调整).
extension ProjectService {
    /// Changes a milestone that is not done; a new day is warned of anew.
    package func update(
        milestone draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.milestones, id: id, ifVersion: ifVersion, scope: principal.scope)
            let project = try checkOpen(id, by: principal, in: transaction)
            if draft["evidence_required"] != nil, project.carrierAccount == principal.accountID {
                throw DomainError(
                    .forbidden,
                    "two_persons",
                    "节点是否须附依据，须由实施负责人以外的人确定",
                    "Whether a milestone needs evidence is for somebody else to say than whoever carries it out"
                )
            }
            try PersonalNumber.refuse(["title": draft.text("title")])
            var draft = draft
            if draft["due_on"] != nil { draft["warned_at"] = .null }
            try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
            return try transaction.one(.milestones, id: id, view: view)
        }
    }

    /// Takes out a milestone that is not done.
    package func remove(milestone id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws {
        try await store.write { transaction in
            let project = try checkOpen(id, by: principal, in: transaction)
            // What is not done of a project that runs does not vanish from its progress.
            guard project.status == .planned else {
                throw DomainError(
                    .conflict,
                    "project_running",
                    "项目已实施，未完成的节点不能删除",
                    "The project runs; a milestone that is not done is not taken out of it"
                )
            }
            try transaction.delete(.milestones, id: id, ifVersion: ifVersion, scope: principal.scope)
        }
    }

    @discardableResult
    private func checkOpen(
        _ id: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> IssueProject {
        guard let step = try transaction.outcomes.milestone(id, scope: principal.scope),
            let project = try transaction.outcomes.project(step.project, scope: principal.scope)
        else { throw DomainError.notFound }
        guard !step.isDone else {
            throw DomainError(.conflict, "already_done", "该节点已完成", "The milestone is done already")
        }
        guard project.status == .planned || project.status == .implementing else { throw Self.finished(project) }
        return project
    }
}

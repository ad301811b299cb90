package import Domain

/// What shows that something was built (实施前后照片): how it was before, and how it is now.
extension ProjectService {
    /// Works are complete with something of before and something of after; what was only said is no evidence.
    func checkEvidence(of project: IssueProject, in transaction: any Transaction) throws {
        let settings = try transaction.calendars.settings(community: project.community)
        guard project.isOfWorks, settings[.projectEvidence] == 1 else { return }
        let counts = try [PaperKind.before, .after].map { kind in
            (kind: kind, count: try transaction.papers.count(of: .project(project.id), kind))
        }
        let missing = counts.filter { $0.count == 0 }.map(\.kind)
        guard missing.isEmpty else { throw Self.evidence(missing) }
    }

    /// A milestone is done with something that shows it, unless it says itself that nothing is needed.
    func checkEvidence(
        of step: ProjectMilestone,
        community: Int64,
        in transaction: any Transaction
    ) throws {
        let settings = try transaction.calendars.settings(community: community)
        guard step.needsEvidence ?? (settings[.projectEvidence] == 1) else { return }
        guard try transaction.papers.count(ofMilestone: step.id) == 0 else { return }
        throw DomainError(
            .conflict,
            "evidence_missing",
            "节点“\(step.title)”完成须附完成后的照片或文件至少 1 份（uploads，仅“实施前”的不算），现有 0 份；确不需要的，先将 evidence_required 设为 false",
            "“\(step.title)” is done with at least 1 photo or file (uploads) that is not of before, and there is none; where none is needed, say "
                + "evidence_required false first",
            details: [("least", .integer(1)), ("has", .integer(0))]
        )
    }

    /// Adds what shows a milestone, before it is done or after: whoever carries the project out, and staff, until somebody else
    /// has accepted it.
    package func attach(
        _ uploads: [Int64],
        toMilestone id: Int64,
        as kind: PaperKind,
        caption: String?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let step = try transaction.outcomes.milestone(id, scope: principal.scope),
                let project = try transaction.outcomes.project(step.project, scope: principal.scope)
            else { throw DomainError.notFound }
            let isCarrier = project.carrierAccount != nil && project.carrierAccount == principal.accountID
            guard isCarrier || principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
            guard project.status != .accepted else { throw Self.finished(project) }
            let made = try HallPapers.keep(
                uploads,
                at: .milestone(id, project: project.id),
                of: project.community,
                as: kind,
                caption: caption ?? step.title,
                by: principal,
                in: transaction
            )
            let filter = Filter(field: 0, comparison: .equal, values: made.map { .integer($0) })
            return try transaction.page(
                .deliberationPapers,
                ListQuery(filters: [filter], limit: max(made.count, 1)),
                view: view
            )
        }
    }

    /// Those who follow the issue are told of each milestone that is done, and how far the project has come by it.
    func tell(
        of step: ProjectMilestone,
        _ project: IssueProject,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let issue = try project.issue.flatMap({ try transaction.issues.find($0, scope: .everything) }) else {
            return
        }
        let progress = try transaction.outcomes.progress(ofProject: project.id)
        let words = Title(
            "项目节点完成：\(step.title)（\(progress.done)/\(progress.all)，进度 \(progress.percent)%）",
            "A milestone is done: \(step.title) (\(progress.done) of \(progress.all), \(progress.percent) % by weight)"
        )
        try transaction.issues.tell(issue, words, except: principal.accountID)
    }

    private static func evidence(_ missing: [PaperKind]) -> DomainError {
        let chinese = missing.map { "“\($0.title.chinese)”" }.joined(separator: "、")
        let english = missing.map { "“\($0.title.english)”" }.joined(separator: " and ")
        return DomainError(
            .conflict,
            "evidence_missing",
            "完工须有实施前、实施后照片或文件各至少 1 份，还缺\(chinese)",
            "It is complete with at least 1 photo or file of before and 1 of after; there is none of \(english)",
            details: [("missing", .texts(missing.map(\.rawValue)))]
        )
    }
}

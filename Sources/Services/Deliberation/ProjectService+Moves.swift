package import Domain

/// From its begin to its hand-over (项目推进).
extension ProjectService {
    /// What a move of a project brings (项目动作的内容).
    package struct Act: Sendable {
        package let move: ProjectMove
        package var spent: Int64?
        package var remark: String?
        package var maintainer: String?
        /// Photos of how it was before it began, or after it was done.
        package var uploads: [Int64] = []
        package var ifVersion: VersionCondition?

        package init(_ move: ProjectMove) { self.move = move }
    }

    package func move(project id: Int64, _ act: Act, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.projects, id: id, ifVersion: act.ifVersion, scope: principal.scope)
            try move(project: id, act, by: principal, in: transaction)
            return try transaction.one(.projects, id: id, view: view)
        }
    }

    /// Makes one move of a project; those who follow its issue are told.
    package func move(project id: Int64, _ act: Act, by principal: Principal, in transaction: any Transaction) throws {
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
        try PersonalNumber.refuse(["remark": act.remark, "maintainer": act.maintainer])
        let today = FieldValue.text(transaction.time.date(of: transaction.now).description)
        var draft = Draft(.projects, ["status": .text(next.rawValue)])
        switch act.move {
        case .start:
            try checkIssue(project.issue, of: project.community, in: transaction)
            try HallPapers.keep(
                act.uploads,
                at: .project(id),
                of: project.community,
                as: .before,
                by: principal,
                in: transaction
            )
            draft["started_on"] = today
        case .complete:
            guard project.openMilestones == 0 else { throw Self.open(project.openMilestones) }
            try HallPapers.keep(
                act.uploads,
                at: .project(id),
                of: project.community,
                as: .after,
                by: principal,
                in: transaction
            )
            try checkEvidence(of: project, in: transaction)
            draft["completed_on"] = today
            draft["completed_by"] = .optional(principal.accountID)
            if let spent = act.spent { draft["spent_fen"] = .integer(spent) }
        case .accept: try accept(project, act, by: principal, at: transaction.now, &draft)
        }
        try transaction.update(draft, id: id, ifVersion: nil, scope: principal.scope)
        if let issue = try project.issue.flatMap({ try transaction.issues.find($0, scope: .everything) }) {
            let words = Title("项目\(next.title.chinese)", "Project: \(next.title.english)")
            try transaction.issues.tell(issue, words, except: principal.accountID)
            // Whoever carries it out neither proposed nor signed it, and would hear nothing.
            let carrier = project.carrierAccount
            if let carrier, carrier != principal.accountID, carrier != issue.proposerAccount {
                try transaction.issues.tell(account: carrier, of: issue, words)
            }
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
        guard let account = principal.accountID, !project.carriers.contains(account) else {
            throw DomainError(
                .forbidden,
                "carrier_accepts",
                "实施人、节点和完工的申报人、节点完成依据的提交人不能验收，须由他人验收",
                "Whoever carried it out, reported a milestone or all of it done, or brought what shows a milestone, does not accept "
                    + "it; somebody else does"
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
        draft["acceptance"] = .text(act.remark ?? HouseWord.accepted.rawValue)
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

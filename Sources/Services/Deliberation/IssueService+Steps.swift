package import Domain

/// 四议两公开: the six steps of an issue that needs them, in their order.
extension IssueService {
    /// Enters a step that was taken, with the papers of it.
    package func take(
        _ record: StepRecord,
        of id: Int64,
        uploads: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try admit(record.step, of: issue, by: principal, in: transaction)
            guard issue.takesSixSteps else { throw DomainError.noSixSteps }
            let next = DecisionStep.after(try transaction.issues.steps(of: id).taken)
            guard next == record.step else { throw DomainError.stepOutOfOrder(record.step, next: next) }
            guard record.step.follows == nil else { throw DomainError.stepFollows(record.step) }
            guard record.step.fits(issue.status) else {
                throw DomainError(
                    .conflict,
                    "not_now",
                    "议题现为“\(issue.status.title.chinese)”，不能进行“\(record.step.title.chinese)”",
                    "The issue is “\(issue.status.title.english)”; “\(record.step.title.english)” is not possible now"
                )
            }
            let made = try take(record, of: issue, by: principal, in: transaction)
            if let rule = record.step.rule {
                let verdict = rule.verdict(on: record.tally)
                guard verdict.isPassed else { throw DomainError.missesRule(rule, verdict) }
            }
            try HallPapers.keep(
                uploads,
                at: .issue(id),
                of: issue.community,
                as: .document,
                caption: HouseWord.step(record.step),
                step: record.step,
                by: principal,
                in: transaction
            )
            return try transaction.one(.issueSteps, id: made, view: view)
        }
    }

    /// Enters a step of an issue that takes them, where it is the next one.
    @discardableResult
    package func take(
        _ record: StepRecord,
        of issue: DeliberationIssue,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        let (taken, last) = try transaction.issues.steps(of: issue.id)
        let next = DecisionStep.after(taken)
        guard next == record.step else { throw DomainError.stepOutOfOrder(record.step, next: next) }
        var faults = record.faults(
            days: try transaction.calendars.settings(community: issue.community)[.publicNoticeDays]
        )
        if let last, record.heldOn < last {
            faults.append(
                .body("held_on", "before_last_step", "不能早于上一步（\(last)）", "Is not before the last step, of \(last)")
            )
        }
        if record.heldOn > transaction.time.date(of: transaction.now) {
            faults.append(.body("held_on", "in_future", "不能是将来", "Is not in the future"))
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let made = try transaction.issues.add(record, to: issue, by: principal.accountID)
        try transaction.issues.appendEvent(
            issue: issue.id,
            at: transaction.now,
            actor: principal.accountID,
            move: "step",
            from: issue.status,
            to: issue.status,
            remark: HouseWord.step(record.step)
        )
        let title = record.step.title
        let words = Title("四议两公开：\(title.chinese)", "A step of the six: \(title.english)")
        try transaction.issues.tell(issue, words, except: principal.accountID)
        return made
    }

    /// What the six steps ask before a move: three deliberations before the vote, the outcome's disclosure before the end.
    func checkSteps(_ issue: DeliberationIssue, _ move: IssueMove, in transaction: any Transaction) throws {
        guard issue.takesSixSteps else { return }
        let asked: DecisionStep? =
            switch move {
            case .openVote: .representativesDecide
            case .publish: .decisionDisclosed
            default: nil
            }
        let next = DecisionStep.after(try transaction.issues.steps(of: issue.id).taken)
        if let asked, next != asked { throw DomainError.stepOutOfOrder(asked, next: next) }
        if move == .evaluate, let next { throw DomainError.stepOutOfOrder(.outcomeDisclosed, next: next) }
    }

    /// Whoever marks an issue so runs the hall, and the residents decide it.
    func checkSixSteps(_ draft: Draft, of issue: DeliberationIssue?, by principal: Principal, taken: Int64) throws {
        let marks = draft.integer("six_steps").map { $0 == 1 } ?? issue?.takesSixSteps ?? false
        let authority = draft.text("authority") ?? issue?.authority.rawValue
        if let issue, taken > 0, marks != issue.takesSixSteps {
            throw DomainError(
                .conflict,
                "steps_taken",
                "四议两公开已开始，不能取消",
                "One of the six steps was taken already, so they are taken to their end"
            )
        }
        guard marks else { return }
        if issue?.takesSixSteps != true, !principal.holds(.writeDeliberation) {
            throw DomainError.invalid([
                .body(
                    "six_steps",
                    "only_staff",
                    "是否四议两公开由社区确定",
                    "Whether it takes the six steps is for the staff to say"
                )
            ])
        }
        guard authority == IssueAuthority.residents.rawValue else {
            throw DomainError.invalid([
                .body(
                    "six_steps",
                    "needs_residents",
                    "四议两公开的议题须由居民决定",
                    "The residents decide an issue that takes the six steps"
                )
            ])
        }
    }
}

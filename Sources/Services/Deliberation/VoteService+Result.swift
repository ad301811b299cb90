package import Domain

/// What a vote comes to (表决结果): here or at a meeting that was held elsewhere.
extension VoteService {
    func settle(
        _ id: Int64,
        _ rule: DecisionRule,
        _ tally: Tally,
        _ verdict: Verdict,
        _ outcome: String?,
        on day: CivilDate?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        var act = IssueAct(verdict.isPassed ? .adopt : .reject, said: verdict.outcome(of: rule))
        act.outcome = outcome
        try issues.move(id, act, by: principal, in: transaction)
        guard verdict.isPassed, let issue = try transaction.issues.find(id, scope: principal.scope), issue.takesSixSteps
        else { return }
        let day = day ?? transaction.time.date(of: transaction.now)
        let minutes = try outcome ?? transaction.outcomes.describe(id)?.title ?? rule.rawValue
        var step = StepRecord(.representativesDecide, on: day, minutes: minutes)
        (step.due, step.present, step.yes) = (tally.eligible.people, tally.cast.people, tally.yes.people)
        (step.no, step.abstained) = (tally.no.people, tally.abstained.people)
        try issues.take(step, of: issue, by: principal, in: transaction)
    }

    /// Enters what a meeting elsewhere came to, with its papers; an adoption that misses its rule is refused.
    package func record(
        _ id: Int64,
        _ plan: VotePlan,
        _ tally: Tally,
        passed: Bool,
        outcome: String?,
        uploads: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: plan.ifVersion, scope: principal.scope)
            let vote = try record(
                id,
                plan,
                tally,
                passed: passed,
                outcome: outcome,
                uploads: uploads,
                by: principal,
                in: transaction
            )
            return try transaction.one(.votes, id: vote, view: view)
        }
    }

    /// Enters a result from elsewhere, and says the row of it.
    @discardableResult
    package func record(
        _ id: Int64,
        _ plan: VotePlan,
        _ tally: Tally,
        passed: Bool,
        outcome: String?,
        uploads: [Int64],
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
            throw DomainError.notFound
        }
        guard tally.cast.people <= tally.eligible.people, tally.cast.area <= tally.eligible.area else {
            throw DomainError.invalid([
                .body("eligible", "fewer_than_cast", "参与的不能多于应投的", "More took part than are entitled")
            ])
        }
        try PersonalNumber.refuse(["outcome": outcome, "deviation_reason": plan.deviationReason])
        var named = plan
        if [DecisionRule.committee, .partyMeeting, .representatives].contains(plan.rule) {
            named.members = [VoterEntry(name: plan.convenor, account: nil, resident: nil)]
        }
        try check(named, of: issue, in: transaction)
        let compound = try transaction.outcomes.describe(id)?.compound
        let known = try checkRegister(plan, tally, of: issue, compound: compound, in: transaction)
        let verdict = plan.rule.verdict(on: tally)
        guard !passed || verdict.isPassed else { throw DomainError.missesRule(plan.rule, verdict) }
        guard passed == verdict.isPassed else {
            throw DomainError.invalid([
                .body(
                    "passed",
                    "contradiction",
                    "按所填票数应为通过，请核对",
                    "By these numbers it passed; one of them is a slip"
                )
            ])
        }
        try issues.move(id, IssueAct(.openVote, said: plan.rule.title), by: principal, in: transaction)
        let vote = try transaction.ballots.record(
            known,
            tally,
            verdict,
            of: id,
            community: issue.community,
            compound: compound
        )
        try HallPapers.keep(
            uploads,
            at: .issue(id),
            of: issue.community,
            as: .proof,
            by: principal,
            in: transaction
        )
        try settle(id, plan.rule, tally, verdict, outcome, on: plan.heldOn, by: principal, in: transaction)
        return vote
    }
}

import Domain

/// A result from elsewhere is held against what is known here (与登记簿核对): who is entitled, and since when it was a topic.
extension VoteService {
    /// What the register says beside the numbers that were given; far ones need a reason, which is shown with the result.
    func checkRegister(
        _ plan: VotePlan,
        _ tally: Tally,
        of issue: DeliberationIssue,
        compound: Int64?,
        in transaction: any Transaction
    ) throws -> VotePlan {
        let collected = transaction.time.date(of: issue.collectedAt)
        if let day = plan.heldOn, day < collected {
            throw DomainError.invalid([
                .body(
                    "held_on",
                    "before_topic",
                    "议题于 \(collected) 征集，表决不能早于此日",
                    "It was collected as a topic on \(collected); nobody decided on it before"
                )
            ])
        }
        var known = plan
        known.register = try transaction.ballots.entitled(
            by: plan.rule,
            community: issue.community,
            compound: compound,
            on: transaction.time.date(of: transaction.now)
        )
        guard let register = known.register else {
            known.deviationReason = nil
            return known
        }
        let settings = try transaction.calendars.settings(community: issue.community)
        let percent = settings[.outcomeRollTolerancePercent]
        let faults = (plan.rule.countsAreas ? Measure.allCases : [.people]).compactMap { measure -> FieldError? in
            let (given, there) = (tally.eligible[measure], register[measure])
            guard abs(given - there) * 100 > percent * there else { return nil }
            let field = measure == .people ? "eligible" : "eligible_area"
            return .differs(field, given, register: there, percent: percent)
        }
        if faults.isEmpty { known.deviationReason = nil }
        guard !faults.isEmpty else { return known }
        guard let reason = known.deviationReason else { throw DomainError.invalid(faults) }
        let least = settings[.deviationReasonLength]
        guard reason.count(where: { $0.isLetter || $0.isNumber }) >= least else {
            throw DomainError.reasonTooShort("deviation_reason", least: least)
        }
        return known
    }
}

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

    /// What was decided, with how its roll differs from the register, where it does.
    static func words(_ outcome: String, _ plan: VotePlan, _ tally: Tally) throws -> String {
        guard let reason = plan.deviationReason, let register = plan.register else { return outcome }
        let areas = plan.rule.countsAreas ? "，面积 \(tally.eligible.area)（登记簿 \(register.area)）" : ""
        let words = "\(outcome)（应投 \(tally.eligible.people)，登记簿 \(register.people)\(areas)；原因：\(reason)）"
        guard words.count <= mostWords else {
            throw DomainError.invalid([
                .body(
                    "outcome",
                    "too_long",
                    "决议内容与不一致原因合计最多 \(mostWords) 字",
                    "The outcome and the reason are \(mostWords) characters together at most"
                )
            ])
        }
        return words
    }

    /// As much as the outcome of an issue holds.
    private static let mostWords = 2000
}

import Domain

/// What ends without being handled (不予受理、撤回、作废、并案): three or four of a hundred, as in every community's books.
extension CasePlanner {
    /// The same plan, or one that ends soon after it came in.
    mutating func endedOtherwise(_ plan: CasePlan, after plans: [CasePlan]) -> CasePlan {
        guard ends.happens(4), plan.matter.category != .petition, plan.matter.category != .dispute else { return plan }
        let (soon, next) = (plan.opened, plan.opened.later(1))
        var short = plan
        (short.rating, short.whistle, short.isDisowned) = (nil, nil, false)
        switch ends.integer(1...4) {
        case 1:
            short.steps = [CasePlan.Step(move: .decline, at: soon)]
            if plan.reporter != nil { short.steps.append(CasePlan.Step(move: .tell, at: next)) }
        case 2 where plan.reporter != nil:
            short.steps = [CasePlan.Step(move: .withdraw, at: next)]
        case 3:
            short.steps = [CasePlan.Step(move: .accept, at: soon), CasePlan.Step(move: .void, at: next)]
        default:
            guard plan.isPublic, let earlier = running(next, like: plan, in: plans) else { return plan }
            short.duplicateOf = earlier
            short.steps = [CasePlan.Step(move: .accept, at: soon), CasePlan.Step(move: .merge, at: next)]
        }
        return short
    }

    /// A case of the same category that somebody still works on then, and whose household is told afterwards.
    private func running(_ moment: WorkMoment, like plan: CasePlan, in plans: [CasePlan]) -> Int? {
        plans.indices.suffix(40).last { position in
            let other = plans[position]
            return other.isPublic && other.matter.category == plan.matter.category && other.duplicateOf == nil
                && other.steps.contains { $0.move == .dispatch } && other.steps.contains { $0.move == .close }
                && other.steps.contains { $0.move == .tell && $0.at.instant > moment.instant }
                && !other.steps.contains { $0.move == .close && $0.at.instant <= moment.instant }
        }
    }
}

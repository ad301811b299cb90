import Domain

/// What goes wrong, and what is said of it (波折与评价): few cases come back, fail their check or need others at the place.
extension CasePlanner {
    /// The company says that it is not its business, and gets it back; when that is.
    mutating func disowned(
        _ matter: Matter,
        _ dispatched: WorkMoment,
        _ steps: inout [CasePlan.Step]
    ) -> WorkMoment {
        guard matter.handler == .property, fate.happens(3) else { return dispatched }
        let again = dispatched.later(2)
        steps += [
            CasePlan.Step(move: .return, at: dispatched.later(1)), CasePlan.Step(move: .dispatch, at: again),
        ]
        return again
    }

    /// Whoever looks is not content at once; when it is reported done again.
    mutating func reworked(_ matter: Matter, _ done: WorkMoment, _ steps: inout [CasePlan.Step]) -> WorkMoment {
        guard matter.category != .petition, matter.category != .dispute, fate.happens(3) else { return done }
        let again = done.later(3)
        steps += [CasePlan.Step(move: .sendBack, at: done.later(1)), CasePlan.Step(move: .reportDone, at: again)]
        return again
    }

    /// Two of five returns are right: the matter is the community's own, and its people do it.
    mutating func isDisowned(_ plan: CasePlan) -> Bool {
        plan.steps.contains { $0.move == .return } && answers.happens(40)
    }

    /// When the police and the association are called to the place, and how they come: the police nearly always, the
    /// association where it is its business; now and then one of them answers late, or sends somebody.
    mutating func whistle(of plan: CasePlan) -> CasePlan.Whistle? {
        guard plan.matter.category != .petition, fate.happens(2),
            let at = plan.steps.last(where: { $0.move == .dispatch })?.at
        else { return nil }
        let replies = [91, 57].map { readiness in
            let answer: SummonsAnswer =
                answers.happens(readiness) ? (answers.happens(25) ? .sent : .came) : .declined
            return CasePlan.Reply(
                answer: answer,
                after: answers.happens(12) ? 3 : 1,
                isSolved: answer != .declined && answers.happens(76)
            )
        }
        return CasePlan.Whistle(at: at, replies: replies)
    }

    /// Half of those who asked say what they think of it, most of them kindly.
    mutating func rating(of plan: CasePlan) -> CasePlan.Rating? {
        guard plan.reporter != nil, let end = plan.steps.last(where: { $0.move == .close || $0.move == .answer }),
            fate.happens(55)
        else { return nil }
        let kind = fate.happens(92)
        return CasePlan.Rating(
            at: end.at.later(fate.integer(1...5) * WorkMoment.perDay),
            speed: Int64(fate.integer(kind ? 4...5 : 2...4)),
            result: Int64(fate.integer(kind ? 4...5 : 1...4)),
            attitude: Int64(fate.integer(kind ? 4...5 : 3...5))
        )
    }
}

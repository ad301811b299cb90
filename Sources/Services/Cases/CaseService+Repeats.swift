import Domain

extension CaseService {
    /// Notes that a matter came again at the same place within hours: the earlier case becomes more urgent by one step,
    /// once, and is offered to be joined to whom may see it.
    func noteRepeat(
        of id: Int64,
        _ draft: Draft,
        _ principal: Principal,
        in transaction: any Transaction
    ) throws -> [LikeCase] {
        guard let community = draft.integer("community_id"), let category = draft.integer("category_id") else {
            return []
        }
        let hours = try transaction.calendars.settings(community: community)[.joinWithinHours]
        let since = transaction.now.advanced(bySeconds: -hours * 3600)
        guard hours > 0, let earlier = try transaction.intake.earlier(than: id, since: since) else { return [] }
        if try transaction.intake.noteRepeat(id, of: earlier) { try raise(earlier, in: transaction) }
        var question = LikenessQuestion(category: category)
        question.building = draft.integer("building_id")
        question.place = draft.integer("place_id")
        question.household = draft.integer("household_id")
        question.only = earlier
        do {
            return try transaction.intake.similar(question, for: principal.scope, at: transaction.now)
        } catch let error as DomainError where error.kind == .notFound {
            // It lies where whoever reports sees no cases.
            return []
        }
    }

    /// In nobody's name, since it says of nobody that they reported.
    private func raise(_ id: Int64, in transaction: any Transaction) throws {
        guard let file = try transaction.cases.find(id, scope: .everything), let priority = file.priority.raised else {
            return
        }
        let earlier = try rules(of: file, in: transaction)
        let draft = Draft(.cases, ["priority": .text(priority.rawValue)])
        let before = try transaction.cases.changeable(id)
        try transaction.update(draft, id: id, ifVersion: nil, scope: .everything)
        guard let raised = try transaction.cases.find(id, scope: .everything) else { return }
        let relimited = try rules(of: raised, in: transaction).relimited(
            raised,
            from: earlier,
            file,
            at: transaction.now
        )
        try transaction.cases.saveChange(
            CaseChange.between(before, try transaction.cases.changeable(id)),
            from: file,
            to: relimited,
            by: nil,
            scope: .everything
        )
    }
}

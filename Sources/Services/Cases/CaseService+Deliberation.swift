import Domain

extension CaseService {
    /// Reports a case done because the issue that it is part of was carried out; its handler did not have to do it alone.
    func finishByIssue(
        _ id: Int64,
        answer: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let file = try transaction.cases.find(id, scope: principal.scope) else { return }
        switch file.status {
        case .received, .filed:
            var act = CaseAct(.answer)
            act.answer = answer
            try move(id, act, by: principal, in: transaction)
        case .dispatched, .handling:
            let rules = try rules(of: file, in: transaction)
            let party = CaseParty(principal, file, rules.terms)
            var act = CaseAct(.reportDone)
            act.answer = answer
            act.isDrawn = draws(rules.terms.settings[.checkSamplePercent])
            act.hasPhotos = try transaction.cases.hasPhotos(id)
            let standing = CaseParty(account: party.account, actors: party.actors.union([.handler]))
            var turn = try rules.turn(act, file, by: standing, at: transaction.now)
            // Whoever completes the issue has not done the work, and may look at it.
            turn.move = "finish_by_issue"
            try transaction.cases.save(turn, scope: .community(file.community))
        default: break
        }
    }
}

extension CaseService {
    /// What people are voting on does not vanish from under the vote.
    func refuseUnderVote(_ move: CaseMove, _ id: Int64, in transaction: any Transaction) throws {
        guard move == .withdraw || move == .void || move == .merge,
            let issue = try transaction.issues.issue(ofCase: id), issue.status == .voting
        else { return }
        throw DomainError(
            .conflict,
            "under_vote",
            "诉求所在的议题正在表决，表决结束前不能撤回、作废或合并",
            "The issue that the case is in is being voted on; until that ends it is not withdrawn, voided or merged",
            details: [("issue_id", .integer(issue.id))]
        )
    }
}

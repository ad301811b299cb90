import Domain

extension CaseService {
    /// Reports a case done because the issue that it is part of was carried out; its handler did not have to do it alone.
    func finishByIssue(
        _ id: Int64,
        answer: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard var file = try transaction.cases.find(id, scope: principal.scope) else { return }
        if let given = try handedOut(file, by: principal, in: transaction) { file = given }
        switch file.status {
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

    /// What nobody was given yet is whose it is to answer for: it is looked at like everything that was done.
    private func handedOut(
        _ file: CaseFile,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> CaseFile? {
        let move: CaseMove
        switch file.status {
        case .received, .verifying: move = .accept
        case .filed, .returned: move = .dispatch
        default: return nil
        }
        var act = CaseAct(move)
        act.handler = .person(file.answerable)
        let party = CaseParty(account: principal.accountID, actors: [.intake])
        let turn = try rules(of: file, in: transaction).turn(act, file, by: party, at: transaction.now)
        try transaction.cases.save(turn, scope: .community(file.community))
        return try transaction.cases.find(file.id, scope: .community(file.community))
    }
}

extension CaseService {
    /// What people are voting on does not vanish from under the vote.
    func refuseUnderVote(_ turn: CaseTurn, in transaction: any Transaction) throws {
        guard turn.file.status.isFinal, !turn.before.status.isFinal,
            let issue = try transaction.issues.issue(ofCase: turn.before.id), issue.status == .voting
        else { return }
        throw DomainError(
            .conflict,
            "under_vote",
            "诉求所在的议题正在表决，表决结束前不能办结、撤回、作废或合并",
            "The issue that the case is in is being voted on; until that ends it is not closed, withdrawn, voided or merged",
            details: [("issue_id", .integer(issue.id))]
        )
    }
}

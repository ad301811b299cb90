import Domain

extension CaseService {
    /// Reports a case done because the issue that it is part of was carried out; its handler did not have to do it alone.
    ///
    /// Wherever it waited, it goes to its check. What nobody worked on is whose it is to answer for, and is looked at in any
    /// case; the timeline says by which issue.
    func finishByIssue(
        _ id: Int64,
        _ issue: String,
        answer: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard var file = try transaction.cases.find(id, scope: principal.scope) else { return }
        // A petition goes its own way, whatever else is carried out.
        let path = try self.rules(of: file, in: transaction).terms.path
        if path == .petition, file.externalNumber == nil { return }
        var waited = false
        while let act = Self.handingOut(file, issue) {
            let party = CaseParty(account: principal.accountID, actors: [.intake, .secretary])
            var turn = try rulesForAll(of: file, in: transaction).turn(act, file, by: party, at: transaction.now)
            // It is done already: nobody is told of something to do.
            turn.notices = []
            turn.visibility = .staff
            try transaction.cases.save(turn, scope: .community(file.community))
            guard let next = try transaction.cases.find(id, scope: .community(file.community)) else { return }
            (file, waited) = (next, true)
        }
        guard file.status == .dispatched || file.status == .handling else { return }
        let rules = try rulesForAll(of: file, in: transaction)
        var act = CaseAct(.reportDone)
        act.answer = answer
        act.remark = "由\(issue)办结"
        // What was settled round the table was not mediated between two parties.
        if path == .dispute { act.closingReason = .explained }
        act.isDrawn = waited || draws(rules.terms.settings[.checkSamplePercent])
        act.note(try transaction.cases.photographed(id))
        let party = CaseParty(principal, file, rules.terms)
        let standing = CaseParty(account: party.account, actors: party.actors.union([.handler]))
        var turn = try rules.turn(act, file, by: standing, at: transaction.now)
        // Whoever completes the issue has not done the work, and may look at it.
        turn.move = "finish_by_issue"
        try transaction.cases.save(turn, scope: .community(file.community))
    }

    /// The next move that brings a case which waited for its issue to where it can be reported done; nothing once it is there.
    ///
    /// Whose it was disputed to be is not asked any more: the issue has done it, and whoever answers for it goes on doing so.
    private static func handingOut(_ file: CaseFile, _ issue: String) -> CaseAct? {
        let move: CaseMove
        switch file.status {
        case .received, .verifying: move = .accept
        case .filed, .returned: move = .dispatch
        case .arbitration: move = .rule
        case .shelved: move = .wake
        case .referred: move = .referBack
        case .dispatched, .handling, .checking, .closed, .declined, .withdrawn, .void: return nil
        }
        var act = CaseAct(move)
        act.remark = "\(issue)已落实，由首接负责人转核查"
        if move != .wake, move != .referBack { act.handler = .person(file.answerable) }
        return act
    }

    /// The rules of a case whose work an issue did: who handled it the first time is no matter then.
    private func rulesForAll(of file: CaseFile, in transaction: any Transaction) throws -> CaseRules {
        var terms = try rules(of: file, in: transaction).terms
        terms.formerPeople = []
        return CaseRules(terms)
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

package import Domain

/// A vote that was opened by mistake (撤销表决): on the wrong roll, for the wrong day.
extension VoteService {
    /// Calls an open vote off: its ballots are destroyed unread, whoever is concerned is told why, and the issue goes back.
    package func callOff(
        _ id: Int64,
        reason: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            let vote = try vote(id, by: principal, in: transaction)
            // After the end it could be called off for what it came to.
            guard vote.takesBallots(at: transaction.now) else { throw DomainError.voteStands }
            guard let account = principal.accountID else { throw DomainError.forbidden }
            try PersonalNumber.refuse(["reason": reason])
            try transaction.ballots.callOff(vote, reason: reason, by: account)
            var act = IssueAct(.cancelVote, remark: reason)
            act.back = try transaction.issues.statusBeforeVote(id)
            try issues.move(id, act, by: principal, in: transaction)
            let title = try transaction.outcomes.describe(id)?.title ?? ""
            let words = Title(
                "\(title)：表决已撤销，选票已销毁。\(reason)",
                "\(title): the vote was called off and its ballots are destroyed. \(reason)"
            )
            try transaction.ballots.tellRoll(vote.id, of: id, .voteCalledOff, words)
            return try transaction.one(.votes, id: vote.id, view: view)
        }
    }

    /// Whether a vote may be opened after what was before it: a vote that was called off, an evening that never ended.
    func checkBefore(_ plan: VotePlan, of issue: DeliberationIssue, in transaction: any Transaction) throws {
        if let day = try transaction.ballots.vote(ofIssue: issue.id)?.cancelledAt.map(transaction.time.date(of:)),
            plan.noticed < day
        {
            throw DomainError.noticeBeforeCallOff(plan.noticed, calledOff: day)
        }
        if let id = issue.session, let session = try transaction.sessions.find(id, scope: .everything), session.isOpen {
            try IssueService.checkQuorum(of: id, in: transaction)
        }
        guard let id = issue.session, let item = try transaction.sessions.item(ofIssue: issue.id, in: id),
            !item.status.isSettled, let session = try transaction.sessions.find(id, scope: .everything),
            session.status == .planned
        else { return }
        let days = try transaction.calendars.settings(community: issue.community)[.voteAfterSessionDays]
        let held = transaction.time.date(of: session.startsAt)
        guard transaction.time.date(of: transaction.now) <= held.advanced(byDays: Int(days)) else {
            throw DomainError.sessionPast(held, days: days)
        }
    }
}

package import Domain

/// 议题: from a topic that somebody proposes to its completion, one transaction for every call.
package struct IssueService: Sendable {
    let store: any Store
    let cases: CaseService

    package init(store: any Store, cases: CaseService) {
        self.store = store
        self.cases = cases
    }

    package func move(_ id: Int64, _ act: IssueAct, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: act.ifVersion, scope: principal.scope)
            try admit(act.move, id, by: principal, in: transaction)
            try PersonalNumber.refuse(["outcome": act.outcome, "remark": act.remark])
            try move(id, act, by: principal, in: transaction)
            return try transaction.one(.issues, id: id, view: view)
        }
    }

    /// Staff make every move; a Party branch screens; a proposer takes the own topic back.
    private func admit(
        _ move: IssueMove,
        _ id: Int64,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        if move == .screen { try checkScreener(of: id, by: principal, in: transaction) }
        if principal.holds(.writeDeliberation) { return }
        switch move {
        case .screen, .decline:
            guard principal.role == .branchSecretary else { throw DomainError.forbidden }
        case .withdraw:
            guard try transaction.issues.find(id, scope: principal.scope)?.isProposed(by: principal) == true else {
                throw DomainError.forbidden
            }
        default: throw DomainError.forbidden
        }
    }

    /// Nobody says of their own topic that it is worth a session, unless the community says that they may.
    private func checkScreener(of id: Int64, by principal: Principal, in transaction: any Transaction) throws {
        guard let issue = try transaction.issues.find(id, scope: principal.scope), issue.isOwnWord(of: principal),
            try transaction.calendars.settings(community: issue.community)[.ownTopicScreening] == 0
        else { return }
        throw DomainError(
            .forbidden,
            "two_persons",
            "提出人不能初审自己的议题，须由他人初审",
            "Whoever proposed a topic does not screen it; somebody else does"
        )
    }

    /// Makes one move of an issue, with what follows for its agenda item, its cases and those who are told.
    package func move(
        _ id: Int64,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let issue = try transaction.issues.find(id, scope: principal.scope) else { throw DomainError.notFound }
        guard let usual = issue.status.after(act.move) else {
            throw DomainError.illegalMove(
                act.move.rawValue,
                of: Title("议题", "issue"),
                from: issue.status,
                allowed: issue.status.allowedMoves.map(\.rawValue)
            )
        }
        let next = act.back ?? usual
        if act.move == .agree, issue.authority != .hall {
            guard issue.authority == .outside, !act.uploads.isEmpty else {
                throw DomainError.needsDecision(issue.authority)
            }
        }
        try keepPapers(of: issue, act, by: principal, in: transaction)
        try checkOutcome(issue, act.move, by: principal, in: transaction)
        try checkSteps(issue, act.move, in: transaction)
        var draft = Draft(.issues)
        draft["status"] = .text(next.rawValue)
        if issue.isArchived { draft["archived_at"] = .null }
        if let reason = act.reason { draft["reason"] = .text(reason.rawValue) }
        if let outcome = act.outcome {
            draft["outcome"] = .text(outcome)
        } else if act.move == .adopt || act.move == .reject {
            // It follows from the vote, and what an earlier one came to is not said of this one.
            draft["outcome"] = .null
        }
        switch act.move {
        case .screen:
            draft["screened_at"] = .integer(transaction.now.milliseconds)
            try approve(issue, act, &draft, in: transaction)
        case .schedule: draft["session_id"] = try session(of: issue, act, by: principal, in: transaction)
        case .takeOff: draft["session_id"] = .null
        case .merge: draft["merged_into_id"] = try merged(issue, into: act.target, by: principal, in: transaction)
        case .complete: draft["completed_at"] = .integer(transaction.now.milliseconds)
        default: break
        }
        if !act.isOnAgenda { try settleItem(of: issue, act, by: principal, in: transaction) }
        try transaction.update(draft, id: id, ifVersion: nil, scope: .community(issue.community))
        try transaction.issues.appendEvent(
            issue: id,
            at: transaction.now,
            actor: principal.accountID,
            move: act.move.rawValue,
            from: issue.status,
            to: next,
            remark: act.remark ?? act.outcome
        )
        try follow(issue, act, next, by: principal, in: transaction)
    }

    /// What a move means for the cases of an issue, those who are told, and the clock.
    private func follow(
        _ issue: DeliberationIssue,
        _ act: IssueAct,
        _ next: IssueStatus,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let head = act.move == .cancelVote ? Title("表决已撤销", "The vote was called off") : next.title
        let said = act.told ?? (act.remark ?? act.outcome).map(HouseWord.title) ?? act.said
        let words = said.map { Title("\(head.chinese)。\($0.chinese)", "\(head.english). \($0.english)") } ?? head
        try transaction.issues.tell(issue, words, except: principal.accountID)
        switch act.move {
        case .decline, .withdraw:
            // They go on by themselves again.
            let linked = try transaction.issues.cases(of: issue.id).map(\.id)
            try transaction.issues.put(cases: linked, in: nil)
        case .complete: try finishCases(of: issue, act, by: principal, in: transaction)
        default: break
        }
        guard let now = try transaction.issues.find(issue.id, scope: .everything) else { return }
        try transaction.issues.lookAt(issue.id, try nextLook(now, in: transaction))
    }

    /// When the clock has to look at an issue: an answer that is due, or a topic that lies idle.
    func nextLook(_ issue: DeliberationIssue, in transaction: any Transaction) throws -> Instant? {
        guard !issue.status.isFinal, !issue.isArchived else { return nil }
        if !issue.isAnswered, !issue.isOverdue, !issue.status.hasOutcome, let due = issue.answerDueAt { return due }
        guard issue.canBeIdle, let last = try transaction.issues.lastEvent(of: issue.id) else { return nil }
        let settings = try transaction.calendars.settings(community: issue.community)
        return last.advanced(bySeconds: settings[.topicIdleDays] * 86_400)
    }

    /// Brings the cases that an issue grew from to their check: what was agreed is done.
    private func finishCases(
        of issue: DeliberationIssue,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let number = try transaction.issues.number(of: issue.id).map { "议题 \($0) " } ?? "议题"
        for file in try transaction.issues.cases(of: issue.id) {
            try cases.finishByIssue(file.id, number, answer: act.outcome, by: principal, in: transaction)
        }
    }
}

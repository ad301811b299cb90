package import Domain

/// 表决: decisions that bind, which are valid or refused; one durable write for every ballot.
package struct VoteService: Sendable {
    let store: any Store
    let issues: IssueService
    /// What voters of closed votes are given: never the same twice.
    let receipts: @Sendable () -> String

    package init(store: any Store, issues: IssueService, receipts: @escaping @Sendable () -> String) {
        self.store = store
        self.issues = issues
        self.receipts = receipts
    }

    /// Opens a vote after its notice, with the roll as it stands now.
    package func open(_ id: Int64, _ plan: VotePlan, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: plan.ifVersion, scope: principal.scope)
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            var plan = plan
            if plan.secrecy == .closed {
                let settings = try transaction.calendars.settings(community: issue.community)
                plan.leastBallots = settings[.closedVoteLeastBallots]
            }
            try check(plan, of: issue, in: transaction)
            try checkBefore(plan, of: issue, in: transaction)
            guard plan.closesAt > transaction.now else {
                throw DomainError.invalid([.body("closes_at", "not_in_future", "截止时间须在将来", "Is to lie in the future")])
            }
            guard plan.closesAt <= transaction.now.advanced(bySeconds: VotePlan.longestDays * 86_400) else {
                throw DomainError.invalid([
                    .body(
                        "closes_at",
                        "too_late",
                        "表决最长 \(VotePlan.longestDays) 天",
                        "A vote runs for \(VotePlan.longestDays) days at most"
                    )
                ])
            }
            try issues.move(id, IssueAct(.openVote, said: plan.rule.title), by: principal, in: transaction)
            let compound = try transaction.outcomes.describe(id)?.compound
            let vote = try transaction.ballots.open(plan, of: id, community: issue.community, compound: compound)
            try checkMembers(plan.members, of: issue.community, in: transaction)
            for member in plan.members {
                try transaction.ballots.add(member, to: vote, community: issue.community)
            }
            let count = try transaction.ballots.fillRoll(
                of: vote,
                plan.rule,
                community: issue.community,
                compound: compound,
                on: transaction.time.date(of: transaction.now)
            )
            guard count > 0 || !plan.members.isEmpty else {
                throw DomainError(
                    .conflict,
                    "empty_roll",
                    "名册为空：请先登记产权面积、住户，或填写 members",
                    "The roll is empty: register dwellings with their areas, households, or name the members"
                )
            }
            let entitled = max(count, Int64(plan.members.count))
            if let least = plan.leastBallots, entitled < least {
                throw DomainError.rollTooSmall(entitled, least: least)
            }
            try transaction.ballots.freeze(vote)
            let end = transaction.time.minute(of: plan.closesAt)
            let title = try transaction.outcomes.describe(id)?.title ?? ""
            let words = Title("\(title)：表决至 \(end) 截止", "\(title): the vote is open until \(end)")
            try transaction.ballots.tellRoll(vote, of: id, .voteOpened, words)
            return try transaction.one(.votes, id: vote, view: view)
        }
    }

    /// Nobody is on a roll twice, also not once as a resident and once by the account of the same person.
    private func checkMembers(
        _ members: [VoterEntry],
        of community: Int64,
        in transaction: any Transaction
    ) throws {
        let here = DataScope.community(community)
        var (residents, accounts) = (Set<Int64>(), Set<Int64>())
        for (index, member) in members.enumerated() {
            // Whose an account is, is read only once it is known to be of the community.
            let isKnown =
                try (member.account.map { try transaction.contains(.accounts, id: $0, scope: here) } ?? true)
                && (member.resident.map { try transaction.contains(.residents, id: $0, scope: here) } ?? true)
            guard isKnown else {
                throw DomainError.invalid([
                    .body("members/\(index)", "unknown_reference", "不是本社区的居民或账号", "Is nobody of the community")
                ])
            }
            var owner: Int64?
            if let account = member.account,
                case .resident(let id, _)? = try transaction.access.account(account)?.principal.scope
            {
                owner = id
            }
            let isNew =
                (member.account.map { accounts.insert($0).inserted } ?? true)
                && Set([member.resident, owner].compactMap(\.self)).allSatisfy { residents.insert($0).inserted }
            guard isNew else {
                throw DomainError.invalid([
                    .body("members/\(index)", "duplicate", "同一人只能列入名册一次", "Is on the roll already")
                ])
            }
        }
    }

    /// The vote of an issue in scope.
    func vote(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> IssueVote {
        guard try transaction.contains(.issues, id: id, scope: principal.scope),
            let vote = try transaction.ballots.vote(ofIssue: id)
        else { throw DomainError.notFound }
        return vote
    }

    /// Whoever has voted may change their mind until the end that was announced, also where everybody has.
    private func checkEnd(of vote: IssueVote, in transaction: any Transaction) throws {
        guard transaction.now < vote.closesAt else { return }
        let settings = try transaction.calendars.settings(community: vote.community)
        if settings[.decidedVoteCloses] == 1 {
            let tally = try transaction.ballots.tally(of: vote.id)
            if tally.cast.people == tally.eligible.people { return }
        }
        throw DomainError(
            .conflict,
            "vote_running",
            "表决至 \(transaction.time.minute(of: vote.closesAt)) 截止，此前可以改票，不能提前结束",
            "The vote runs until \(transaction.time.minute(of: vote.closesAt)); until then people may change their minds"
        )
    }

    /// Ends a vote; what it came to moves the issue, whatever anybody says.
    ///
    /// Of a closed vote the box is counted with it, and the ballots are published.
    package func close(
        _ id: Int64,
        paper: PaperCount?,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            let vote = try vote(id, by: principal, in: transaction)
            guard vote.status == .open else { throw DomainError.voteOver }
            try checkEnd(of: vote, in: transaction)
            try reveal(vote, paper, in: transaction)
            let tally = try transaction.ballots.tally(of: vote.id)
            let verdict = vote.rule.verdict(on: tally)
            try transaction.ballots.close(vote.id, tally, verdict)
            try settle(id, vote.rule, tally, verdict, nil, on: nil, by: principal, in: transaction)
            let (title, outcome) = (try transaction.outcomes.describe(id)?.title ?? "", verdict.outcome(of: vote.rule))
            let words = Title("\(title)：\(outcome.chinese)", "\(title): \(outcome.english)")
            try transaction.ballots.noteResult(of: vote.id, words)
            return try transaction.one(.votes, id: vote.id, view: view)
        }
    }
}

package import Domain

/// 表决: decisions that bind, which are valid or refused; one durable write for every ballot.
package struct VoteService: Sendable {
    let store: any Store
    let issues: IssueService

    package init(store: any Store, issues: IssueService) {
        self.store = store
        self.issues = issues
    }

    /// Opens a vote after its notice, with the roll as it stands now.
    package func open(_ id: Int64, _ plan: VotePlan, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: plan.ifVersion, scope: principal.scope)
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try check(plan, of: issue, in: transaction)
            guard plan.closesAt > transaction.now else {
                throw DomainError.invalid([.body("closes_at", "not_in_future", "截止时间须在将来", "Is to lie in the future")])
            }
            try issues.move(id, IssueAct(.openVote, remark: plan.rule.title.chinese), by: principal, in: transaction)
            let compound = try transaction.outcomes.describe(id)?.compound
            let vote = try transaction.ballots.open(plan, of: id, community: issue.community, compound: compound)
            for (index, member) in plan.members.enumerated() {
                try add(member, at: index, to: vote, issue.community, in: transaction)
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
            try transaction.ballots.freeze(vote)
            return try transaction.one(.votes, id: vote, view: view)
        }
    }

    private func add(
        _ member: VoterEntry,
        at index: Int,
        to vote: Int64,
        _ community: Int64,
        in transaction: any Transaction
    ) throws {
        let scope = DataScope.community(community)
        let isKnown =
            try (member.account.map { try transaction.contains(.accounts, id: $0, scope: scope) } ?? true)
            && (member.resident.map { try transaction.contains(.residents, id: $0, scope: scope) } ?? true)
        guard isKnown else {
            throw DomainError.invalid([
                .body("members/\(index)", "unknown_reference", "不是本社区的居民或账号", "Is nobody of the community")
            ])
        }
        try transaction.ballots.add(member, to: vote, community: community)
    }

    /// Whether the rule fits whose decision it is and what it is about, and the notice was long enough.
    private func check(_ plan: VotePlan, of issue: DeliberationIssue, in transaction: any Transaction) throws {
        var faults: [FieldError] = []
        if plan.rule.authority != issue.authority {
            faults.append(
                .body(
                    "rule",
                    "other_authority",
                    "该议题须由“\(issue.authority.title.chinese)”决定，不适用此规则",
                    "The issue is for “\(issue.authority.title.english)” to decide; this rule is not theirs"
                )
            )
        }
        if plan.rule.countsAreas {
            if let matter = plan.matter {
                if plan.rule == .ownersOrdinary, OwnersMatter.rule(of: matter) == .ownersSpecial {
                    faults.append(
                        .body("rule", "needs_special", "第 \(matter) 项须适用四分之三规则", "Item \(matter) takes three quarters")
                    )
                }
                if plan.rule == .ownersOrdinary, matter == 9, plan.reason == nil {
                    faults.append(
                        .body(
                            "rule_reason",
                            "required",
                            "不按特别事项表决的，须写明理由",
                            "Say why it is no special matter"
                        )
                    )
                }
            } else {
                faults.append(.body("matter", "required", "请填写民法典第278条第几项", "Say which item of article 278 it is"))
            }
        } else if plan.matter != nil {
            faults.append(.body("matter", "not_allowed", "只用于业主表决", "Is for votes of owners only"))
        }
        let isByName = [DecisionRule.committee, .partyMeeting, .representatives].contains(plan.rule)
        if isByName != !plan.members.isEmpty {
            faults.append(
                isByName
                    ? .body("members", "required", "请填写应到人员", "Name everybody who is due")
                    : .body("members", "not_allowed", "名册由登记簿产生", "The roll comes from the registers")
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let settings = try transaction.calendars.settings(community: issue.community)
        let days = settings[plan.rule.countsAreas ? .ownersNoticeDays : .voteNoticeDays]
        let today = transaction.time.date(of: transaction.now)
        guard today >= plan.noticed.advanced(byDays: Int(days)) else {
            throw DomainError.noticeTooShort(plan.noticed, days: days)
        }
    }

    /// The vote of an issue in scope.
    func vote(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> IssueVote {
        guard try transaction.contains(.issues, id: id, scope: principal.scope),
            let vote = try transaction.ballots.vote(ofIssue: id)
        else { throw DomainError.notFound }
        return vote
    }

    /// Ends a vote; what it came to moves the issue, whatever anybody says.
    package func close(
        _ id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: ifVersion, scope: principal.scope)
            let vote = try vote(id, by: principal, in: transaction)
            guard vote.status == .open else { throw DomainError.voteOver }
            let tally = try transaction.ballots.tally(of: vote.id)
            let isDecided = tally.cast.people == tally.eligible.people
            guard isDecided || transaction.now >= vote.closesAt else {
                throw DomainError(
                    .conflict,
                    "vote_running",
                    "表决至 \(transaction.time.minute(of: vote.closesAt)) 截止，仍有人未投票",
                    "The vote runs until \(transaction.time.minute(of: vote.closesAt)), and not everybody has voted"
                )
            }
            let verdict = vote.rule.verdict(on: tally)
            try transaction.ballots.close(vote.id, tally, verdict)
            try settle(id, vote.rule, verdict, nil, by: principal, in: transaction)
            return try transaction.one(.votes, id: vote.id, view: view)
        }
    }

    func settle(
        _ id: Int64,
        _ rule: DecisionRule,
        _ verdict: Verdict,
        _ outcome: String?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        var act = IssueAct(verdict.isPassed ? .adopt : .reject)
        act.outcome = outcome ?? (verdict.isPassed ? "表决通过：\(rule.title.chinese)" : "表决未通过：\(verdict.words.chinese)")
        try issues.move(id, act, by: principal, in: transaction)
    }

    /// Enters what a meeting elsewhere came to, with its papers; an adoption that misses its rule is refused.
    package func record(
        _ id: Int64,
        _ plan: VotePlan,
        _ tally: Tally,
        passed: Bool,
        outcome: String?,
        uploads: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            try transaction.expect(.issues, id: id, ifVersion: plan.ifVersion, scope: principal.scope)
            guard let issue = try transaction.issues.find(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            guard tally.cast.people <= tally.eligible.people, tally.cast.area <= tally.eligible.area else {
                throw DomainError.invalid([
                    .body("eligible", "fewer_than_cast", "参与的不能多于应投的", "More took part than are entitled")
                ])
            }
            var named = plan
            if [DecisionRule.committee, .partyMeeting, .representatives].contains(plan.rule) {
                named.members = [VoterEntry(name: plan.convenor, account: nil, resident: nil)]
            }
            try check(named, of: issue, in: transaction)
            let verdict = plan.rule.verdict(on: tally)
            guard !passed || verdict.isPassed else { throw DomainError.missesRule(plan.rule, verdict) }
            try issues.move(id, IssueAct(.openVote, remark: plan.rule.title.chinese), by: principal, in: transaction)
            let vote = try transaction.ballots.record(
                plan,
                tally,
                verdict,
                of: id,
                community: issue.community,
                compound: try transaction.outcomes.describe(id)?.compound
            )
            for upload in try CaseFiles.own(uploads, field: "uploads", of: principal, in: transaction) {
                _ = try transaction.papers.attach(upload, to: .issue(id), of: issue.community, as: .proof, caption: nil)
            }
            try settle(id, plan.rule, verdict, outcome, by: principal, in: transaction)
            return try transaction.one(.votes, id: vote, view: view)
        }
    }
}

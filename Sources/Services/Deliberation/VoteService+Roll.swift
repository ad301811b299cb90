package import Domain

/// Recusals and proxies of an open vote (回避与委托).
extension VoteService {
    /// Whoever has an interest of their own stands back before voting, stays among those entitled, and is told.
    package func recuse(
        _ id: Int64,
        voter: Int64,
        reason: String,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await change(id, voter: voter, by: principal, view: view) { known, vote, transaction in
            guard !known.isRecused else {
                throw DomainError(.conflict, "recused", "已回避", "Has recused themselves already")
            }
            guard known.channel == nil else { throw DomainError.hasVoted }
            try transaction.ballots.recuse(known.id, reason: reason)
            try noteReach(of: vote, in: transaction)
            if let resident = known.resident {
                try transaction.issues.tell(
                    resident: resident,
                    of: vote.issue,
                    community: vote.community,
                    Title("您已被登记回避本次表决：\(reason)", "It was noted that you stand back from the vote: \(reason)")
                )
            } else if let account = known.account {
                try transaction.issues.tell(account: account, of: vote.issue, community: vote.community, .recused)
            }
        }
    }

    /// Whoever runs the vote is told at once where those who are left can not reach the rule any more.
    private func noteReach(of vote: IssueVote, in transaction: any Transaction) throws {
        let (eligible, able) = try transaction.ballots.reach(of: vote.id)
        let missing = vote.unreachable(of: eligible, able: able)
        guard !missing.isEmpty else { return }
        guard try transaction.ballots.noteUnreachable(missing, of: vote.id),
            let issue = try transaction.issues.find(vote.issue, scope: .everything)
        else { return }
        try transaction.issues.tellSecretary(of: issue, .voteUnreachable)
    }

    /// A written proxy with its paper; nobody collects more than a few.
    package func entrust(
        _ id: Int64,
        voter: Int64,
        to holder: String,
        upload: Int64,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        // One person is one name, however it is spaced.
        let holder = holder.filter { !$0.isWhitespace }
        guard !holder.isEmpty else {
            throw DomainError.invalid([.body("proxy", "required", "请填写受托人", "Say who holds the proxy")])
        }
        return try await change(id, voter: voter, by: principal, view: view) { known, vote, transaction in
            // What somebody said themselves is not said for them; nor does a ballot by proxy get another holder.
            guard known.channel == nil else { throw DomainError.hasVoted }
            guard holder != known.name.filter({ !$0.isWhitespace }) else {
                throw DomainError.invalid([.body("proxy", "own_proxy", "不能委托本人", "Nobody holds the own proxy")])
            }
            let limit = try transaction.calendars.settings(community: vote.community)[.proxiesPerPerson]
            guard try transaction.ballots.proxies(of: holder, in: vote.id) < limit || known.proxy == holder else {
                throw DomainError(
                    .conflict,
                    "too_many_proxies",
                    "每人最多受托 \(limit) 票，\(holder) 已满",
                    "One person holds \(limit) proxies at most; \(holder) has as many",
                    details: [("limit", .integer(limit))]
                )
            }
            try HallPapers.keep(
                [upload],
                at: .issue(vote.issue),
                of: vote.community,
                as: .proof,
                caption: HouseWord.writtenProxy.rawValue,
                field: "upload_id",
                by: principal,
                in: transaction
            )
            try transaction.ballots.setProxy(holder, for: known.id)
        }
    }
}

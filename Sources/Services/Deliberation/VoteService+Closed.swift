package import Domain

/// Closed votes (无记名表决): it is known who voted, and never how.
extension VoteService {
    /// Takes the own ballot under seal, in place of one that was sealed before, and gives the receipt of it.
    ///
    /// The receipt is said once and kept nowhere. Of what a repeatable request brought no more is kept than a print under the
    /// key of the vote, by which another choice with the same key is known, and which tells nothing once that is destroyed.
    package func castSealed(
        _ id: Int64,
        _ choice: BallotChoice,
        by principal: Principal
    ) async throws -> BallotReceipt {
        let receipts = receipts
        let request = try await repeatable(choice, of: id)
        return try await IdempotentRequest.$current.withValue(request) {
            try await store.once(as: principal.accountID) { transaction in
                let vote = try self.closed(id, by: principal, in: transaction)
                guard let account = principal.accountID else { throw DomainError.forbidden }
                guard let voter = try transaction.ballots.voter(of: principal, in: vote.id) else {
                    throw DomainError.notOnRoll
                }
                guard !voter.isRecused else { throw DomainError.hasRecused }
                let earlier = try transaction.ballots.participation(of: voter.id)
                guard earlier == nil || earlier == .online else { throw DomainError.paperIsInTheBox }
                let receipt = BallotReceipt(vote: vote.id, text: receipts())
                try transaction.ballots.seal(
                    choice,
                    receipt: receipt.text,
                    for: voter.id,
                    of: vote.id,
                    by: account
                )
                return receipt
            }
        }
    }

    private func repeatable(_ choice: BallotChoice, of id: Int64) async throws -> IdempotentRequest? {
        guard let request = IdempotentRequest.current?.withoutContent else { return nil }
        return try await store.read { try $0.votes.print(of: choice, ofIssue: id) }.map { request.adding($0) }
    }

    /// Notes who put a ballot on paper into the box, so that nobody votes twice.
    package func notePaper(
        _ id: Int64,
        _ voters: [(voter: Int64, channel: BallotChannel)],
        sheets: [Int64],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let vote = try box(id, by: principal, in: transaction)
            guard let account = principal.accountID else { throw DomainError.forbidden }
            try keep(sheets, of: vote, by: principal, in: transaction)
            for (index, entry) in voters.enumerated() {
                let place = "voters/\(index)/voter_id"
                guard let voter = try transaction.ballots.voter(entry.voter, of: vote.id) else {
                    throw DomainError.invalid([
                        .body(place, "not_on_roll", "不在本次表决的名册中", "Is not on the roll of this vote")
                    ])
                }
                guard !voter.isRecused else { throw DomainError.hasRecused }
                if entry.channel == .proxy, voter.proxy == nil {
                    throw DomainError.invalid([
                        .body(place, "no_proxy", "没有书面委托", "Has given no written proxy")
                    ])
                }
                guard try transaction.ballots.participation(of: voter.id) == nil else {
                    throw DomainError.invalid([.body(place, "has_voted", "已投票", "Has voted already")])
                }
                try transaction.ballots.notePaper(voter.id, entry.channel, of: vote.id, by: account)
                // Whoever did not put anything into the box learns of it while there is time to say so.
                if let resident = voter.resident {
                    let words = Title("已登记您投了纸质票", "It was noted that you voted on paper")
                    try transaction.issues.tell(resident: resident, of: id, community: vote.community, words)
                }
            }
            return try transaction.one(.votes, id: vote.id, view: view)
        }
    }

    /// A closed vote whose box is not counted yet: what was put into it before the end is noted until then.
    func box(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> IssueVote {
        let vote = try vote(id, by: principal, in: transaction)
        guard vote.takesPaper else { throw DomainError.voteOver }
        guard vote.secrecy == .closed else { throw DomainError.voteIsOpen }
        return vote
    }

    func closed(_ id: Int64, by principal: Principal, in transaction: any Transaction) throws -> IssueVote {
        let vote = try vote(id, by: principal, in: transaction)
        guard vote.takesBallots(at: transaction.now) else { throw DomainError.voteOver }
        guard vote.secrecy == .closed else { throw DomainError.voteIsOpen }
        return vote
    }

    /// Breaks the seals of a closed vote at its end and mixes in what lay in the box.
    ///
    /// With so few ballots that the list would tell how each chose, what they say is destroyed unread, and nobody opens the
    /// box to count it either; that they were cast stays, since it says whether enough took part.
    func reveal(_ vote: IssueVote, _ paper: PaperCount?, in transaction: any Transaction) throws {
        let isClosed = vote.secrecy == .closed
        if isClosed, try transaction.ballots.turnout(of: vote.id) < vote.leastBallots {
            return try transaction.ballots.destroySeals(of: vote.id)
        }
        let counted = paper ?? PaperCount()
        let noted = isClosed ? try transaction.ballots.papers(in: vote.id) : 0
        guard counted.sum == noted else { throw DomainError.paperCount(counted.sum, noted: noted) }
        if isClosed { try transaction.ballots.publish(paper: counted, receipt: receipts, of: vote) }
    }
}

package import Domain

/// Ballots of an open vote, and what changes a row of its roll (投票).
extension VoteService {
    /// Takes ballots: the own one, or those on paper and by proxy that staff enter.
    package func cast(
        _ id: Int64,
        _ ballots: [BallotEntry],
        sheets: [Int64] = [],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let vote = try vote(id, by: principal, in: transaction)
            let isLate = !vote.takesBallots(at: transaction.now)
            // What was put on paper before the end is entered until the count, on its proof; nothing else is.
            let isPaperOnly = !ballots.isEmpty && ballots.allSatisfy { $0.voter != nil && $0.channel != .online }
            guard vote.takesPaper, !isLate || isPaperOnly && principal.holds(.writeDeliberation) else {
                throw DomainError.voteOver
            }
            guard vote.secrecy == .open else { throw DomainError.voteIsClosed }
            guard let account = principal.accountID else { throw DomainError.forbidden }
            if isLate || !sheets.isEmpty || ballots.contains(where: { $0.voter != nil && $0.channel == .paper }) {
                guard principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
                try keep(sheets, of: vote, by: principal, in: transaction)
            }
            var voters: Set<Int64> = []
            for (index, ballot) in ballots.enumerated() {
                let voter = try voter(of: ballot, at: index, in: vote, by: principal, in: transaction)
                guard voters.insert(voter.id).inserted else {
                    throw DomainError.invalid([
                        .body("ballots/\(index)/voter_id", "named_twice", "同一投票人只填一次", "Name each voter once")
                    ])
                }
                guard !voter.isRecused else { throw DomainError.hasRecused }
                // A sheet of paper that somebody enters never takes the place of what the voter said.
                if ballot.voter != nil, voter.channel == .online { throw DomainError.hasVoted }
                // Nobody changes their mind after the end.
                if isLate, voter.channel != nil { throw DomainError.hasVoted }
                if ballot.channel == .proxy, voter.proxy == nil {
                    throw DomainError.invalid([
                        .body("ballots/\(index)/voter_id", "no_proxy", "没有书面委托", "Has given no written proxy")
                    ])
                }
                try transaction.ballots.cast(ballot.choice, ballot.channel, for: voter.id, by: account)
            }
            return try transaction.one(.votes, id: vote.id, view: Self.wide(view, vote))
        }
    }

    private func voter(
        of ballot: BallotEntry,
        at index: Int,
        in vote: IssueVote,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> Voter {
        guard let id = ballot.voter else {
            guard let own = try transaction.ballots.voter(of: principal, in: vote.id) else {
                throw DomainError.notOnRoll
            }
            return own
        }
        // In the place of somebody else only those who run the vote enter a ballot, and only from paper or by proxy.
        guard principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
        guard let voter = try transaction.ballots.voter(id, of: vote.id) else {
            throw DomainError.invalid([
                .body("ballots/\(index)/voter_id", "not_on_roll", "不在本次表决的名册中", "Is not on the roll of this vote")
            ])
        }
        return voter
    }

    private static func wide(_ view: View, _ vote: IssueVote) -> View {
        var wide = view
        wide.scope = .community(vote.community)
        return wide
    }

    func change(
        _ id: Int64,
        voter: Int64,
        by principal: Principal,
        view: View,
        _ act: @escaping @Sendable (Voter, IssueVote, any Transaction) throws -> Void
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let vote = try vote(id, by: principal, in: transaction)
            guard vote.takesBallots(at: transaction.now) else { throw DomainError.voteOver }
            guard let known = try transaction.ballots.voter(voter, of: vote.id) else {
                throw DomainError.invalid([
                    .body("voter_id", "not_on_roll", "不在本次表决的名册中", "Is not on the roll of this vote")
                ])
            }
            try act(known, vote, transaction)
            return try transaction.one(.voters, id: voter, view: view)
        }
    }
}

import Domain

/// How far a vote has come, as everybody reads it (表决进度): by its end, and not by when somebody looked at it.
extension SQLVoteReading {
    /// `IssueVote.standing(at:)` in SQL, of the vote that is called so.
    static func standing(_ vote: String) -> String {
        """
        iif(\(vote).status = 'open' AND \(vote).closes_at <= moment(), '\(VoteStatus.counting.rawValue)', \(vote).status)
        """
    }

    /// When it ended, which is when it was announced to end; nothing where it runs, was called off or ended before.
    static func end(_ vote: String) -> String {
        """
        CASE WHEN \(vote).status <> 'cancelled' AND \(vote).held_elsewhere = 0
            AND \(vote).closes_at <= coalesce(\(vote).closed_at, moment()) THEN \(vote).closes_at END
        """
    }
}

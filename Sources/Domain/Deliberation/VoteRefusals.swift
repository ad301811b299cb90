extension DomainError {
    /// Owners are told weeks before, others days.
    package static func noticeTooShort(_ noticed: CivilDate, days: Int64) -> DomainError {
        let first = noticed.advanced(byDays: Int(days))
        return DomainError(
            .conflict,
            "notice_too_short",
            "须提前 \(days) 天通知：\(noticed) 通知的，最早 \(first) 开始表决",
            "Notice is given \(days) days before: given on \(noticed), the vote opens on \(first) at the earliest",
            details: [("days", .integer(days)), ("earliest", .text(first.description))]
        )
    }

    /// A ballot after the end, or before there is a vote.
    package static let voteOver = DomainError(
        .conflict,
        "vote_over",
        "表决已截止，不能再投票或改票",
        "The vote is over; ballots are neither taken nor changed any more"
    )

    /// Whoever has an interest of their own does not vote.
    package static let hasRecused = DomainError(
        .conflict,
        "recused",
        "已回避，不能投票",
        "Has recused themselves and does not vote"
    )

    /// What somebody cast stands, until they change it themselves.
    package static let hasVoted = DomainError(
        .conflict,
        "has_voted",
        "本人已投票，只能由本人在截止前改票",
        "Has voted already; until the end only they change their ballot"
    )

    /// Nobody votes who is not on the roll that stood when the vote opened.
    package static let notOnRoll = DomainError(
        .forbidden,
        "not_on_roll",
        "您不在本次表决的名册中（名册在表决开始时确定）",
        "You are not on the roll of this vote, which stood when it opened"
    )

    /// A result that misses its rule is not recorded as adopted.
    package static func missesRule(_ rule: DecisionRule, _ verdict: Verdict) -> DomainError {
        DomainError(
            .conflict,
            "misses_rule",
            "不符合“\(rule.title.chinese)”：\(verdict.words.chinese)",
            "It misses “\(rule.title.english)”: \(verdict.words.english)",
            details: [
                ("rule", .text(rule.rawValue)),
                (
                    "missing",
                    .texts(
                        verdict.missing.map {
                            "\($0.stage == .participation ? "cast" : "for")_\($0.measure.rawValue)_\($0.lacks)"
                        }
                    )
                ),
            ]
        )
    }
}

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

    /// What nobody proves to be from before the end is from after it.
    package static let latePaper = DomainError(
        .conflict,
        "vote_over",
        "表决已截止；截止前的纸质票、委托票须附票样或签领单（uploads），计票前可补录",
        "The vote is over; until it is counted, ballots put on paper before the end are entered with their sheet (uploads)"
    )

    /// What was voted until the end is counted, and not called off because of what it came to.
    package static let voteStands = DomainError(
        .conflict,
        "vote_over",
        "表决已截止，选票有效，不能撤销，请计票",
        "The vote is over and its ballots stand; it is counted and not called off any more"
    )

    /// Whoever is asked anew is told anew.
    package static func noticeBeforeCallOff(_ noticed: CivilDate, calledOff: CivilDate) -> DomainError {
        DomainError(
            .conflict,
            "notice_before_call_off",
            "上次表决已于 \(calledOff) 撤销，\(noticed) 的通知属于那次表决；须重新通知",
            "The vote before was called off on \(calledOff); the notice of \(noticed) was for that one, so give notice anew",
            details: [("called_off_on", .text(calledOff.description))]
        )
    }

    /// An evening that was never held puts nothing to the vote.
    package static func sessionPast(_ held: CivilDate, days: Int64) -> DomainError {
        DomainError(
            .conflict,
            "session_past",
            "所在议事会定于 \(held)，已过 \(days) 天仍未结束；请先补录或取消该议事会",
            "The session that it is on was for \(held), more than \(days) days ago, and never ended; record or cancel it first",
            details: [("session_on", .text(held.description)), ("days", .integer(days))]
        )
    }

    /// What somebody noted they say is a slip themselves.
    package static let notYourNote = DomainError(
        .forbidden,
        "not_your_note",
        "该纸质票登记须先由登记人提出有误",
        "Whoever noted the ballot on paper says first that it was a slip"
    )

    /// Nobody takes back alone what keeps somebody from voting twice.
    package static let secondPerson = DomainError(
        .forbidden,
        "two_persons",
        "登记人已提出有误，须由另一人核实后撤回",
        "Whoever noted it has said so; somebody else looks at it and takes it back"
    )

    /// Of whom no ballot on paper is noted.
    package static let noPaperNote = DomainError(
        .conflict,
        "no_paper_note",
        "此人没有纸质票登记",
        "No ballot on paper is noted of them"
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

    /// One letter explains nothing.
    package static func reasonTooShort(_ field: String, least: Int64) -> DomainError {
        DomainError.invalid([
            .body(
                field,
                "too_short",
                "原因至少写 \(least) 个字（deviation_reason_length）",
                "Give a reason of \(least) characters at least (deviation_reason_length)"
            )
        ])
    }

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
                            "\($0.stage == .approval ? "for" : "cast")_\($0.measure.rawValue)_\($0.lacks)"
                        }
                    )
                ),
            ]
        )
    }
}

extension FieldError {
    /// Whoever is entitled stands in the register; a number of its own needs a reason.
    package static func differs(_ field: String, _ given: Int64, register: Int64, percent: Int64) -> FieldError {
        .body(
            field,
            "differs_from_register",
            "所填应投 \(given)，登记簿现为 \(register)，相差超过 \(percent)%；确有原因的请填写 deviation_reason",
            "\(given) are entitled by this, \(register) by the register; that is more than \(percent) % apart, so give "
                + "deviation_reason where it is right"
        )
    }
}

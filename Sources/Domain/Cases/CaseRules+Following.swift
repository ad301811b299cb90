extension CaseRules {
    /// Somebody else looks at the case from now on, or has the same matter.
    package func followed(
        _ case: FollowableCase,
        resident: Int64,
        asOwn: Bool,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        let file = `case`.file
        guard !`case`.isClosedToOthers else {
            throw DomainError(
                .conflict,
                "not_public",
                "不公开或匿名的诉求不能关注",
                "A private or anonymous case can not be followed"
            )
        }
        try requireOpen(file, "followers", party)
        guard file.reporter != resident else {
            throw DomainError(.conflict, "own_case", "本人的诉求不必关注", "It is the person's own case")
        }
        if let followed = `case`.followed, followed || !asOwn {
            throw DomainError(.conflict, "follows_already", "已经关注", "The person follows it already")
        }
        return aside(file, "follow", by: party.account, at: now)
    }

    /// The answer to the question whether it is solved: by the reporter, or by staff who asked; never by who handled it.
    package func answered(
        _ question: FollowUp?,
        _ reply: FollowUpReply,
        _ file: CaseFile,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        guard file.status == .closed else {
            throw DomainError.illegalMove(
                "follow-up",
                of: Title("诉求", "case"),
                from: file.status,
                allowed: moves(of: file, for: party).map(\.rawValue)
            )
        }
        let isReporter = party.actors.contains(.reporter)
        if !isReporter { try require([.intake, .gridStaff], party) }
        guard isReporter || !party.actors.contains(.handler) else {
            throw DomainError(.forbidden, "two_persons", "处理人不能登记自己的回访", "Whoever handled it does not ask how it went")
        }
        guard let question else {
            let days = terms.settings[.followUpAfterDays]
            throw DomainError(
                .conflict,
                "not_asked_yet",
                "结案 \(days) 天后回访",
                "The question is asked \(days) days after the end",
                details: [("after_days", .integer(days))]
            )
        }
        guard question.answer == nil else {
            throw DomainError(.conflict, "already_answered", "已经回访", "The question was answered already")
        }
        guard isReporter || reply.channel != nil else {
            throw DomainError.invalid([.body("channel", "required", "请写明回访方式", "Say how the word arrived")])
        }
        guard !isReporter || reply.answer != .notReachable else {
            throw DomainError.invalid([
                .body("solved", "not_allowed", "由回访的工作人员填写", "Is said by staff who tried to reach somebody")
            ])
        }
        var turn = aside(file, "answer_follow_up", by: party.account, at: now)
        turn.note = reply.remark ?? reply.answer.title.text(in: .chinese)
        turn.channel = isReporter ? nil : reply.channel
        if reply.answer.leavesWork {
            turn.notices = [CaseNotice(.answerable, .notSolved)]
            if !reply.asksAgain { turn.notices.append(CaseNotice(.reporter, .secondOffered)) }
        }
        return turn
    }

    /// Whether a second handling, which an answer or a rating "not solved" offers, can still be asked for.
    package func checkOffer(
        _ question: FollowUp?,
        _ file: CaseFile,
        isRatedUnsolved: Bool,
        at now: Instant
    ) throws(DomainError) {
        let days = terms.settings[.ratingWindowDays]
        let answered = question.flatMap { $0.answer?.leavesWork == true ? $0.answeredAt : nil }
        // A rating offers it as long as the case could be rated.
        let offers = [answered, isRatedUnsolved && file.status == .closed ? file.answeredAt : nil].compactMap { $0 }
        guard let last = offers.max() else {
            throw DomainError(
                .conflict,
                "no_offer",
                "评价为未解决，或回访答复“未解决”“部分解决”后，可要求二次办理",
                "A second handling is offered after a rating or an answer that it is not solved"
            )
        }
        guard now <= last.advanced(bySeconds: days * 86_400) else {
            throw DomainError(
                .conflict,
                "offer_is_over",
                "结案答复或回访答复后 \(days) 天内可要求二次办理",
                "It can be asked for within \(days) days of the end, or of the answer that it is not solved",
                details: [("within_days", .integer(days))]
            )
        }
    }
}

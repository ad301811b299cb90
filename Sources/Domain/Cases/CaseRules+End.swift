extension CaseRules {
    /// Closed after the check.
    func close(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        if let answer = act.answer { turn.file.answer = answer }
        turn.records.append(.checked(failed: false))
        try finish(act, reason: act.closingReason ?? .fixed, &turn)
    }

    /// A reporter who looks in the end says only that it is done; the words are those of whoever did it.
    func checkConfirming(_ act: CaseAct, _ party: CaseParty) throws(DomainError) {
        guard party.actors.contains(.reporter) else { return }
        let given = [
            ("answer", act.answer != nil || act.template != nil), ("closing_reason", act.closingReason != nil),
            ("told", act.told != nil), ("mediation", act.mediation != nil), ("remark", act.remark != nil),
        ]
        let faults = given.filter(\.1).map { name, _ in
            FieldError.body(name, "not_allowed", "由社区工作人员填写", "Is the community staff's to say")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// Why a case of a kind usually ends with an answer: what was asked for was done, what was demanded was explained.
    static func usualReason(_ kind: CaseKind) -> ClosingReason {
        switch kind {
        case .consultation, .help, .errand, .patrol, .praise: .doneOnTheSpot
        case .complaint, .report, .suggestion: .explained
        }
    }

    func finish(_ act: CaseAct, reason: ClosingReason, _ turn: inout CaseTurn) throws(DomainError) {
        switch terms.path {
        case .petition where turn.before.externalNumber == nil:
            throw DomainError(
                .conflict,
                "petition_not_closed",
                "信访事项须先上报街道，收到反馈后再答复结案",
                "A petition is passed to the subdistrict first, and closed with what came back"
            )
        case .dispute:
            guard let mediation = act.mediation else {
                // Whoever worked on it wrote the record with its report.
                if turn.before.closingReason != nil { break }
                throw DomainError.invalid([
                    .body("mediation", "required", "矛盾纠纷结案须填写调解记录", "A dispute is closed with its mediation record")
                ])
            }
            record(mediation, &turn)
        case .ordinary, .petition:
            try checkReason(reason)
            turn.file.closingReason = reason
        }
        guard turn.file.answer != nil else {
            throw DomainError.invalid([
                .body("answer", "required", "结案须有给居民的答复", "A case is closed with an answer to the resident")
            ])
        }
        end(&turn, told: act.told)
    }

    /// What a mediation came to is why its case is closed, now or once it was looked at.
    func record(_ mediation: Mediation, _ turn: inout CaseTurn) {
        turn.records.append(.mediated(mediation))
        turn.file.closingReason = mediation.agreement == .none ? .mediationFailed : .mediated
    }

    /// Reasons that say what was done besides are given by the move that does it.
    private func checkReason(_ reason: ClosingReason) throws(DomainError) {
        guard reason == .duplicate || reason == .mediated || reason == .mediationFailed else { return }
        throw DomainError.invalid([
            .body(
                "closing_reason",
                "not_allowed",
                reason == .duplicate ? "重复的诉求请用 merge 并案" : "调解结果随调解记录登记",
                reason == .duplicate
                    ? "A duplicate is closed by merge" : "What a mediation came to is said with its record"
            )
        ])
    }

    /// Nothing more is owed but the word to the household.
    func end(_ turn: inout CaseTurn, told: CaseTold?) {
        finishStep(&turn)
        turn.file.closedAt = turn.at
        turn.file.resume = nil
        // Where nobody asked there is nobody to tell.
        turn.file.told = told ?? turn.before.told ?? (turn.before.hasSomebodyToTell ? nil : .nobody)
        guard turn.before.reporter != nil, turn.file.status == .closed, turn.file.duplicateOf == nil else {
            turn.file.lookAt = nil
            return
        }
        turn.file.lookAt = questions(after: turn.at).first?.at
    }

    func merge(_ act: CaseAct, _ turn: inout CaseTurn, by party: CaseParty) throws(DomainError) {
        guard let target = act.target, target.id != turn.before.id, target.community == turn.before.community else {
            throw DomainError.invalid([
                .body("case_id", "not_mergeable", "须为本社区的另一件诉求", "Is to be another case of the community")
            ])
        }
        guard terms.path != .petition else {
            throw DomainError(
                .conflict,
                "petition_not_closed",
                "信访事项不能并案结案",
                "A petition is not closed by merging it into another case"
            )
        }
        guard !target.status.isVain else {
            throw DomainError.invalid([
                .body(
                    "case_id",
                    "not_mergeable",
                    "该诉求“\(target.status.title.chinese)”，没有人办理它，不能并入",
                    "That case is “\(target.status.title.english)”: nobody handles it, so that nothing is merged into it"
                )
            ])
        }
        // To call it the same as another one is no way around the look that somebody else is to take.
        let isUnchecked = turn.before.status == .checking && !party.actors.contains(.checker)
        let isOwnWork = terms.policy(turn.before) == .independent && party.actors.contains(.handler)
        guard !isUnchecked, !isOwnWork else {
            throw DomainError(
                .forbidden,
                "two_persons",
                "须由他人核查的诉求，办理人不能自行并案",
                "What somebody else is to look at is not merged away by whoever handled it"
            )
        }
        guard target.difference.isEmpty || act.remark != nil else {
            let parts = target.difference.title
            throw DomainError.invalid([
                .body(
                    "remark",
                    "merge_differs",
                    "两件诉求的\(parts.chinese)不同，并案须写明为何是同一事项",
                    "The two cases differ in \(parts.english): say why they are one matter"
                )
            ])
        }
        turn.file.duplicateOf = target.id
        turn.file.closingReason = .duplicate
        turn.records.append(.merged(into: target.id))
        end(&turn, told: nil)
    }

    func rate(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        let days = terms.settings[.ratingWindowDays]
        guard let closed = turn.before.closedAt, turn.at <= closed.advanced(bySeconds: days * 86_400) else {
            throw DomainError(
                .conflict,
                "rating_is_over",
                "结案后 \(days) 天内可以评价",
                "A case can be rated within \(days) days of its end",
                details: [("within_days", .integer(days))]
            )
        }
        try checkAnswered(turn.before)
        guard let rating = act.rating else { return }
        guard !rating.asksAgain || !rating.isSolved else {
            throw DomainError.invalid([
                .body(
                    "second_handling",
                    "not_allowed",
                    "评价为已解决的，不能要求二次办理",
                    "What is solved is not handled a second time"
                )
            ])
        }
        turn.file.lookAt = nil
        turn.remark = nil
        turn.visibility = .staff
        turn.note = rating.words
        turn.records.append(.rated(rating))
        if !rating.isSolved { turn.notices.append(CaseNotice(.answerable, .notSolved)) }
    }
}

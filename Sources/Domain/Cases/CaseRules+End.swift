extension CaseRules {
    /// Answered on the spot, or closed after the check.
    func close(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        if let answer = act.answer { turn.file.answer = answer }
        if act.move == .answer {
            if terms.policy(turn.before) == .independent, !isMatterOfWords(turn.before) {
                throw DomainError(
                    .conflict,
                    "needs_check",
                    "此类诉求须由处理人以外的人核查后结案，请用 report-done",
                    "Such a case is closed after somebody else than the handler has looked; use report-done"
                )
            }
            return try finish(act, reason: act.closingReason ?? Self.usualReason(turn.before.kind), &turn)
        }
        turn.records.append(.checked(failed: false))
        try finish(act, reason: act.closingReason ?? .fixed, &turn)
    }

    /// Whether nothing was to be done but to answer: there is nothing that somebody else could look at.
    private func isMatterOfWords(_ file: CaseFile) -> Bool {
        let isUntouched = file.status == .received || file.status == .filed
        return isUntouched && file.secondOf == nil && !file.isSupervised
            && (file.kind == .consultation || file.kind == .suggestion || file.kind == .praise)
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
    private static func usualReason(_ kind: CaseKind) -> ClosingReason {
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
                throw DomainError.invalid([
                    .body("mediation", "required", "矛盾纠纷结案须填写调解记录", "A dispute is closed with its mediation record")
                ])
            }
            turn.records.append(.mediated(mediation))
            turn.file.closingReason = mediation.agreement == .none ? .mediationFailed : .mediated
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

    /// That somebody was told, or that nobody could be; said twice in the same way it would tell nothing.
    func tell(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        try checkAnswered(turn.before)
        let told = act.told ?? (turn.before.hasSomebodyToTell ? .household : .nobody)
        // Whoever was told has been told; another word for it would say less.
        if let before = turn.before.told, before.weight >= told.weight {
            throw DomainError(
                .conflict,
                "told_already",
                "已登记为“\(before.title.chinese)”，不能改为“\(told.title.chinese)”",
                "It says “\(before.title.english)” already; that is not changed to “\(told.title.english)”"
            )
        }
        turn.file.told = told
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

    /// A problem leaves the ledger when the household was told, not by saying that there is none, with whichever move.
    func checkTold(_ told: CaseTold?, _ file: CaseFile) throws(DomainError) {
        guard told == .nobody, file.hasSomebodyToTell else { return }
        throw DomainError.invalid([
            .body(
                "told",
                "has_reporter",
                "该诉求有诉求人或住户，不能登记为无人可告知；联系不上请用 not_reachable",
                "Somebody reported it or a household waits; where they can not be reached, say not_reachable"
            )
        ])
    }

    /// What went into another case has its answer from there.
    private func checkAnswered(_ file: CaseFile) throws(DomainError) {
        guard file.duplicateOf != nil, file.answer == nil else { return }
        throw DomainError(
            .conflict,
            "not_answered_yet",
            "所并入的诉求尚未答复，答复后再告知或评价",
            "The case that it went into is not answered yet; tell or rate it then"
        )
    }

    /// Nobody is out of reach who was not tried often enough.
    func checkTries(_ act: CaseAct) throws(DomainError) {
        let least = terms.settings[.contactTries]
        guard act.told == .notReachable || act.closingReason == .notReachable, (act.tries ?? 0) < least else { return }
        throw DomainError.invalid([
            .body(
                "tries",
                "too_few_tries",
                "登记联系不上须写明联系次数，至少 \(least) 次",
                "Say how often somebody was tried: not reachable means at least \(least) time(s)"
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

    /// Takes back the last move: the case stands as before, and both rows stay.
    package func undone(
        _ file: CaseFile,
        to earlier: CaseFile,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try admit(.undo, file, party)
        let minutes = terms.settings[.undoWithinMinutes]
        let isUndoable = CaseMove.allCases.first { $0.code == file.lastMove?.move }?.isUndoable ?? false
        guard let last = file.lastMove, isUndoable, now <= last.at.advanced(bySeconds: minutes * 60) else {
            throw DomainError(
                .conflict,
                "undo_is_over",
                "只能在 \(minutes) 分钟内撤销自己的上一步，且其后无人办理；并案、评价、告知不能撤销",
                "The own last move can be undone within \(minutes) minutes, if nobody moved since; merging, rating and telling can not",
                details: [("within_minutes", .integer(minutes))]
            )
        }
        var turn = CaseTurn(file, move: CaseMove.undo.code, at: now, actor: party.account)
        turn.file = earlier
        turn.file.version = file.version
        turn.file.lastMove = CaseFile.LastMove(actor: party.account, at: now, move: CaseMove.undo.code)
        // Whoever read that it has moved on reads that it has not.
        if file.status.shown == earlier.status.shown { turn.visibility = .staff }
        announce(&turn)
        return turn
    }

    /// Who hears of a move beside those whom its rule names.
    func announce(_ turn: inout CaseTurn) {
        guard turn.visibility == .everyone else { return }
        if turn.before.status == .received || turn.before.status == .verifying, !turn.file.status.isFinal,
            turn.file.status != .verifying
        {
            turn.notices.append(CaseNotice(.area, .areaFiled))
        } else if turn.file.status == .closed, turn.before.status != .closed {
            turn.notices.append(CaseNotice(.area, .areaEnded))
        }
        if turn.file.status.isFinal, turn.file.status != turn.before.status {
            turn.notices.append(CaseNotice(.followers, .ended, words: standing(turn.file)))
        } else if turn.file.status.shown != turn.before.status.shown {
            turn.notices.append(CaseNotice(.followers, .movedOn, words: standing(turn.file)))
        }
    }

    /// How it stands now, in the word that residents read.
    private func standing(_ file: CaseFile) -> String { "（\(file.status.shown.chinese)）" }
}

extension CaseMove {
    /// Others have acted on what these did, so they stand.
    var isUndoable: Bool {
        switch self {
        case .merge, .rate, .tell, .undo: false
        case .accept, .verifyFirst, .decline, .answer, .dispatch, .reassign, .start, .return, .rule, .referUp,
            .referBack,
            .extend, .reportDone, .sendBack, .close, .shelve, .wake, .withdraw, .void, .reopen, .supervise:
            true
        }
    }
}

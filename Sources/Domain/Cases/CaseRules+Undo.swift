/// What is taken back, and who hears of what was done (撤销与通知).
extension CaseRules {
    /// Takes back the last move: the case stands as before, and both rows stay.
    ///
    /// `target` is the case that a duplicate went into, at the end of its chain.
    package func undone(
        _ file: CaseFile,
        to earlier: CaseFile,
        _ act: CaseAct = CaseAct(.undo),
        target: MergeTarget? = nil,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        if !isOwnAndRecent(file, party, now), file.lastMove?.move == CaseMove.merge.code,
            party.actors.contains(.intake)
        {
            try checkSeparation(file, act, target, at: now)
        } else {
            try admit(.undo, file, party)
            let minutes = terms.settings[.undoWithinMinutes]
            let isUndoable = file.lastMove.map(isUndoable) ?? false
            // What a household read it has read; what somebody entered of it can be a slip.
            let isEntered =
                file.lastMove?.move != CaseMove.tell.code || !party.actors.isDisjoint(with: CaseMove.tellers)
            guard isUndoable, isEntered, isOwnAndRecent(file, party, now) else {
                throw DomainError(
                    .conflict,
                    "undo_is_over",
                    "只能在 \(minutes) 分钟内撤销自己的上一步，且其后无人办理；评价和住户本人的阅知不能撤销",
                    "The own last move can be undone within \(minutes) minutes, if nobody moved since; a rating, and that a household read "
                        + "its answer, can not",
                    details: [("within_minutes", .integer(minutes))]
                )
            }
        }
        var turn = CaseTurn(file, move: CaseMove.undo.code, at: now, actor: party.account)
        turn.note = act.remark
        turn.file = earlier
        turn.file.version = file.version
        turn.file.lastMove = CaseFile.LastMove(actor: party.account, at: now, move: CaseMove.undo.code)
        // Whoever has it again hears of it as of any other that is given to them.
        if file.lastMove?.move == CaseMove.reassign.code { turn.notices.append(CaseNotice(.handler, .assigned)) }
        // Whoever read that it has moved on reads that it has not.
        if file.status.shown == earlier.status.shown { turn.visibility = .staff }
        announce(&turn)
        return turn
    }

    /// What somebody found since at the parties of a mediation stands on the end that it was found of.
    package func checkNotFollowedUp(_ isFollowedUp: Bool) throws(DomainError) {
        guard isFollowedUp else { return }
        throw DomainError(
            .conflict,
            "followed_up_since",
            "其后已登记调解回访，不能再撤销；仍需办理的请用 reopen",
            "The mediation was followed up since, so that the end stands; what is left to do is opened again with reopen"
        )
    }

    /// Whether the last move is there to be taken back: by whoever made it while that is possible, and a merger by the desk.
    func offersUndo(_ file: CaseFile, _ party: CaseParty) -> Bool {
        guard let last = file.lastMove else { return false }
        if last.move == CaseMove.merge.code, terms.isSeparable, party.actors.contains(.intake) { return true }
        guard !terms.isUndoOver, party.actors.contains(.lastActor), isUndoable(last) else { return false }
        return last.move != CaseMove.tell.code || !party.actors.isDisjoint(with: CaseMove.tellers)
    }

    private func isUndoable(_ last: CaseFile.LastMove) -> Bool {
        CaseMove.allCases.first { $0.code == last.move }?.isUndoable ?? false
    }

    /// The same case with what its last move and what it went into say of taking that back.
    package func notingUndo(_ file: CaseFile, target: MergeTarget?, isWorkedOn: Bool, at now: Instant) -> CaseRules {
        guard let last = file.lastMove else { return self }
        var terms = terms
        let end = last.at.advanced(bySeconds: terms.settings[.undoWithinMinutes] * 60)
        terms.isUndoOver = end < now || isWorkedOn
        if last.move == CaseMove.merge.code, file.duplicateOf != nil {
            terms.isSeparable = (try? checkStillApart(file, target, at: now)) != nil
        }
        return CaseRules(terms)
    }

    /// What brought a case into somebody's hands stands once others build on it: they called people, work on it beside, or took over
    /// from who did.
    package func checkNobodyJoined(_ isWorkedOn: Bool) throws(DomainError) {
        guard isWorkedOn else { return }
        throw DomainError(
            .conflict,
            "worked_on_since",
            "其后已有吹哨、协办或移交，不能再撤销；协办可先结束，改由他人办理的请用 reassign",
            "Since then a whistle was blown, somebody joined or a part was handed over, so that the move stands; let the co-handlers go "
                + "first, or reassign it"
        )
    }

    private func isOwnAndRecent(_ file: CaseFile, _ party: CaseParty, _ now: Instant) -> Bool {
        guard let last = file.lastMove, party.actors.contains(.lastActor) else { return false }
        return now <= last.at.advanced(bySeconds: terms.settings[.undoWithinMinutes] * 60)
    }

    /// A merger that was a mistake is taken back later, too, by any of the desk, as long as nobody was answered by it and the
    /// month in which it counts is not over.
    private func checkSeparation(
        _ file: CaseFile,
        _ act: CaseAct,
        _ target: MergeTarget?,
        at now: Instant
    ) throws(DomainError) {
        try checkStillApart(file, target, at: now)
        guard act.remark != nil else {
            throw DomainError.invalid([
                .body("remark", "required", "撤销他人的并案或逾时撤销须写明原因", "To take back a merger of others, or late, say why")
            ])
        }
    }

    private func checkStillApart(_ file: CaseFile, _ target: MergeTarget?, at now: Instant) throws(DomainError) {
        guard target?.status != .closed, target?.status != .declined else {
            throw DomainError(
                .conflict,
                "answered_already",
                "所并入的诉求已经答复，不能再撤销并案；仍需办理的请用 reopen",
                "The case that it went into is answered, so that the merger stands; what is left to do is opened again with reopen"
            )
        }
        let time = terms.calendar.time
        let (then, today) = (time.date(of: file.closedAt ?? now), time.date(of: now))
        guard (then.year, then.month) == (today.year, today.month) else {
            throw DomainError(
                .conflict,
                "month_is_over",
                "并案已计入 \(then.year) 年 \(then.month) 月的数字，跨月后请用 reopen 重新办理",
                "The merger counts in a month that is over and stays there; open the case again with reopen"
            )
        }
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
    private func standing(_ file: CaseFile) -> Title {
        Title("（\(file.status.shown.chinese)）", "(\(file.status.shown.english))")
    }
}

extension CaseMove {
    /// Others have acted on what these did, so they stand.
    var isUndoable: Bool {
        switch self {
        case .rate, .undo: false
        case .accept, .verifyFirst, .decline, .answer, .dispatch, .reassign, .start, .return, .rule, .referUp,
            .referBack,
            .extend, .reportDone, .sendBack, .close, .shelve, .wake, .withdraw, .void, .merge, .reopen, .supervise,
            .tell:
            true
        }
    }

    /// Who enters that a household was told, and takes it back where it was a mistake.
    static let tellers: CaseActors = [.intake, .gridStaff]
}

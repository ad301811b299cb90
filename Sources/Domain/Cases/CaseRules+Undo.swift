/// What is taken back, and who hears of what was done (撤销与通知).
extension CaseRules {
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

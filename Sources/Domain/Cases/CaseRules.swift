/// The moves of a case (诉求办理规则): what each makes of the case, or why it may not be made.
///
/// A pure function of the case, the move, who makes it and when, so that every rule is tested without a server.
package struct CaseRules: Sendable {
    package let terms: CaseTerms

    package init(_ terms: CaseTerms) { self.terms = terms }

    /// The case as it begins: the limit for accepting it runs from its first second.
    package func begun(_ file: CaseFile) -> CaseFile {
        var file = file
        file.step = terms.step(.accept, file, at: file.createdAt)
        return watched(file)
    }

    /// Whom a case that has just come in is announced to: its reporter, and whoever answers for it or is thanked by it.
    package func greetings(_ file: CaseFile) -> [CaseNotice] {
        [CaseNotice(.followers, .received), CaseNotice(.answerable, file.kind == .praise ? .praised : .arrived)]
    }

    /// Makes one move.
    ///
    /// - Throws: `illegal_move` where it does not begin, `not_yours` for whoever may not make it, or the rule that it breaks.
    package func turn(
        _ act: CaseAct,
        _ file: CaseFile,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try admit(act.move, file, party)
        var faults = CaseFaults()
        try faults.collect { () throws(DomainError) in try checkOthers(act, file, by: party) }
        try faults.collect { () throws(DomainError) in try checkTold(act.told, file) }
        try faults.collect { () throws(DomainError) in try checkTries(act) }
        var turn = CaseTurn(file, move: act.move.code, at: now, actor: party.account)
        turn.remark = act.answer
        turn.note = [act.remark, act.tries.map { "（联系 \($0) 次）" }].compactMap { $0 }.joined()
        if turn.note?.isEmpty == true { turn.note = nil }
        turn.channel = act.channel
        if let partner = CaseNeeds(move: act.move, handler: file.handler, actors: party.actors).partner {
            if act.channel == nil {
                faults.add(.body("channel", "required", "代录须写明来源", "Say how the word of the unit arrived"))
            }
            turn.onBehalfOf = partner
        }
        if case .to(let status) = act.move.rule.outcome { turn.file.status = status }
        try faults.collect { () throws(DomainError) in try carry(act, &turn, by: party) }
        try faults.end()
        turn.file.lastMove = CaseFile.LastMove(actor: party.account, at: now, move: act.move.code)
        turn.file = watched(turn.file)
        announce(&turn)
        return turn
    }

    /// What the move itself makes of the case.
    private func carry(_ act: CaseAct, _ turn: inout CaseTurn, by party: CaseParty) throws(DomainError) {
        switch act.move {
        case .accept, .verifyFirst, .decline: try takeIn(act, &turn)
        case .dispatch, .reassign, .rule, .start: try handOut(act, &turn, party)
        case .return: try giveBack(act, &turn)
        case .referUp, .referBack, .shelve, .wake: try pause(act, &turn)
        case .extend: try askForTime(act, &turn)
        case .reportDone: try reportDone(act, &turn)
        case .sendBack: sendBack(act, &turn)
        case .answer: try answer(act, &turn, party)
        case .close:
            try checkConfirming(act, party)
            try checkAgreed(act, turn.before, party, at: turn.at)
            try close(act, &turn)
        case .withdraw:
            forgetUnchecked(&turn)
            end(&turn, told: .nobody)
        case .void:
            forgetUnchecked(&turn)
            try void(act, &turn)
        case .merge: try merge(act, &turn, by: party)
        case .tell: try tell(act, &turn)
        case .rate: try rate(act, &turn)
        case .reopen: try handOut(act, &turn, party)
        case .supervise: try supervise(act, &turn)
        case .undo: break
        }
    }

    /// Whether a move is possible now, and made by whom it is for.
    package func admit(_ move: CaseMove, _ file: CaseFile, _ party: CaseParty) throws(DomainError) {
        let rule = move.rule
        guard rule.from.contains(file.status) else {
            throw DomainError.illegalMove(
                move.rawValue,
                of: Title("诉求", "case"),
                from: file.status,
                allowed: moves(of: file, for: party).map(\.rawValue)
            )
        }
        guard !party.actors.isDisjoint(with: rule.actors) else {
            let wanted = rule.actors.map(\.title)
            throw DomainError(
                .forbidden,
                "not_yours",
                "此操作须由下列人员办理：\(wanted.map(\.chinese).joined(separator: "、"))",
                "This is for: \(wanted.map(\.english).joined(separator: ", "))"
            )
        }
    }

    /// What somebody can do with a case as it stands.
    package func moves(of file: CaseFile, for party: CaseParty) -> [CaseMove] {
        file.status.moves.filter { move in
            if move == .undo { return offersUndo(file, party) }
            return !party.actors.isDisjoint(with: move.rule.actors) && (move != .tell || hasSomebodyUntold(file))
                && !(file.isRuled && move.givesAway) && isOnItsWay(move, file) && isTheirs(move, file, party)
                && !(file.waitsForAnother && (move == .tell || move == .rate))
        }
    }

    /// Whether cases of its path know a move: a petition is not declined or merged here, nor answered before the sub-district had it.
    private func isOnItsWay(_ move: CaseMove, _ file: CaseFile) -> Bool {
        guard terms.path == .petition else { return true }
        return switch move {
        case .decline, .merge: false
        case .answer, .reportDone, .close: file.externalNumber != nil
        default: true
        }
    }

    /// Whether whoever did the work, or helps with it, may end it by this move; and nobody rates twice, or asks for more time anew.
    private func isTheirs(_ move: CaseMove, _ file: CaseFile, _ party: CaseParty) -> Bool {
        switch move {
        case .answer: !helps(party) && !(isWorkedOn(file) && terms.policy(file) == .independent)
        case .merge: !isMergedByDoer(file, party)
        case .rate: !terms.isRated
        case .extend: !terms.isExtensionOver
        default: true
        }
    }

    private func helps(_ party: CaseParty) -> Bool {
        !party.actors.contains(.handler) && party.account.map { terms.helpers.contains($0) } ?? false
    }

    /// Whether somebody works on it, so that an answer is reported and not given on the spot.
    func isWorkedOn(_ file: CaseFile) -> Bool { file.status == .dispatched || file.status == .handling }

    /// To call it the same as another one is no way around the look that somebody else is to take.
    func isMergedByDoer(_ file: CaseFile, _ party: CaseParty) -> Bool {
        let isUnchecked = file.status == .checking && !party.actors.contains(.checker)
        return isUnchecked || terms.policy(file) == .independent && party.actors.contains(.handler)
    }

    /// The deadline and the next look that follow from where the case stands.
    func watched(_ file: CaseFile) -> CaseFile {
        var file = file
        // What has ended keeps the deadline that it had, by which it is judged.
        guard !file.status.isFinal else {
            file.step = nil
            return file
        }
        // A case that stands still has the date of its review or follow-up, which the move set.
        guard let step = file.step, step.pausedAt == nil else {
            file.lookAt = file.dueAt
            return file
        }
        file.dueAt = step.dueAt
        file.lookAt = [nextWarning(step), silenceEnd(file)].compactMap { $0 }.min()
        return file
    }

    /// When the next warning of a step is to be given.
    func nextWarning(_ step: CaseStep) -> Instant? {
        switch step.warned {
        case 0:
            terms.calendar.instant(
                whenPart: Int(terms.settings[.warningPartPercent]),
                of: step.limit,
                from: terms.begin(step.limit, at: step.startedAt),
                due: step.dueAt
            ).advanced(byMilliseconds: 1)
        case 1: step.dueAt.advanced(byMilliseconds: 1)
        case 2:
            terms.calendar.due(
                from: step.dueAt,
                TimeLimit(terms.settings[.escalationAfterWorkingMinutes], .workingMinutes)
            ).advanced(byMilliseconds: 1)
        default: nil
        }
    }
}

/// What the rules have against a move (规则错误清单): faults of its values are gathered, and a refusal of another kind is not said
/// before those.
private struct CaseFaults {
    private var fields: [FieldError] = []

    mutating func add(_ fault: FieldError) { fields.append(fault) }

    mutating func collect(_ rule: () throws(DomainError) -> Void) throws(DomainError) {
        do {
            try rule()
        } catch {
            guard error.kind == .invalid, !error.fields.isEmpty else {
                try end()
                throw error
            }
            let known = Set(fields.map(\.location))
            fields += error.fields.filter { !known.contains($0.location) }
        }
    }

    func end() throws(DomainError) {
        guard fields.isEmpty else { throw DomainError.invalid(fields) }
    }
}

extension Instant {
    func advanced(byMilliseconds count: Int64) -> Instant { Instant(milliseconds: milliseconds + count) }
}

/// An answer that ends a case, as far as nobody else is to look first (答复即办结，不免核查).
extension CaseRules {
    /// What nobody works on yet is answered on the spot; what somebody works on is reported done with its answer, and closed at
    /// once where the check policy asks nobody else.
    func answer(_ act: CaseAct, _ turn: inout CaseTurn, _ party: CaseParty) throws(DomainError) {
        let policy = terms.policy(turn.before)
        guard isWorkedOn(turn.before) else {
            return try answerOnTheSpot(act, policy, &turn, party)
        }
        if policy == .independent {
            throw DomainError(
                .conflict,
                "needs_check",
                "此类诉求须由处理人以外的人核查后结案，请用 report-done",
                "Such a case is closed after somebody else than the handler has looked; use report-done"
            )
        }
        let isOwnWork = party.actors.contains(.handler) || turn.onBehalfOf != nil
        let reason = act.closingReason ?? Self.usualReason(turn.before.kind)
        guard try isLookedAt(act, reason, turn.before, policy, isOwnWork) else {
            if let answer = act.answer { turn.file.answer = answer }
            return try finish(act, reason: reason, &turn)
        }
        var done = act
        if terms.path == .ordinary { done.closingReason = reason }
        try reportDone(done, &turn)
    }

    /// Words end what nobody works on yet; whoever says that they did the work is its handler from then on, and the check policy
    /// holds for them as for any other.
    private func answerOnTheSpot(
        _ act: CaseAct,
        _ policy: CheckPolicy,
        _ turn: inout CaseTurn,
        _ party: CaseParty
    ) throws(DomainError) {
        let file = turn.before
        let reason = act.closingReason ?? Self.spontaneousReason(act, file)
        let isLookedAt: Bool
        switch policy {
        case .none: isLookedAt = false
        case .photo:
            if isShown(reason, file), !act.hasPhotoAfter { throw Self.photoRequired(isOnTheSpot: true) }
            isLookedAt = reason.isWork && terms.path == .ordinary && act.isDrawn
        case .reporter:
            // Where there is no reporter to ask, the photos show it.
            if file.reporter == nil, isShown(reason, file), !act.hasPhotoAfter {
                throw Self.photoRequired(isOnTheSpot: true)
            }
            isLookedAt = file.reporter != nil && !(isMatterOfWords(file) && !reason.isWork)
        case .independent: isLookedAt = !(isMatterOfWords(file) && !reason.isWork)
        }
        guard isLookedAt else {
            if let answer = act.answer { turn.file.answer = answer }
            return try finish(act, reason: reason, &turn)
        }
        if let account = party.account {
            turn.file.handler = .person(account)
            turn.file.handedAt = turn.at
        }
        var done = act
        if terms.path == .ordinary { done.closingReason = reason }
        try reportDone(done, &turn)
    }

    /// Why a case usually ends that somebody answers at once: by words, unless a photo shows the work; a patrol is one, and an
    /// errand that was run for somebody needs none.
    private static func spontaneousReason(_ act: CaseAct, _ file: CaseFile) -> ClosingReason {
        let usual = usualReason(file.kind)
        let needsNone = file.kind == .patrol || isRunForSomebody(file)
        return usual.isWork && !needsNone && !act.hasPhotoAfter ? .explained : usual
    }

    /// Whether it is an errand of somebody who can say whether it was run.
    private static func isRunForSomebody(_ file: CaseFile) -> Bool { file.kind == .errand && file.hasSomebodyToTell }

    /// Whether a photo shows what is said to have been done: of words, also of those that were found between two parties, and of
    /// an errand that was run for somebody there is nothing to photograph.
    private func isShown(_ reason: ClosingReason, _ file: CaseFile) -> Bool {
        reason.isWork && terms.path == .ordinary && !(reason == .doneOnTheSpot && Self.isRunForSomebody(file))
    }

    private static func photoRequired(isOnTheSpot: Bool) -> DomainError {
        let other =
            isOnTheSpot
            ? Title(
                "没有照片的派单后用 report-done 交他人核查",
                "without one, dispatch it and use report-done, and somebody else looks"
            )
            : Title("没有照片的用 report-done 交他人核查", "without one, use report-done, and somebody else looks")
        return DomainError.invalid([
            .body(
                "attachments",
                "photo_required",
                "此类诉求凭处理前后照片结案，请附处理后照片；\(other.chinese)；仅作解释、没有动手处理的，以 closing_reason 写明（如 explained）",
                "Such a case is closed by its photos: bring one of after the work; \(other.english); where nothing was done but to explain, "
                    + "say so in closing_reason (such as explained)"
            )
        ])
    }

    /// Whether whoever answers does not end it by that: their own work, or the word of a partner that they enter, is looked at
    /// as if it was reported done; somebody else's work is looked at by whoever answers in its place.
    private func isLookedAt(
        _ act: CaseAct,
        _ reason: ClosingReason,
        _ file: CaseFile,
        _ policy: CheckPolicy,
        _ isOwnWork: Bool
    ) throws(DomainError) -> Bool {
        switch policy {
        case .none, .independent: return false
        case .reporter where file.reporter != nil: return true
        case .photo where !isOwnWork, .reporter where !isOwnWork: return false
        case .photo, .reporter:
            guard act.hasPhotoAfter || !isShown(reason, file) else { throw Self.photoRequired(isOnTheSpot: false) }
            return !act.hasPhotos || policy == .photo && act.isDrawn
        }
    }

    /// Whether nothing was to be done but to answer: there is nothing that somebody else could look at.
    private func isMatterOfWords(_ file: CaseFile) -> Bool {
        file.secondOf == nil && !file.isSupervised
            && (file.kind == .consultation || file.kind == .suggestion || file.kind == .praise)
    }
}

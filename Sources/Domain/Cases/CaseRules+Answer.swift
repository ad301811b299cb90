/// An answer that ends a case, as far as nobody else is to look first (答复即办结，不免核查).
extension CaseRules {
    /// Answered on the spot where nobody has worked on it yet; what somebody works on is reported done with its answer, and
    /// closed at once where the check policy asks nobody else.
    func answer(_ act: CaseAct, _ turn: inout CaseTurn, _ party: CaseParty) throws(DomainError) {
        let policy = terms.policy(turn.before)
        if policy == .independent, !isMatterOfWords(turn.before) {
            throw DomainError(
                .conflict,
                "needs_check",
                "此类诉求须由处理人以外的人核查后结案，请用 report-done",
                "Such a case is closed after somebody else than the handler has looked; use report-done"
            )
        }
        let isOwnWork = party.actors.contains(.handler) || turn.onBehalfOf != nil
        guard try isLookedAt(act, turn.before, policy, isOwnWork) else {
            if let answer = act.answer { turn.file.answer = answer }
            return try finish(act, reason: act.closingReason ?? Self.usualReason(turn.before.kind), &turn)
        }
        try reportDone(act, &turn)
    }

    /// Whether whoever answers does not end it by that: their own work, or the word of a partner that they enter, is looked at
    /// as if it was reported done; somebody else's work is looked at by whoever answers in its place.
    private func isLookedAt(
        _ act: CaseAct,
        _ file: CaseFile,
        _ policy: CheckPolicy,
        _ isOwnWork: Bool
    ) throws(DomainError) -> Bool {
        guard file.status == .dispatched || file.status == .handling else { return false }
        switch policy {
        case .none, .independent: return false
        case .reporter: return file.reporter != nil
        case .photo where !isOwnWork: return false
        case .photo:
            // Of words that were found between two parties there is nothing to photograph.
            guard act.hasPhotoAfter || terms.path != .ordinary else {
                throw DomainError.invalid([
                    .body(
                        "attachments",
                        "photo_required",
                        "此类诉求凭处理前后照片结案，请附处理后照片；没有照片的用 report-done 交他人核查",
                        "Such a case is closed by its photos: bring one of after the work, or use report-done, and somebody else looks"
                    )
                ])
            }
            return !act.hasPhotos || act.isDrawn
        }
    }

    /// Whether nothing was to be done but to answer: there is nothing that somebody else could look at.
    private func isMatterOfWords(_ file: CaseFile) -> Bool {
        let isUntouched = file.status == .received || file.status == .filed
        return isUntouched && file.secondOf == nil && !file.isSupervised
            && (file.kind == .consultation || file.kind == .suggestion || file.kind == .praise)
    }
}

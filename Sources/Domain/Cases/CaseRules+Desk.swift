extension CaseRules {
    /// More time is refused: the limit stays, and whoever asked hears of it.
    package func refusedExtension(_ file: CaseFile, refuser: Int64?, at now: Instant) -> CaseTurn {
        var turn = CaseTurn(file, move: "refuse_extension", at: now, actor: refuser)
        turn.visibility = .staff
        turn.notices = [CaseNotice(.handler, .extensionRefused)]
        return turn
    }

    /// A part in a case, or a summons to it, is another's from now on; the case stays where it is.
    package func passed(
        _ change: CaseChange,
        _ file: CaseFile,
        by actor: Int64?,
        at now: Instant,
        _ remark: String?
    ) -> CaseTurn {
        var turn = aside(file, "hand_over", by: actor, at: now)
        turn.passed = change
        turn.note = remark
        return turn
    }

    /// What somebody who leaves worked on and answered for is another's from now on; the clock runs on.
    package func handedOver(
        _ file: CaseFile,
        from account: Int64,
        to other: Int64,
        by actor: Int64?,
        at now: Instant,
        _ remark: String?
    ) -> CaseTurn {
        var turn = CaseTurn(file, move: "hand_over", at: now, actor: actor)
        turn.visibility = .staff
        turn.note = remark
        if file.answerable == account { turn.file.answerable = other }
        if file.handler == .person(account) {
            turn.file.handler = .person(other)
            turn.file.handedAt = now
        }
        turn.notices = [CaseNotice(.account(other), .assigned)]
        return turn
    }
}

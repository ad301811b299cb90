/// What the household is told, and when that is true (告知规则).
extension CaseRules {
    /// That somebody was told, or that nobody could be; said twice in the same way it would tell nothing.
    func tell(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        try checkAnswered(turn.before)
        try checkEachTried(act)
        let told = act.told ?? (turn.before.hasSomebodyToTell ? .household : .nobody)
        // Whoever was told has been told; another word for it would say less.
        if let before = turn.before.told, before.weight >= told.weight {
            if terms.hasUntoldDuplicates, !act.tellsDuplicates { throw Self.duplicatesWait(before) }
            throw DomainError(
                .conflict,
                "told_already",
                "已登记为“\(before.title.chinese)”，不能改为“\(told.title.chinese)”",
                "It says “\(before.title.english)” already; that is not changed to “\(told.title.english)”"
            )
        }
        turn.file.told = told
    }

    /// The own household was told, and those of the duplicates were not: what is left to say is for them.
    private static func duplicatesWait(_ told: CaseTold) -> DomainError {
        DomainError(
            .conflict,
            "told_already",
            "本户已登记为“\(told.title.chinese)”；并入的诉求还有未告知的，请加 also_duplicates: true",
            "It says “\(told.title.english)” already; households of what was merged into it wait still: say also_duplicates: true",
            details: [("needs", .texts(["also_duplicates"]))]
        )
    }

    /// What was told already is told to the households of its duplicates: a word of its own, which whoever said it takes back.
    package func toldDuplicates(
        _ file: CaseFile,
        _ numbers: [String],
        _ act: CaseAct,
        by party: CaseParty,
        at now: Instant
    ) -> CaseTurn {
        var turn = CaseTurn(file, move: CaseMove.tell.code, at: now, actor: party.account)
        turn.visibility = .staff
        let more = numbers.count > Self.namedDuplicates ? " 等 \(numbers.count) 件" : ""
        let named = "告知并入的诉求：" + numbers.prefix(Self.namedDuplicates).joined(separator: "、") + more
        turn.note = [act.remark, named].compactMap { $0 }.joined(separator: "；")
        turn.channel = act.channel
        turn.file.lastMove = CaseFile.LastMove(actor: party.account, at: now, move: CaseMove.tell.code)
        return turn
    }

    /// So many numbers fit into one line of a timeline; each of the cases says it as well.
    private static let namedDuplicates = 20

    /// That one household could not be reached says nothing of the others.
    private func checkEachTried(_ act: CaseAct) throws(DomainError) {
        guard act.tellsDuplicates, act.told == .notReachable else { return }
        throw DomainError.invalid([
            .body(
                "also_duplicates",
                "each_is_tried",
                "联系不上须逐件联系、逐件登记，不能一并登记并入的诉求",
                "Each household is tried for itself: that one is not reachable is not said of the duplicates, too"
            )
        ])
    }

    /// Whether a word is still owed: to its own people, or to those of what was merged into it.
    func hasSomebodyUntold(_ file: CaseFile) -> Bool {
        guard let told = file.told, !terms.hasUntoldDuplicates else { return true }
        return file.hasSomebodyToTell && told.weight < CaseTold.published.weight
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
    func checkAnswered(_ file: CaseFile) throws(DomainError) {
        guard file.waitsForAnother else { return }
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
}

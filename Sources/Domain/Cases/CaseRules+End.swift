extension CaseRules {
    /// Closed after the check.
    func close(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        if let answer = act.answer { turn.file.answer = answer }
        turn.records.append(.checked(failed: false))
        // Whoever did the work said why it ends; whoever looked may know better.
        try finish(act, reason: act.closingReason ?? turn.before.closingReason ?? .fixed, &turn)
    }

    /// Where the reporter is to say whether it is done, others close it before the silence counts only with the reporter's word.
    func checkAgreed(_ act: CaseAct, _ file: CaseFile, _ party: CaseParty, at now: Instant) throws(DomainError) {
        let needs = CaseNeeds(move: .close, handler: file.handler, actors: party.actors)
        guard needs.agreement(terms.policy(file), hasReporter: file.reporter != nil), party.account != nil,
            act.channel == nil, let step = file.step
        else { return }
        let days = terms.settings[.reporterSilenceDays]
        guard now < step.startedAt.advanced(bySeconds: days * 86_400) else { return }
        throw DomainError.invalid([
            .body(
                "channel",
                "reporter_agrees",
                "此类诉求由诉求人确认，\(days) 天不回应才算同意；提前结案须写明诉求人以何种方式同意",
                "Such a case is the reporter's to confirm, whose silence counts after \(days) day(s); to close it before, say how the "
                    + "reporter agreed"
            )
        ])
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
        try checkPath(turn.before)
        switch terms.path {
        case .dispute: try settle(act, &turn)
        case .ordinary, .petition:
            try refuseMediation(act)
            // A case that is no dispute any more keeps what its record said.
            if reason != turn.before.closingReason { try checkReason(reason) }
            turn.file.closingReason = reason
        }
        guard turn.file.answer != nil else {
            throw DomainError.invalid([
                .body("answer", "required", "结案须有给居民的答复", "A case is closed with an answer to the resident")
            ])
        }
        // Whoever was told at the door heard what was said then, and not an answer that took its place.
        var heard = turn.file.answer == turn.before.answer ? turn.before.toldAtClose : nil
        // Somebody may be there to be told since it was said that there is nobody.
        if heard == .nobody, turn.before.hasSomebodyToTell { heard = nil }
        end(&turn, told: act.told ?? heard)
    }

    /// A petition ends with what came back from the sub-district, and is not reported done before.
    func checkPath(_ file: CaseFile) throws(DomainError) {
        guard terms.path == .petition, file.externalNumber == nil else { return }
        throw DomainError(
            .conflict,
            "petition_not_closed",
            "信访事项须先上报街道（refer-up），收到反馈（refer-back）后再答复结案",
            "A petition is passed to the subdistrict first (refer-up), and closed with what came back (refer-back)"
        )
    }

    /// What nobody has looked at yet is no answer of a case that ends otherwise.
    func forgetUnchecked(_ turn: inout CaseTurn) {
        guard turn.before.status == .checking else { return }
        turn.file.answer = nil
        turn.file.closingReason = nil
    }

    /// A mistaken registration.
    ///
    /// A petition is none but where it was registered twice: the other one goes on, and whoever wrote it is told so.
    func void(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        guard terms.path == .petition else { return end(&turn, told: .nobody) }
        guard let target = act.target else {
            throw DomainError(
                .conflict,
                "petition_not_void",
                "信访事项不以作废了结；只有重复登记的可以作废，须以 case_id 写明保留的那一件，并告知信访人",
                "A petition is not ended by voiding it; only one that was registered twice is void: name the one that stays as case_id, "
                    + "and tell whoever wrote it"
            )
        }
        var faults: [FieldError] = []
        if target.id == turn.before.id || target.community != turn.before.community || !target.isPetition
            || target.status.isVain
        {
            faults.append(
                .body(
                    "case_id",
                    "not_a_petition",
                    "须为本社区另一件有效的信访事项",
                    "Is to be another petition of the community that stands"
                )
            )
        }
        if turn.before.hasSomebodyToTell {
            if act.told == nil {
                faults.append(.body("told", "required", "须写明如何告知信访人", "Say how whoever wrote it was told"))
            }
            if act.answer == nil {
                faults.append(.body("answer", "required", "须写明给信访人的说明", "Say what whoever wrote it reads"))
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        end(&turn, told: act.told ?? .nobody)
    }

    /// Reasons that say what was done besides are given by the move that does it.
    func checkReason(_ reason: ClosingReason) throws(DomainError) {
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
        turn.file.toldAtClose = nil
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
        guard !isMergedByDoer(turn.before, party) else {
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
        // What nobody has confirmed yet is no answer; that of the other case is theirs.
        turn.file.answer = nil
        turn.file.closingReason = .duplicate
        turn.records.append(.merged(into: target.id))
        end(&turn, told: nil)
    }

    func rate(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        let days = terms.settings[.ratingWindowDays]
        guard let answered = turn.before.answeredAt, turn.at <= answered.advanced(bySeconds: days * 86_400) else {
            throw DomainError(
                .conflict,
                "rating_is_over",
                "结案答复后 \(days) 天内可以评价",
                "A case can be rated within \(days) days of the answer by which it ended",
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
        guard !rating.isSolved else { return }
        turn.notices.append(CaseNotice(.answerable, .notSolved))
        if !rating.asksAgain, turn.before.secondOf == nil { turn.notices.append(CaseNotice(.reporter, .secondOffered)) }
    }
}

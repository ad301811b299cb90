/// What a dispute was brought to, and whether it holds (调解规则).
extension CaseRules {
    /// A dispute ends with the record of its mediation, which whoever worked on it wrote before the check, or with why there is none.
    func settle(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        if let mediation = act.mediation { return try record(mediation, act.closingReason, &turn) }
        // What became a dispute while it was looked at has a reason of another kind.
        if let known = turn.before.closingReason, !CaseNeeds.mediation(.dispute, known: known) {
            guard let given = act.closingReason, given != known else { return }
            throw DomainError.invalid([
                .body(
                    "closing_reason",
                    "mediation_differs",
                    "处理人登记的是“\(known.title.chinese)”；要改为“\(given.title.chinese)”，请一并填写 mediation",
                    "The handler's record says “\(known.title.english)”; to say “\(given.title.english)” instead, bring the mediation"
                )
            ])
        }
        guard let reason = act.closingReason, reason.explainsNoMediation else {
            let reasons = ClosingReason.allCases.filter(\.explainsNoMediation)
            throw DomainError.invalid([
                .body(
                    "mediation",
                    "required",
                    "矛盾纠纷须填写调解记录；没有调解的，以 closing_reason 写明原因："
                        + reasons.map { "\($0.title.chinese)（\($0.rawValue)）" }.joined(separator: "、"),
                    "A dispute has its mediation record; where nobody mediated, closing_reason says why: "
                        + reasons.map(\.rawValue).joined(separator: ", ")
                )
            ])
        }
        turn.file.closingReason = reason
    }

    /// A case that is looked at becomes no dispute whose record nobody could write any more.
    package func checkSettled(_ file: CaseFile, from earlier: CaseTerms) throws(DomainError) {
        guard file.status == .checking, terms.path == .dispute, earlier.path != .dispute,
            CaseNeeds.mediation(.dispute, known: file.closingReason)
        else { return }
        throw DomainError(
            .conflict,
            "dispute_not_settled",
            "待核查的诉求改为矛盾纠纷前，请先打回（send-back），由处理人写明调解记录或没有调解的原因",
            "Before a case that is looked at becomes a dispute, send it back: whoever handles it writes the mediation record, or why "
                + "nobody mediated"
        )
    }

    /// Only a dispute has the record of a mediation; what it is given with otherwise would be lost.
    func refuseMediation(_ act: CaseAct) throws(DomainError) {
        guard act.mediation != nil else { return }
        throw DomainError.invalid([
            .body(
                "mediation",
                "not_allowed",
                "只有矛盾纠纷类诉求才填写调解记录；请先更正类别",
                "Only a dispute has the record of a mediation; put the category right first"
            )
        ])
    }

    /// What a mediation came to is why its case is closed, now or once it was looked at.
    private func record(_ mediation: Mediation, _ given: ClosingReason?, _ turn: inout CaseTurn) throws(DomainError) {
        let outcome: ClosingReason = mediation.agreement == .none ? .mediationFailed : .mediated
        guard given ?? outcome == outcome else {
            let (agreement, reason) = (mediation.agreement.title, outcome.title)
            throw DomainError.invalid([
                .body(
                    "closing_reason",
                    "mediation_differs",
                    "调解记录写明协议“\(agreement.chinese)”，结案原因只能是“\(reason.chinese)”",
                    "By the record the agreement is “\(agreement.english)”: the closing reason is “\(reason.english)” then"
                )
            ])
        }
        if let day = mediation.followUpOn, day < terms.calendar.time.date(of: turn.at) {
            throw DomainError.invalid([
                .body(
                    "mediation/follow_up_on",
                    "not_in_future",
                    "回访日期不能早于今天",
                    "The day of the follow-up is not over yet"
                )
            ])
        }
        turn.records.append(.mediated(mediation))
        turn.file.closingReason = outcome
    }

    /// What whoever asked found: whether the parties keep to it.
    ///
    /// It may be asked at any time once the case has ended by it: the day that was named reminds of it, and where none was named
    /// nobody is reminded. `isOwn` is whether it was handed over to whoever asks.
    package func followedUp(
        _ record: MediationRecord,
        _ text: String,
        _ file: CaseFile,
        by party: CaseParty,
        isOwn: Bool,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        if !isOwn { try require([.handler, .intake, .gridLeader, .gridStaff], party) }
        guard !record.isFollowedUp else {
            throw DomainError(
                .conflict,
                "followed_up_already",
                "该调解已经回访",
                "The mediation was followed up already"
            )
        }
        guard file.status == .closed else {
            throw DomainError(
                .conflict,
                "not_settled",
                "诉求现为“\(file.status.title.chinese)”；调解在诉求办结后回访",
                "The case is “\(file.status.title.english)”; a mediation is followed up once its case is closed"
            )
        }
        guard file.endedByMediation else {
            throw DomainError(
                .conflict,
                "ended_otherwise",
                "诉求不是以调解结案，调解记录未被采用，无需回访",
                "The case did not end by a mediation: this record does not stand, and is not followed up"
            )
        }
        guard record.isLatest else {
            throw DomainError(
                .conflict,
                "replaced",
                "该调解记录已被其后的记录代替，请回访最后一次调解",
                "A later record took the place of this one; follow that one up"
            )
        }
        var turn = aside(file, "follow_up_mediation", by: party.account, at: now)
        turn.note = text
        return turn
    }

    /// The day of a follow-up has come: whoever handled the case or took it over is reminded, and whoever answers for it where that is a partner or
    /// nobody who still works here.
    ///
    /// Nobody is asked of what nobody has confirmed yet or was agreed anew, of what was a mistake, or of days that passed while the
    /// server stood still.
    package func reminded(
        of record: MediationRecord,
        _ file: CaseFile,
        isHandlerHere: Bool,
        at now: Instant
    ) -> CaseTurn? {
        guard let day = record.followUpOn, !record.isFollowedUp, record.isLatest, file.endedByMediation else {
            return nil
        }
        let last = day.advanced(byDays: Int(terms.settings[.askingWindowDays]))
        guard terms.calendar.time.date(of: now) <= last else { return nil }
        var turn = aside(file, "remind_mediation", by: nil, at: now)
        if let other = record.followUpBy {
            turn.notices = [CaseNotice(.account(other), .mediationDue)]
            return turn
        }
        if file.handler != nil, isHandlerHere { turn.notices.append(CaseNotice(.handler, .mediationDue)) }
        if file.handler?.account == nil || !isHandlerHere {
            turn.notices.append(CaseNotice(.answerable, .mediationDue))
        }
        return turn
    }
}

extension CaseFile {
    /// Whether its last mediation stands: the case is closed, and for what that one came to.
    var endedByMediation: Bool { status == .closed && closingReason?.isOfMediation == true }
}

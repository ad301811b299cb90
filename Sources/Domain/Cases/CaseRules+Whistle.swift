extension CaseRules {
    /// Summons units to an open case; who answers to the resident stays who it was.
    package func whistled(
        _ file: CaseFile,
        _ call: WhistleCall,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try requireOpen(file, "whistles", party)
        try require([.intake, .gridLeader], party)
        var faults: [FieldError] = []
        if call.respondBy <= now {
            faults.append(.body("respond_by", "not_in_future", "须晚于现在", "Is to be later than now"))
        }
        let people = call.units.compactMap(\.account)
        if let caller = party.account, let place = people.firstIndex(of: caller) {
            faults.append(
                .body(
                    "accounts/\(place)",
                    "summons_oneself",
                    "不能召集自己",
                    "Nobody summons themselves, as the caller scores"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        var turn = aside(file, "whistle", by: party.account, at: now)
        turn.note = call.matter
        turn.notices = call.units.map { CaseNotice(.unit($0), .summoned) }
        return turn
    }

    /// A unit answers for itself, or staff enter its word (代录) and say how it arrived.
    package func answered(
        _ summons: Summons,
        _ reply: SummonsReply,
        _ file: CaseFile,
        by party: CaseParty,
        asUnit: Bool,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        guard asUnit || party.actors.contains(.intake) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "应哨答复由被召集的单位或人员作出，或由社区工作人员代录",
                "A summons is answered by whoever was summoned, or by staff for them"
            )
        }
        guard summons.answer == nil else {
            throw DomainError(.conflict, "already_answered", "该召集已经答复", "The summons was answered already")
        }
        guard asUnit || reply.channel != nil else {
            throw DomainError.invalid([
                .body("channel", "required", "代录须写明来源", "Say how the word of the unit arrived")
            ])
        }
        guard reply.answer != .sent || reply.sentName != nil else {
            throw DomainError.invalid([.body("sent_name", "required", "请写明派了谁", "Say who was sent")])
        }
        guard reply.answer != .declined || reply.remark != nil else {
            throw DomainError.invalid([.body("remark", "required", "不能到场须写明理由", "Say why nobody comes")])
        }
        var turn = aside(file, "answer_whistle", by: party.account, at: now)
        turn.note = reply.remark ?? reply.answer.title.text(in: .chinese)
        turn.channel = asUnit ? nil : reply.channel
        if case .organization(let partner) = summons.unit, !asUnit { turn.onBehalfOf = partner }
        turn.notices = [CaseNotice(.account(summons.caller), .summonsAnswered)]
        return turn
    }

    /// Only whoever called, or stands in for the caller, says whether the unit came and whether that solved it, once, after it has
    /// answered; what the caller entered for the unit is scored by another one of the desk or the grid's leader.
    package func scored(
        _ summons: Summons,
        _ score: SummonsScore,
        _ file: CaseFile,
        by party: CaseParty,
        asCaller: Bool,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        if let account = party.account, account == summons.answeredBy {
            throw DomainError(
                .forbidden,
                "two_persons",
                "应哨答复由您代录，须由另一位受理人员或网格长评分",
                "The unit's answer was entered by you, so that another one of the intake staff, or the grid leader, scores it"
            )
        }
        let isEnteredByCaller = summons.answer != nil && summons.answeredBy == summons.caller
        let isOther = isEnteredByCaller && !party.actors.isDisjoint(with: [.intake, .gridLeader])
        // Whoever stands in does what the caller could do; nobody scores what they were called to themselves.
        let isCaller = asCaller && !isEnteredByCaller && party.account != summons.unit.account
        guard party.account == summons.caller || isCaller || isOther else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "只有吹哨人可以评分；吹哨人代录的答复由另一位受理人员或网格长评分",
                "Only whoever blew the whistle scores it; what they entered for the unit another one of the desk, or the grid leader"
            )
        }
        guard summons.answer != nil else {
            throw DomainError(.conflict, "not_answered", "该单位尚未答复，不能评分", "The unit has not answered yet")
        }
        guard summons.score == nil else {
            throw DomainError(.conflict, "already_scored", "该召集已经评分", "The summons was scored already")
        }
        guard summons.answer != .declined || !score.came && !score.solved else {
            throw DomainError.invalid(
                ["came", "solved"].map {
                    .body($0, "not_allowed", "该单位答复不到场，不能评为到场或解决", "The unit declined: it neither came nor solved it")
                }
            )
        }
        var turn = aside(file, "score_whistle", by: party.account, at: now)
        turn.notices = [CaseNotice(.unit(summons.unit), .summonsScored)]
        return turn
    }

    /// What an unanswered summons means when its time is over: the unit and its caller hear of it, then the secretary.
    ///
    /// Of a case that has ended nobody owes an answer any more.
    package func overdue(_ summons: Summons, _ file: CaseFile, at now: Instant) -> (Summons, CaseTurn?) {
        var summons = summons
        summons.lookAt = nil
        guard summons.answer == nil, !file.status.isFinal, summons.warned < 2 else { return (summons, nil) }
        var turn = aside(file, "warn", by: nil, at: now)
        turn.note = "吹哨未按时答复"
        summons.warned += 1
        if summons.warned == 1 {
            turn.notices = [
                CaseNotice(.unit(summons.unit), .summonsOverdue), CaseNotice(.account(summons.caller), .summonsOverdue),
                CaseNotice(.gridLeader, .summonsOverdue),
            ]
            summons.lookAt = escalation(from: summons.respondBy)
        } else {
            turn.notices = [CaseNotice(.unit(summons.unit), .summonsOverdue), CaseNotice(.secretary, .summonsOverdue)]
        }
        return (summons, turn)
    }

    /// When what is overdue since a moment climbs one step further.
    func escalation(from moment: Instant) -> Instant {
        let limit = TimeLimit(terms.settings[.escalationAfterWorkingMinutes], .workingMinutes)
        return terms.calendar.due(from: moment, limit)
    }

    /// What is written beside a case without moving it: nobody's undo is lost by it, and only the inside reads it.
    func aside(_ file: CaseFile, _ name: String, by actor: Int64?, at now: Instant) -> CaseTurn {
        var turn = CaseTurn(file, move: name, at: now, actor: actor)
        turn.visibility = .staff
        turn.isAside = true
        return turn
    }

    func requireOpen(_ file: CaseFile, _ name: String, _ party: CaseParty) throws(DomainError) {
        guard file.status.isFinal else { return }
        throw DomainError.illegalMove(
            name,
            of: Title("诉求", "case"),
            from: file.status,
            allowed: moves(of: file, for: party).map(\.rawValue)
        )
    }

    func require(_ actors: [CaseActor], _ party: CaseParty) throws(DomainError) {
        guard party.actors.isDisjoint(with: actors) else { return }
        throw DomainError.notYours(actors)
    }
}

extension DomainError {
    /// Who may do it, where whoever asks is none of them.
    static func notYours(_ actors: [CaseActor]) -> DomainError {
        DomainError(
            .forbidden,
            "not_yours",
            "此操作须由下列人员办理：\(actors.map(\.title.chinese).joined(separator: "、"))",
            "This is for: \(actors.map(\.title.english).joined(separator: ", "))"
        )
    }
}

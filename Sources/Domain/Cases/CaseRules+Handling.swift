extension CaseRules {
    /// Passed up or put on the shelf, and back: the limit stands still, the date that was named is the deadline.
    func pause(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        switch act.move {
        case .referUp, .shelve:
            let time = terms.calendar.time
            guard let until = act.until, time.date(of: until) > time.date(of: turn.at) else {
                throw DomainError.invalid([
                    .body(
                        act.move == .shelve ? "review_on" : "follow_up_on",
                        "not_in_future",
                        "须为今天以后的日期",
                        "Is to be a later day"
                    )
                ])
            }
            turn.file.resume = turn.before.status
            // It is not late by its review what it is late by now.
            if let due = turn.before.dueAt, due < turn.at { turn.file.owedAt = due }
            turn.file.dueAt = until
            turn.file.step?.pausedAt = turn.at
            if let number = act.externalNumber { turn.file.externalNumber = number }
            if act.move == .shelve { turn.file.told = nil }
            turn.records.append(.paused(owner: act.owner, condition: act.condition, until: until))
        default:
            turn.file.status = turn.before.resume ?? .filed
            turn.file.resume = nil
            turn.file.told = nil
            turn.file.owedAt = nil
            guard var step = turn.file.step, let paused = step.pausedAt else { return }
            step.pausedAt = nil
            // Lateness that was there before the pause is not cured by it.
            if let rest = terms.rest(of: step, from: paused) {
                step.dueAt = terms.calendar.due(from: turn.at, rest)
            }
            turn.file.step = step
        }
    }

    /// Asks for more time before the limit is over; somebody else decides.
    func askForTime(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        turn.visibility = .staff
        guard let step = turn.before.step, step.kind == .handle, turn.at <= step.dueAt else {
            throw DomainError(
                .conflict,
                "extension_too_late",
                "延期须在到期前申请",
                "More time is to be asked for before the limit is over"
            )
        }
        guard let limit = act.limit else { return }
        turn.records.append(.extensionAsked(limit, reason: act.remark ?? "", step: step))
        turn.notices.append(CaseNotice(.gridLeader, .extensionAsked))
    }

    /// More time is another role's to give than that of those who do the work.
    package func checkGranter(_ party: CaseParty) throws(DomainError) { try require([.intake, .gridLeader], party) }

    /// Grants what was asked for: the present limit becomes longer, and the resident is told.
    package func extended(
        _ file: CaseFile,
        by limit: TimeLimit,
        granter: Int64?,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        guard var step = file.step, step.kind == .handle, step.pausedAt == nil else {
            throw DomainError(
                .conflict,
                "step_has_ended",
                "申请延期的环节已经结束",
                "The step that more time was asked for has ended"
            )
        }
        var turn = CaseTurn(file, move: "grant_extension", at: now, actor: granter)
        step.dueAt = terms.calendar.due(from: step.dueAt, limit)
        turn.file.step = step
        turn.file = watched(turn.file)
        turn.notices = [CaseNotice(.followers, .extended), CaseNotice(.handler, .extended)]
        return turn
    }

    /// Reported done: by the category's check somebody looks, or it is closed at once.
    func reportDone(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        try checkPath(turn.before)
        if let answer = act.answer { turn.file.answer = answer }
        turn.file.isSampled = act.isDrawn
        let isLookedAt =
            switch terms.policy(turn.before) {
            case .none: false
            case .photo: !act.hasPhotos || act.isDrawn
            // Where there is no reporter to ask, the photos show it or somebody looks.
            case .reporter: turn.before.reporter != nil || !act.hasPhotos
            case .independent: true
            }
        guard isLookedAt else {
            turn.file.status = .closed
            return try finish(act, reason: act.closingReason ?? .fixed, &turn)
        }
        turn.file.status = .checking
        // Whoever did it has said so at the door; it counts once the check has confirmed it.
        turn.file.toldAtClose = act.told
        switch terms.path {
        case .dispute: try settle(act, &turn)
        case .ordinary, .petition:
            try refuseMediation(act)
            if let reason = act.closingReason { try checkReason(reason) }
            turn.file.closingReason = act.closingReason
        }
        turn.file.handlingDue = turn.file.step?.kind == .handle ? turn.file.step?.dueAt : nil
        finishStep(&turn)
        turn.file.step = terms.step(.check, turn.file, at: turn.at)
    }

    /// Not done yet: the time that was left and the limit for rework.
    func sendBack(_ act: CaseAct, _ turn: inout CaseTurn) {
        turn.visibility = .staff
        turn.file.toldAtClose = nil
        turn.file.closingReason = nil
        // What it said is not true; it stays in the timeline, as taken back.
        turn.file.answer = nil
        turn.file.rework += 1
        turn.records.append(.checked(failed: true))
        let checkedFrom = turn.before.step?.startedAt ?? turn.at
        finishStep(&turn)
        let rework = TimeLimit(terms.settings[.reworkLimitWorkingMinutes], .workingMinutes)
        var due = terms.calendar.due(from: turn.at, rework)
        if let handled = turn.before.handlingDue, let rest = rest(handled, from: checkedFrom) {
            due = terms.calendar.due(from: due, rest)
        }
        let minutes = max(1, terms.calendar.workingMinutes(in: turn.at..<due))
        turn.file.step = CaseStep(
            kind: .handle,
            startedAt: turn.at,
            limit: TimeLimit(minutes, .workingMinutes),
            dueAt: due
        )
        turn.notices.append(CaseNotice(.handler, .sentBack))
    }

    private func rest(_ due: Instant, from moment: Instant) -> TimeLimit? {
        guard moment < due else { return nil }
        let minutes = terms.calendar.workingMinutes(in: moment..<due)
        return minutes > 0 ? TimeLimit(minutes, .workingMinutes) : nil
    }

    /// An order from above: from now on somebody else checks.
    func supervise(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        var faults: [FieldError] = []
        if let until = act.until, until <= turn.at {
            faults.append(.body("due_at", "not_in_future", "须晚于现在", "Is to be later than now"))
        }
        if act.until == nil { faults.append(.body("due_at", "required", "必填", "Required")) }
        if act.remark == nil { faults.append(.body("remark", "required", "必填", "Required")) }
        guard let order = act.remark, let until = act.until, faults.isEmpty else { throw DomainError.invalid(faults) }
        turn.file.isSupervised = true
        turn.visibility = .staff
        turn.records.append(.supervised(order: order, by: until))
        turn.notices += [CaseNotice(.handler, .supervised), CaseNotice(.answerable, .supervised)]
    }

    /// Nobody reads any more of what is made private: that it was published has told nobody; nor is there nobody to tell where a
    /// household was entered since.
    package func retold(_ file: CaseFile, isPrivate: Bool, isElsewhere: Bool) -> CaseFile {
        var file = file
        // Whoever was told at the door is not the household that is owed an answer now.
        if isElsewhere, file.toldAtClose == .household || file.toldAtClose == .notReachable { file.toldAtClose = nil }
        if file.hasSomebodyToTell, file.told == .nobody { file.told = nil }
        if file.hasSomebodyToTell, file.toldAtClose == .nobody { file.toldAtClose = nil }
        if isPrivate, file.told == .published { file.told = nil }
        if isPrivate, file.toldAtClose == .published { file.toldAtClose = nil }
        return file
    }

    /// What a change of priority or of the category means for the limit that runs; what has ended stays.
    ///
    /// A limit that was lengthened, or stood still for a time, keeps what it was given; lateness is not cured by another one.
    package func relimited(_ file: CaseFile, from earlier: CaseRules, _ before: CaseFile, at now: Instant) -> CaseFile {
        var file = file
        guard var step = file.step, step.pausedAt == nil, step.kind == .accept || step.kind == .handle,
            now < step.dueAt,
            step.limit == earlier.terms.limit(step.kind, before),
            step.dueAt == earlier.terms.due(step.limit, from: step.startedAt)
        else { return file }
        let limit = terms.limit(step.kind, file)
        guard limit != step.limit else { return file }
        step.limit = limit
        step.dueAt = terms.due(limit, from: step.startedAt)
        file.step = step
        return watched(file)
    }
}

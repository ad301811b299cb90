extension CaseRules {
    /// What the clock makes of a case whose time has come: a warning, a review, a silence that counts, a question.
    package func looked(at file: CaseFile, _ now: Instant) throws(DomainError) -> CaseTurn {
        if file.status.isFinal {
            return asked(file, now)
        }
        guard let step = file.step, step.pausedAt == nil else {
            return try reviewed(file, now)
        }
        if let end = silenceEnd(file), end <= now {
            return try self.turn(CaseAct(.close), file, by: CaseParty(account: nil, actors: [.checker]), at: now)
        }
        return warned(file, step, now)
    }

    /// What stands still and is past its date is spoken of; what was shelved and that nobody looks at then goes on by itself,
    /// so that nothing is shelved for ever.
    private func reviewed(_ file: CaseFile, _ now: Instant) throws(DomainError) -> CaseTurn {
        let notices = [CaseNotice(.answerable, .reviewDue), CaseNotice(.secretary, .reviewDue)]
        let wakes = file.status == .shelved ? file.dueAt.map { shelfEnd(reviewed: $0) } : nil
        if let wakes, wakes <= now {
            var turn = try self.turn(CaseAct(.wake), file, by: CaseParty(account: nil, actors: [.clock]), at: now)
            turn.notices += notices
            return turn
        }
        var turn = silent(file, "warn", now)
        turn.notices = notices
        turn.file.lookAt = wakes
        return turn
    }

    private func shelfEnd(reviewed: Instant) -> Instant {
        reviewed.advanced(bySeconds: terms.settings[.shelfGraceDays] * 86_400)
    }

    /// What is asked of the reporter after the end, and when: whether it is solved, and once more for marks.
    func questions(after end: Instant) -> [(at: Instant, topic: NoticeTopic)] {
        let days = { (number: RuleNumber) in end.advanced(bySeconds: terms.settings[number] * 86_400) }
        var questions = [(at: days(.followUpAfterDays), topic: NoticeTopic.followUp)]
        // A reminder after the window would be for nothing.
        if terms.settings[.ratingReminderAfterDays] < terms.settings[.ratingWindowDays] {
            questions.append((at: days(.ratingReminderAfterDays), topic: .ratingReminder))
        }
        return questions.sorted { $0.at < $1.at }
    }

    /// Whether it ended so long ago that nobody is asked any more how it went, as after a server that stood still.
    package func isPastAsking(_ file: CaseFile, at now: Instant) -> Bool {
        guard file.status.isFinal, let closed = file.closedAt else { return false }
        return now > closed.advanced(bySeconds: terms.settings[.askingWindowDays] * 86_400)
    }

    /// Asks what has come due since the case was to be looked at, and looks again at the next question.
    private func asked(_ file: CaseFile, _ now: Instant) -> CaseTurn {
        let questions = file.closedAt.map { self.questions(after: $0) } ?? []
        let due = questions.filter { $0.at <= now && $0.at >= file.lookAt ?? now }.map(\.topic)
        var turn = silent(file, due.contains(.followUp) ? "follow_up" : "remind_rating", now)
        turn.isAside = true
        turn.notices = due.map { CaseNotice(.reporter, $0) }
        if due.contains(.followUp) { turn.records.append(.followUpAsked) }
        turn.file.lookAt = questions.first { $0.at > now }?.at
        return turn
    }

    /// Until when a reporter who is to confirm may stay silent; then the case is closed and counts as not rated.
    func silenceEnd(_ file: CaseFile) -> Instant? {
        // Only what the clock can close by itself: a dispute needs its record, and a case its answer.
        guard file.status == .checking, file.reporter != nil, file.answer != nil, terms.path == .ordinary,
            let step = file.step, terms.policy(file) == .reporter
        else { return nil }
        return step.startedAt.advanced(bySeconds: terms.settings[.reporterSilenceDays] * 86_400)
    }

    /// Each level once, also those that came while nobody looked; on a case they only rise.
    private func warned(_ file: CaseFile, _ step: CaseStep, _ now: Instant) -> CaseTurn {
        var turn = CaseTurn(file, move: "warn", at: now, actor: nil)
        turn.visibility = .staff
        var step = step
        while let next = nextWarning(step), next <= now {
            step.warned += 1
            turn.notices += Self.climb(step.warned, file)
        }
        turn.file.step = step
        turn.file.warningLevel = max(file.warningLevel, step.warned)
        turn.file = watched(turn.file)
        return turn
    }

    /// The chain of responsibility: whoever works on it, the grid leader, the secretary.
    private static func climb(_ level: Int64, _ file: CaseFile) -> [CaseNotice] {
        let worker: CaseNotice.Receiver = file.handler == nil ? .answerable : .handler
        switch level {
        case 1: return [CaseNotice(worker, .nearlyDue)]
        case 2: return [CaseNotice(worker, .overdue), CaseNotice(.gridLeader, .overdue)]
        default: return [CaseNotice(.gridLeader, .longOverdue), CaseNotice(.secretary, .longOverdue)]
        }
    }

    /// A look that moves nothing and needs no other.
    private func silent(_ file: CaseFile, _ move: String, _ now: Instant) -> CaseTurn {
        var turn = CaseTurn(file, move: move, at: now, actor: nil)
        turn.visibility = .staff
        turn.file.lookAt = nil
        return turn
    }
}

/// By what the cases of one category are handled (办理规则): its own limits and checks, and the community's.
package struct CaseTerms: Sendable {
    package let settings: CommunitySettings
    package let calendar: WorkingCalendar
    package let acceptLimit: TimeLimit?
    package let handleLimit: TimeLimit?
    package let checkPolicy: CheckPolicy
    package let path: CasePath

    package init(
        settings: CommunitySettings,
        calendar: WorkingCalendar,
        acceptLimit: TimeLimit? = nil,
        handleLimit: TimeLimit? = nil,
        checkPolicy: CheckPolicy = .photo,
        path: CasePath = .ordinary
    ) {
        self.settings = settings
        self.calendar = calendar
        self.acceptLimit = acceptLimit
        self.handleLimit = handleLimit
        self.checkPolicy = checkPolicy
        self.path = path
    }

    /// The limit of a step: its category's if that says so, else its priority's.
    func limit(_ kind: CaseStepKind, _ file: CaseFile) -> TimeLimit {
        switch kind {
        // Until somebody is named, the case waits for the desk.
        case .accept, .dispatch: acceptLimit ?? settings[.accepting(file.priority)]
        case .handle: handleLimit ?? settings[.handling(file.priority, file.kind)]
        case .check: settings[.check]
        }
    }

    /// A step that begins now; outside working hours an urgent case waits for the opening, as nobody is there.
    func step(_ kind: CaseStepKind, _ file: CaseFile, at now: Instant) -> CaseStep {
        let limit = limit(kind, file)
        return CaseStep(kind: kind, startedAt: now, limit: limit, dueAt: due(limit, from: now))
    }

    func due(_ limit: TimeLimit, from start: Instant) -> Instant {
        let isUnstaffed = limit.unit == .minutes && !calendar.isWorking(at: start)
        return calendar.due(from: isUnstaffed ? calendar.nextOpening(after: start) : start, limit)
    }

    /// Who looks before this case is closed: what is supervised or handled again is looked at by somebody else.
    package func policy(_ file: CaseFile) -> CheckPolicy {
        file.isSupervised || file.secondOf != nil ? .independent : checkPolicy
    }

    /// What is left of a step's time, to go on with; nothing for what was late already.
    func rest(of step: CaseStep, from moment: Instant) -> TimeLimit? {
        guard moment < step.dueAt else { return nil }
        let isNatural = step.limit.unit == .minutes
        // A part of a minute counts in favour of whoever works on it.
        let milliseconds =
            isNatural
            ? step.dueAt.milliseconds - moment.milliseconds
            : calendar.workingMilliseconds(in: moment..<step.dueAt)
        return TimeLimit(max(1, (milliseconds + 59_999) / 60_000), isNatural ? .minutes : .workingMinutes)
    }
}

/// By what the cases of one category are handled (办理规则): its own limits and checks, and the community's.
package struct CaseTerms: Sendable {
    package let settings: CommunitySettings
    package let calendar: WorkingCalendar
    package let acceptLimit: TimeLimit?
    package let handleLimit: TimeLimit?
    package let checkPolicy: CheckPolicy
    package let path: CasePath
    /// Who keeps watch outside the working hours, as far as it matters now.
    package var watches: [DutyWatch] = []
    /// Who stands in for the handler while that person is absent.
    package var deputy: Int64?
    /// Who did what is now looked at, or said that it is done, also where another one has taken over since.
    package var workers: Set<Int64> = []
    /// Who works on it beside its handler now, or is called to it.
    package var helpers: Set<Int64> = []
    /// Of a second handling: who answered for the first one, worked on it or ended it; the secretary, to whom it goes
    /// where nobody else qualifies, is none of them.
    package var formerPeople: Set<Int64> = []

    /// Whether households wait to be told of what was merged into a case that is told itself.
    package var hasUntoldDuplicates = false
    /// Whether whoever reported it has said how it went already.
    package var isRated = false
    /// Whether no more time can be asked for now: it was already, was given as often as it may be, or the limit is over.
    package var isExtensionOver = false
    /// Whether the last move can not be taken back any more, as its time is over or others build on it.
    package var isUndoOver = false
    /// Of a duplicate: whether any of the desk can still part it from the case that it went into.
    package var isSeparable = false

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

    /// A step that begins now; an urgent case of an hour at which nobody is there waits for the opening, or the next watch.
    func step(_ kind: CaseStepKind, _ file: CaseFile, at now: Instant) -> CaseStep {
        let limit = limit(kind, file)
        return CaseStep(kind: kind, startedAt: now, limit: limit, dueAt: due(limit, from: now))
    }

    func due(_ limit: TimeLimit, from start: Instant) -> Instant {
        calendar.due(from: begin(limit, at: start), limit)
    }

    /// From when on a limit runs: natural time only once somebody is there.
    func begin(_ limit: TimeLimit, at start: Instant) -> Instant {
        guard limit.unit == .minutes, !isAttended(at: start) else { return start }
        return nextAttended(after: start)
    }

    /// Whether somebody is there: the office works, or a watch is kept.
    package func isAttended(at instant: Instant) -> Bool {
        calendar.isWorking(at: instant) || watches.contains { $0.span.contains(instant) }
    }

    /// The opening, or the beginning of a watch, whichever comes first.
    package func nextAttended(after instant: Instant) -> Instant {
        let watch = watches.map(\.span.lowerBound).filter { $0 > instant }.min()
        let opening = calendar.nextOpening(after: instant)
        return watch.map { min($0, opening) } ?? opening
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

/// 诉求: all that the rules of its moves decide on, as one value.
package struct CaseFile: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let kind: CaseKind
    package let reporter: Int64?
    /// When it was first reported: its age counts from here, over all rounds.
    package let createdAt: Instant
    /// The case that this one handles a second time.
    package let secondOf: Int64?
    package var category: Int64
    package var grid: Int64
    package var status: CaseStatus
    package var priority: CasePriority
    package var version: Int64

    /// Who answers to the resident to the end.
    package var answerable: Int64
    package var handler: CaseHandler?
    /// The named person who works on it at a handling organization.
    package var handlerName: String?
    /// When the present handler was named; what is not the own business is returned soon after it.
    package var handedAt: Instant?

    /// Counts the times that it was taken up again, from 1.
    package var round: Int64 = 1
    package var returns: Int64 = 0
    package var rework: Int64 = 0
    /// Whose it is was decided for good.
    package var isRuled = false
    package var isSupervised = false
    /// Drawn for a check by somebody else than the handler.
    package var isSampled = false
    /// The number that the sub-district gave, once it was passed up.
    package var externalNumber: String?
    /// The status that it left for a time.
    package var resume: CaseStatus?

    package var answer: String?
    package var closingReason: ClosingReason?
    package var decliningReason: DecliningReason?
    package var duplicateOf: Int64?
    package var told: CaseTold?
    /// What was said of the telling with the report that it is done; it holds once the case is closed.
    package var toldAtClose: CaseTold?
    /// Whether it is the matter of a household, which is to be told also where nobody of it is named.
    package var hasHousehold = false
    package var closedAt: Instant?
    /// When what it went into was answered last.
    package var answeredWithAt: Instant?

    /// The limit that runs now; a case in the hands of nobody has none.
    package var step: CaseStep?
    /// When the next act is due; every open case has one.
    package var dueAt: Instant?
    /// The deadline of the handling that was last reported done; what is left of it goes into rework.
    package var handlingDue: Instant?
    /// The deadline that it was late by when its clock was stopped; by it, and not by the review, it is judged.
    package var owedAt: Instant?
    package var warningLevel: Int64 = 0
    /// When the clock has to look at it next, for a warning, a review or a silence that counts.
    package var lookAt: Instant?

    /// Who moved it last, and when: what may be undone.
    package var lastMove: LastMove?

    package init(
        id: Int64,
        community: Int64,
        kind: CaseKind,
        reporter: Int64?,
        createdAt: Instant,
        secondOf: Int64?,
        category: Int64,
        grid: Int64,
        status: CaseStatus,
        priority: CasePriority,
        version: Int64,
        answerable: Int64
    ) {
        self.id = id
        self.community = community
        self.kind = kind
        self.reporter = reporter
        self.createdAt = createdAt
        self.secondOf = secondOf
        self.category = category
        self.grid = grid
        self.status = status
        self.priority = priority
        self.version = version
        self.answerable = answerable
    }

    /// Since when it is answered: a duplicate ends before the case that it went into has its answer.
    package var answeredAt: Instant? { closedAt.map { max($0, answeredWithAt ?? $0) } }

    /// A move as far as undoing it asks (上一步).
    package struct LastMove: Sendable, Hashable {
        package let actor: Int64?
        package let at: Instant
        package let move: String

        package init(actor: Int64?, at: Instant, move: String) {
            self.actor = actor
            self.at = at
            self.move = move
        }
    }
}

/// Who works on a case (处理人): a person, or a partner.
package enum CaseHandler: Sendable, Hashable {
    case person(Int64)
    case organization(Int64)

    /// Nothing for a partner.
    package var account: Int64? { if case .person(let id) = self { id } else { nil } }
}

/// One limit of a case (办理环节): its due time, and the verdict that stands once it has ended.
package struct CaseStep: Sendable, Hashable {
    /// Nothing for one that is not stored yet.
    package var id: Int64?
    package let kind: CaseStepKind
    package let startedAt: Instant
    package var limit: TimeLimit
    package var dueAt: Instant
    /// Since when the clock stands still.
    package var pausedAt: Instant?
    package var endedAt: Instant?
    package var isOnTime: Bool?
    /// Whether nobody had to keep it any more when it ended.
    package var isExcused = false
    /// How far its warnings have come.
    package var warned: Int64 = 0

    package init(kind: CaseStepKind, startedAt: Instant, limit: TimeLimit, dueAt: Instant) {
        self.kind = kind
        self.startedAt = startedAt
        self.limit = limit
        self.dueAt = dueAt
    }

    /// The step with its verdict, which nothing changes any more.
    ///
    /// What was given up in time, or stood still when the case ended, nobody had to do any more; what was late stays late.
    func ended(at now: Instant, isGivenUp: Bool = false) -> CaseStep {
        var step = self
        // What stood still when it was in time was in time.
        let isOnTime = (pausedAt ?? now) <= dueAt
        step.isOnTime = isOnTime
        step.isExcused = isOnTime && (isGivenUp || pausedAt != nil)
        step.endedAt = now
        return step
    }
}

/// What a limit is for (环节).
package enum CaseStepKind: String, TitledEnum {
    case accept, dispatch, handle, check

    package var title: Title {
        switch self {
        case .accept: Title("受理", "Acceptance")
        case .dispatch: Title("派遣", "Dispatch")
        case .handle: Title("处理", "Handling")
        case .check: Title("核查", "Check")
        }
    }
}

/// How a case stood over a span of time, as far as the backlog counts it (在办状态).
package struct CaseStanding: Sendable, Hashable {
    package let grid: Int64
    package let category: Int64
    package let handler: CaseHandler?
    /// From when on it was late, unless something happens before.
    package let lateFrom: Instant?

    package init(grid: Int64, category: Int64, handler: CaseHandler?, lateFrom: Instant?) {
        self.grid = grid
        self.category = category
        self.handler = handler
        self.lateFrom = lateFrom
    }
}

extension CaseFile {
    /// Whether it went into another case that is not answered yet.
    package var waitsForAnother: Bool { duplicateOf != nil && answer == nil }

    /// Whether somebody waits for its word: who reported it, or the household that it is about.
    package var hasSomebodyToTell: Bool { reporter != nil || hasHousehold }

    /// Nothing for a case that is not open.
    package var standing: CaseStanding? {
        guard !status.isFinal else { return nil }
        return CaseStanding(grid: grid, category: category, handler: handler, lateFrom: lateFrom)
    }

    /// The lateness that a pause can not cure, or else the present deadline.
    private var lateFrom: Instant? {
        if let step, let paused = step.pausedAt, step.dueAt <= paused { return step.dueAt }
        return dueAt
    }
}

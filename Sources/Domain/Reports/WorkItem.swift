/// One case of a work list (工作项).
package struct WorkItem: Sendable {
    package let id: Int64
    package let number: String
    package var title: String
    package let status: CaseStatus
    package let warningLevel: Int64
    package var dueAt: Int64?
    package let grid: String
    package var handler: String?
    package let ties: CaseTies
    /// What else decides what the next call needs.
    package var state: State?
    /// What somebody beside the handler is asked for.
    package var part: WorkPart?

    package init(
        id: Int64,
        number: String,
        title: String,
        status: CaseStatus,
        warningLevel: Int64,
        dueAt: Int64?,
        grid: String,
        handler: String?,
        ties: CaseTies
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.status = status
        self.warningLevel = warningLevel
        self.dueAt = dueAt
        self.grid = grid
        self.handler = handler
        self.ties = ties
    }

    /// How far a case has come in words (办理要素).
    package struct State: Sendable {
        let handlerName: String?
        let isAnswered: Bool
        let path: CasePath
        let closingReason: ClosingReason?
        /// Whether the sub-district has had it.
        let wasReferred: Bool
        /// Whether photos of before and after lie with it.
        let hasPhotos: Bool
        /// Whether it was ruled whose it is, for good.
        let isRuled: Bool

        package init(
            handlerName: String?,
            isAnswered: Bool,
            path: CasePath,
            closingReason: ClosingReason?,
            wasReferred: Bool,
            hasPhotos: Bool,
            isRuled: Bool
        ) {
            self.handlerName = handlerName
            self.isAnswered = isAnswered
            self.path = path
            self.closingReason = closingReason
            self.wasReferred = wasReferred
            self.hasPhotos = hasPhotos
            self.isRuled = isRuled
        }

        /// Whether the sub-district has to have it before anybody here can end it.
        var waitsForReferral: Bool { path == .petition && !wasReferred }
    }

    /// What the body of the next call must bring.
    private func needs(for actors: CaseActors) -> [String] {
        if let part { return part.needed }
        guard let move = nextMove(for: actors) else { return [] }
        let needs = CaseNeeds(move: move, handler: ties.handler, actors: actors)
        var names = move.needed
        if needs.name(known: state?.handlerName) { names.append("handler_name") }
        let hasReporter = ties.reporter != nil
        if let state, !state.isAnswered,
            needs.ends(ties.policy, hasPhotos: state.hasPhotos, hasReporter: hasReporter)
        {
            names.append("answer")
        }
        if move == .close || move == .reportDone,
            let state, CaseNeeds.mediation(state.path, known: state.closingReason)
        {
            names.append("mediation")
        }
        if needs.partner != nil || needs.agreement(ties.policy, hasReporter: hasReporter) {
            names.append("channel")
        }
        return names
    }

    /// The call that usually comes next, of those that somebody may make; where others are to act, a look at it.
    private func next(for actors: CaseActors) -> String {
        switch part {
        case .summons(let id)?: return "POST /api/v1/summonses/\(id)/answer"
        case .coHandler(let id)?: return "POST /api/v1/co-handlers/\(id)/report"
        case .order(let id)?: return "POST /api/v1/supervisions/\(id)/report"
        case .followUp?: return "POST /api/v1/cases/\(id)/follow-up"
        case .mediation(let id)?: return "POST /api/v1/mediations/\(id)/follow-up"
        case .extension(let id)?: return "POST /api/v1/extensions/\(id)/grant"
        case .score(let id)?: return "POST /api/v1/summonses/\(id)/score"
        case .telling?: return "POST /api/v1/cases/\(id)/tell"
        case nil:
            return nextMove(for: actors).map { "POST /api/v1/cases/\(id)/\($0.rawValue)" } ?? "GET /api/v1/cases/\(id)"
        }
    }

    private func nextMove(for actors: CaseActors) -> CaseMove? {
        // A petition is not reported done before the sub-district had it; whoever passes it up is asked for that first.
        let isToRefer = state?.waitsForReferral == true
        let moves: [CaseMove] =
            switch status {
            case .received, .verifying: [.accept]
            case .filed: isToRefer ? [.referUp, .dispatch] : [.dispatch]
            case .returned: [.dispatch]
            // What is in other hands is theirs to do; whoever looks after it can give it to somebody else.
            case .dispatched: isToRefer ? [.referUp, .start, .reassign] : [.start, .reportDone, .reassign]
            case .handling: isToRefer ? [.referUp, .reassign] : [.reportDone, .reassign]
            case .arbitration: [.rule]
            case .referred: [.referBack]
            case .checking: [.close]
            case .shelved: [.wake]
            case .declined, .closed: [.tell]
            case .withdrawn, .void: []
            }
        return moves.first {
            !actors.isDisjoint(with: $0.rule.actors) && !($0.givesAway && state?.isRuled == true)
        }
    }
}

extension WorkItem {
    func row(for actors: CaseActors) -> [ReportValue] {
        [
            .integer(id), .text(number), .text(title), .text(status.rawValue), .integer(warningLevel),
            dueAt.map { .instant($0) } ?? .null, .text(grid), handler.map { .text($0) } ?? .null,
            .text(next(for: actors)), .texts(needs(for: actors)),
        ]
    }
}

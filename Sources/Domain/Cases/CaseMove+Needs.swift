/// What a move must bring (必填项): the one table that bodies, rules and work lists go by.
extension CaseMove {
    /// Whatever the case; a handler is a person or an organization, an answer may come from a template.
    package var needed: [String] {
        switch self {
        case .accept, .start, .referBack, .reportDone, .close, .wake, .withdraw, .tell, .undo: []
        case .verifyFirst, .dispatch: ["handler_id"]
        case .decline: ["reason", "answer"]
        case .answer: ["answer"]
        case .reassign: ["handler_id", "remark"]
        case .return: ["reason", "remark"]
        case .rule, .sendBack, .void, .reopen: ["remark"]
        case .referUp: ["external_number", "follow_up_on"]
        case .extend: ["limit", "remark"]
        case .shelve: ["remark", "condition", "review_on", "answer"]
        case .merge: ["case_id"]
        case .rate: ["speed", "result", "attitude", "solved"]
        case .supervise: ["due_at", "remark"]
        }
    }
}

/// What a move needs besides, as a case stands and by whoever makes it.
struct CaseNeeds: Sendable {
    let move: CaseMove
    let handler: CaseHandler?
    let actors: CaseActors

    /// The partner whose word it is that somebody enters, and who has to say how it arrived.
    var partner: Int64? {
        guard case .organization(let partner)? = handler, !actors.contains(.handler),
            move.rule.actors.contains(.intakeForPartner) || move == .answer
        else { return nil }
        return partner
    }

    /// Whether the person at an organization is to be named who begins to work.
    func name(known: String?) -> Bool {
        guard move == .start, case .organization? = handler else { return false }
        return known == nil
    }

    /// Whether it is the reporter's to confirm, whose agreement others enter before the silence counts.
    func agreement(_ policy: CheckPolicy, hasReporter: Bool) -> Bool {
        move == .close && policy == .reporter && hasReporter && !actors.contains(.reporter)
    }

    /// Whether it ends the case, which has an answer then: what nobody looks at ends with the word that it is done, and what its
    /// photos show may, as the lot falls.
    func ends(_ policy: CheckPolicy, hasPhotos: Bool, hasReporter: Bool) -> Bool {
        guard move == .reportDone else { return move == .close }
        return switch policy {
        case .none: true
        case .photo: hasPhotos
        case .reporter: hasPhotos && !hasReporter
        case .independent: false
        }
    }

    /// Whether a dispute has neither a record nor the reason why there is none.
    static func mediation(_ path: CasePath, known reason: ClosingReason?) -> Bool {
        path == .dispute && reason?.settlesDispute != true
    }
}

extension WorkPart {
    /// What the call that answers it must bring.
    var needed: [String] {
        switch self {
        case .summons: ["answer"]
        case .coHandler, .mediation: ["remark"]
        case .order: ["report"]
        case .followUp: ["solved", "channel"]
        case .extension, .telling: []
        case .score: ["came", "solved"]
        }
    }
}

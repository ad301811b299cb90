import Crypto
import Domain
import SQLite

/// How a move is kept (诉求办理的存储): the case, its limits, the timeline, the figures and the notices in one transaction.
extension SQLCaseRepository {
    func begin(_ file: CaseFile, by actor: Int64?, remark: String?, notices: [CaseNotice]) throws {
        try keepDue(file)
        try keepInternals(file)
        if let step = file.step { try insert(step, of: file) }
        _ = try append(
            CaseEvent(
                caseID: file.id,
                at: file.createdAt,
                actor: actor,
                move: "create",
                from: nil,
                to: file.status,
                remark: remark
            )
        )
        try CaseLedger(connection, transaction.time).move(nil, file, at: file.createdAt)
        try CaseNotices(connection, transaction.time).write(notices, about: file, by: actor, at: file.createdAt)
    }

    func save(_ turn: CaseTurn, scope: DataScope) throws {
        let (before, file) = (turn.before, turn.file)
        try transaction.touch(.cases, file.id)
        let kept = try connection.first(
            "SELECT \(CaseColumns.kept) FROM case_file c \(CaseColumns.running) WHERE c.id = ?",
            [.integer(file.id)]
        ) { $0.text(0) }
        try transaction.update(draft(from: before, to: file), id: file.id, ifVersion: nil, scope: scope)
        // Its deadline went with the rest: to write it again would write every list that is ordered by it again.
        try keepInternals(file)
        try keepSteps(turn)
        var made = CaseEvent(
            caseID: file.id,
            at: turn.at,
            actor: turn.actor,
            move: turn.move,
            from: before.status,
            to: file.status,
            visibility: turn.visibility,
            remark: turn.visibility == .staff ? turn.note ?? turn.remark : turn.remark
        )
        made.onBehalfOf = turn.onBehalfOf
        made.channel = turn.channel
        let event = try append(made)
        try noteHands(of: turn, event)
        if turn.visibility == .everyone, let note = turn.note {
            let status = file.status
            _ = try append(
                CaseEvent(
                    caseID: file.id,
                    at: turn.at,
                    actor: turn.actor,
                    move: "note",
                    from: status,
                    to: status,
                    visibility: .staff,
                    remark: note
                )
            )
        }
        if turn.move == CaseMove.undo.code { try forgetRecords(ofLastMoveOf: file.id) }
        for record in turn.records { try insert(record, turn, event: event) }
        for id in turn.attachments {
            try connection.run("UPDATE attachment SET event_id = ? WHERE id = ?", [.integer(event), .integer(id)])
        }
        try shareAnswer(of: turn)
        // A warning, or a word beside the moves, moves nothing: whoever moved last can still undo.
        if turn.move != "warn", !turn.isAside { try note(turn, event: event, kept ?? "{}") }
        try CaseLedger(connection, transaction.time).move(
            before,
            file,
            at: turn.at,
            isUndo: turn.move == CaseMove.undo.code
        )
        try CaseNotices(connection, transaction.time).write(turn)
    }

    /// Who answered for a case on a past day, and in whose hands it was before it was handed over, is read from its timeline: the
    /// first of several changes in the row of the move, each further one in a row of its own.
    private func noteHands(of turn: CaseTurn, _ event: Int64) throws {
        let (before, file) = (turn.before, turn.file)
        var changes = turn.passed.map { [$0] } ?? []
        if turn.move == "hand_over", let from = before.handler?.person, let to = file.handler?.person, from != to {
            changes.append(CaseChange(.handler, from: "\(from)", to: "\(to)"))
        }
        if before.answerable != file.answerable {
            changes.append(CaseChange(.answerable, from: "\(before.answerable)", to: "\(file.answerable)"))
        }
        for (place, change) in changes.enumerated() {
            try note(change, place == 0 ? event : append(bare(turn)))
        }
    }

    /// A further row of the same move, without its words.
    private func bare(_ turn: CaseTurn) -> CaseEvent {
        CaseEvent(
            caseID: turn.file.id,
            at: turn.at,
            actor: turn.actor,
            move: turn.move,
            from: turn.before.status,
            to: turn.file.status,
            visibility: .staff
        )
    }

    private func note(_ turn: CaseTurn, event: Int64, _ kept: String) throws {
        try connection.run(
            "INSERT OR REPLACE INTO case_undo (case_id, event_id, actor_id, at, move, before) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .integer(turn.file.id), .integer(event), .optional(turn.actor), .integer(turn.at.milliseconds),
                .text(turn.move), .text(kept),
            ]
        )
    }

    /// What clients see of the change; the rest of it is the rules' own.
    private func draft(from before: CaseFile, to file: CaseFile) -> Draft {
        var draft = Draft(.cases)
        func set<Value: Equatable>(_ name: String, _ old: Value, _ new: Value, _ value: (Value) -> FieldValue) {
            if old != new { draft[name] = value(new) }
        }
        set("status", before.status, file.status) { .text($0.rawValue) }
        set("priority", before.priority, file.priority) { .text($0.rawValue) }
        set("answerable_id", before.answerable, file.answerable) { .integer($0) }
        set("handler_id", before.handler?.person, file.handler?.person) { .optional($0) }
        set("handler_organization_id", before.handler?.organization, file.handler?.organization) { .optional($0) }
        set("handler_name", before.handlerName, file.handlerName) { .optional($0) }
        set("round", before.round, file.round) { .integer($0) }
        set("supervised", before.isSupervised, file.isSupervised) { .integer($0 ? 1 : 0) }
        set("external_number", before.externalNumber, file.externalNumber) { .optional($0) }
        set("answer", before.answer, file.answer) { .optional($0) }
        set("closing_reason", before.closingReason, file.closingReason) { .optional($0?.rawValue) }
        set("declining_reason", before.decliningReason, file.decliningReason) { .optional($0?.rawValue) }
        set("duplicate_of_id", before.duplicateOf, file.duplicateOf) { .optional($0) }
        set("told", before.told, file.told) { .optional($0?.rawValue) }
        set("told_at_close", before.toldAtClose, file.toldAtClose) { .optional($0?.rawValue) }
        set("closed_at", before.closedAt, file.closedAt) { .optional($0?.milliseconds) }
        set("due_at", before.dueAt, file.dueAt) { .optional($0?.milliseconds) }
        set("warning_level", before.warningLevel, file.warningLevel) { .integer($0) }
        return draft
    }

    func keepInternals(_ file: CaseFile) throws {
        try connection.run(
            """
            UPDATE case_file SET handed_at = ?, returns = ?, rework = ?, ruled = ?, sampled = ?, resume_status = ?,
                look_at = ?, handling_due = ?, owed_at = ? WHERE id = ?
            """,
            [
                .optional(file.handedAt?.milliseconds), .integer(file.returns), .integer(file.rework),
                .boolean(file.isRuled), .boolean(file.isSampled), .optional(file.resume?.rawValue),
                .optional(file.lookAt?.milliseconds), .optional(file.handlingDue?.milliseconds),
                .optional(file.owedAt?.milliseconds), .integer(file.id),
            ]
        )
    }

    func keepDue(_ file: CaseFile) throws {
        try connection.run(
            "UPDATE case_file SET due_at = ? WHERE id = ?",
            [.optional(file.dueAt?.milliseconds), .integer(file.id)]
        )
    }

    /// One row of the timeline; the text lies beside it.
    func append(_ event: CaseEvent) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO case_event (case_id, at, actor_id, move, from_status, to_status, visibility, remark_digest,
                on_behalf_of_id, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(event.caseID), .integer(event.at.milliseconds), .optional(event.actor), .text(event.move),
                .optional(event.from?.rawValue), .text(event.to.rawValue), .text(event.visibility.rawValue),
                event.remark.map { .blob(SHA256.digest(of: $0)) } ?? .null, .optional(event.onBehalfOf),
                .optional(event.channel?.rawValue),
            ]
        )
        let id = connection.lastInsertedID
        if let remark = event.remark {
            try connection.run(
                "INSERT INTO case_event_text (event_id, remark) VALUES (?, ?)",
                [.integer(id), .text(remark)]
            )
        }
        return id
    }
}

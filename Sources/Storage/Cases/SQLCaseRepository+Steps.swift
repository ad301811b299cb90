import Domain
import SQLite

/// The limits of a case as they are kept (办理环节的存储): each with its end and its verdict.
extension SQLCaseRepository {
    /// Ends the step that the move ended, then goes on with the one that runs now.
    func keepSteps(_ turn: CaseTurn) throws {
        let (old, new) = (turn.before.step, turn.file.step)
        if let old, let id = old.id, new?.id != id {
            if turn.move == CaseMove.undo.code {
                // It never was; what ran before it runs again.
                try connection.run("DELETE FROM case_step WHERE id = ?", [.integer(id)])
            } else if let ended = turn.endedStep {
                try end(id, as: ended)
            }
        }
        guard let new else { return }
        guard let id = new.id else { return try insert(new, of: turn.file) }
        if new != old { try keep(new, id) }
    }

    func keep(_ step: CaseStep) throws {
        guard let id = step.id else { return }
        try keep(step, id)
    }

    private func keep(_ new: CaseStep, _ id: Int64) throws {
        try connection.run(
            """
            UPDATE case_step SET time_limit = ?, due_at = ?, paused_at = ?, warned = ?, ended_at = NULL, on_time = NULL,
                excused = 0 WHERE id = ?
            """,
            [
                .text(new.limit.description), .integer(new.dueAt.milliseconds), .optional(new.pausedAt?.milliseconds),
                .integer(new.warned), .integer(id),
            ]
        )
    }

    private func end(_ id: Int64, as step: CaseStep) throws {
        try connection.run(
            "UPDATE case_step SET paused_at = NULL, ended_at = ?, on_time = ?, excused = ? WHERE id = ?",
            [
                .optional(step.endedAt?.milliseconds), .boolean(step.isOnTime ?? false), .boolean(step.isExcused),
                .integer(id),
            ]
        )
    }

    func insert(_ step: CaseStep, of file: CaseFile) throws {
        try connection.run(
            """
            INSERT INTO case_step (case_id, community_id, kind, round, grid_id, category_id, handler_id,
                handler_organization_id, started_at, time_limit, due_at, warned)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(file.id), .integer(file.community), .text(step.kind.rawValue), .integer(file.round),
                .integer(file.grid), .integer(file.category), .optional(file.handler?.person),
                .optional(file.handler?.organization), .integer(step.startedAt.milliseconds),
                .text(step.limit.description), .integer(step.dueAt.milliseconds), .integer(step.warned),
            ]
        )
    }
}

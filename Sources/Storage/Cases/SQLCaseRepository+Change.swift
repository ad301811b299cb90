import Domain
import SQLite

/// How a change that is no move is kept (诉求修改的存储): each member in a row of the timeline, from what to what.
extension SQLCaseRepository {
    func changeable(_ id: Int64) throws -> [CaseChangedField: String] {
        let columns = CaseChangedField.ofCase.map(\.rawValue).joined(separator: ", ")
        return try connection.first("SELECT \(columns) FROM case_file WHERE id = ?", [.integer(id)]) { row in
            var values: [CaseChangedField: String] = [:]
            for (index, field) in CaseChangedField.ofCase.enumerated() {
                switch row.value(Int32(index)) {
                case .integer(let number): values[field] = String(number)
                case .text(let text): values[field] = text
                default: break
                }
            }
            return values
        } ?? [:]
    }

    func saveChange(
        _ changes: [CaseChange],
        from before: CaseFile,
        to file: CaseFile,
        by actor: Int64?,
        scope: DataScope
    ) throws {
        for change in changes { try note(change, of: file, by: actor) }
        let isUntold = before.told != nil && file.told == nil
        if before.toldAtClose != nil, file.toldAtClose == nil {
            try connection.run("UPDATE case_file SET told_at_close = NULL WHERE id = ?", [.integer(file.id)])
        }
        guard before != file, before.step != file.step || before.standing != file.standing || isUntold else { return }
        if before.dueAt != file.dueAt { try keepDue(file) }
        try keepInternals(file)
        if isUntold { try connection.run("UPDATE case_file SET told = NULL WHERE id = ?", [.integer(file.id)]) }
        if let step = file.step, step != before.step { try keep(step) }
        if before.grid != file.grid { try moveGrid(file, by: actor) }
        // Whoever changed it last is whoever moved it last: an undo would take back what rests on the change.
        try connection.run("DELETE FROM case_undo WHERE case_id = ?", [.integer(file.id)])
        try CaseLedger(connection, transaction.time).move(before, file, at: transaction.now)
    }

    private func note(_ change: CaseChange, of file: CaseFile, by actor: Int64?) throws {
        let event = try append(
            CaseEvent(
                caseID: file.id,
                at: transaction.now,
                actor: actor,
                move: "change",
                from: file.status,
                to: file.status,
                visibility: .staff
            )
        )
        try note(change, event)
    }

    func note(_ change: CaseChange, _ event: Int64) throws {
        try connection.run(
            "INSERT INTO case_event_change (event_id, field, from_value, to_value) VALUES (?, ?, ?, ?)",
            [.integer(event), .text(change.field.rawValue), .optional(change.from), .optional(change.to)]
        )
    }

    /// The limit that runs is kept by another grid from now on, whose leader hears of the case.
    private func moveGrid(_ file: CaseFile, by actor: Int64?) throws {
        try connection.run(
            "UPDATE case_step SET grid_id = ? WHERE case_id = ? AND ended_at IS NULL",
            [.integer(file.grid), .integer(file.id)]
        )
        try CaseNotices(connection, transaction.time).write(
            [CaseNotice(.gridLeader, .arrived)],
            about: file,
            by: actor,
            at: transaction.now
        )
    }
}

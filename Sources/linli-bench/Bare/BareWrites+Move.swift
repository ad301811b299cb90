import SQLite

extension BareWrites {
    /// Cases that nobody has taken on yet, to be moved one after the other (待受理诉求).
    static func waiting(_ connection: Connection, most: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM case_file WHERE community_id = 1 AND status = 'received' ORDER BY due_at LIMIT ?",
            [.number(most)]
        ) { $0.integer(0) }
    }

    /// Taken on and given to somebody, in the words of `SQLCaseRepository`: the case, its limits, the timeline, what may be
    /// undone, how it stands, the sums of the day, and the notice of its reporter.
    func acceptCase(_ id: Int64, _ generator: inout SeededGenerator) throws {
        let (key, now, due) = (Value.integer(id), Value.integer(Self.now), Self.now + 86_400_000)
        let found = try connection.first(
            "SELECT grid_id, category_id, created_at, due_at FROM case_file WHERE id = ?",
            [key]
        ) {
            (grid: $0.value(0), category: $0.value(1), created: $0.integer(2), due: $0.value(3))
        }
        guard let found else { return }
        for columns in ["community_id", "*"] {
            try connection.withStatement("SELECT \(columns) FROM case_file WHERE id = ?") { row in
                try row.bind(1, id)
                _ = try row.step()
                for column in 0..<row.columnCount { row.withTextBytes(column) { _ in } }
            }
        }
        try connection.run(
            """
            UPDATE case_file SET status = 'dispatched', handler_id = 1, due_at = ?, version = version + 1, updated_at = ?
            WHERE id = ?
            """,
            [.integer(due), now, key]
        )
        try connection.run(
            """
            UPDATE case_file SET handed_at = ?, returns = 0, rework = 0, ruled = 0, sampled = 0, resume_status = NULL,
                look_at = ?, handling_due = NULL, owed_at = NULL WHERE id = ?
            """,
            [now, .integer(due), key]
        )
        try connection.run(
            "UPDATE case_step SET paused_at = NULL, ended_at = ?, on_time = 0 WHERE case_id = ? AND ended_at IS NULL",
            [now, key]
        )
        try connection.run(
            """
            INSERT INTO case_step (case_id, community_id, kind, round, grid_id, category_id, handler_id,
                handler_organization_id, started_at, time_limit, due_at, warned)
            VALUES (?, 1, 'handle', 1, ?, ?, 1, NULL, ?, '8 working_hours', ?, 0)
            """,
            [key, found.grid, found.category, now, .integer(due)]
        )
        try connection.run(
            """
            INSERT INTO case_event (case_id, at, actor_id, move, from_status, to_status, visibility)
            VALUES (?, ?, 1, 'accept', 'received', 'dispatched', 'public')
            """,
            [key, now]
        )
        try connection.run(
            "INSERT OR REPLACE INTO case_undo (case_id, event_id, actor_id, at, move, before) VALUES (?, ?, 1, ?, 'accept', ?)",
            [key, .integer(connection.lastInsertedID), now, .text(Self.before)]
        )
        try stand(key, found.grid, found.category, reported: found.created, late: due)
        try connection.run(
            """
            INSERT INTO notification (community_id, resident_id, topic, case_id, text, created_at, delivery, settled_at)
            SELECT 1, reporter_id, 'case_moved_on', id, number || ' ' || title, ?1, 'unreachable', ?1 FROM case_file WHERE id = ?2
            """,
            [now, key]
        )
        try insertEntry(table: "case_file", path: "cases", id: id, community: 1, &generator)
    }

    /// As long as what the server keeps of a case before its last move.
    private static let before = "{\"kept\": \"\(String(repeating: "0", count: 600))\"}"

    private func stand(_ id: Value, _ grid: Value, _ category: Value, reported: Int64, late: Int64) throws {
        let (now, today, later) = (Self.now, Self.now / 86_400_000, late / 86_400_000)
        try connection.run(
            "UPDATE case_standing SET until = max(since, ?) WHERE case_id = ? AND until IS NULL",
            [.integer(now), id]
        )
        try connection.run(
            """
            INSERT INTO case_standing (case_id, community_id, since, grid_id, category_id, handler_id,
                handler_organization_id, reported_at, late_from) VALUES (?, 1, ?, ?, ?, 1, NULL, ?, ?)
            """,
            [id, .integer(now), grid, category, .integer(reported), .integer(late)]
        )
        // Who handled it no more, who does now, and the other dimensions, which lose their lateness of today to a later day.
        let keys: [(Int64, Value)] = [
            (1, grid), (2, category), (3, .integer(0)), (3, .integer(1)), (5, .integer(reported / 86_400_000)),
        ]
        for (dimension, key) in keys {
            for day in [today, later] {
                try connection.run(
                    """
                    INSERT INTO case_backlog_day (community_id, dimension, key, day, arrived, open, late)
                    VALUES (1, ?, ?, ?, 0, 0, 0) ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived,
                        open = open + excluded.open, late = late + excluded.late
                    """,
                    [.integer(dimension), key, .integer(day)]
                )
            }
        }
    }
}

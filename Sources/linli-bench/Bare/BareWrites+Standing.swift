import SQLite

extension BareWrites {
    /// What the server keeps of a new case beside it (诉求附属写入): its first limit, how it stands, and the sums of its day.
    func insertStanding(of id: Int64, community: Int64, grid: Int64, category: Int64) throws {
        let (now, due, day) = (Self.now, Self.now + 3_600_000, Self.now / 86_400_000)
        try connection.run(
            """
            UPDATE case_file SET handed_at = NULL, returns = 0, rework = 0, ruled = 0, sampled = 0, resume_status = NULL,
                look_at = ?, handling_due = NULL, due_at = ? WHERE id = ?
            """,
            [.integer(due), .integer(due), .integer(id)]
        )
        try connection.run(
            """
            INSERT INTO case_step (case_id, community_id, kind, round, grid_id, category_id, handler_id,
                handler_organization_id, started_at, time_limit, due_at, warned)
            VALUES (?, ?, 'accept', 1, ?, ?, NULL, NULL, ?, '1 working_hours', ?, 0)
            """,
            [.integer(id), .integer(community), .integer(grid), .integer(category), .integer(now), .integer(due)]
        )
        try connection.run(
            """
            INSERT INTO case_standing (case_id, community_id, since, grid_id, category_id, handler_id,
                handler_organization_id, reported_at, late_from) VALUES (?, ?, ?, ?, ?, NULL, NULL, ?, ?)
            """,
            [
                .integer(id), .integer(community), .integer(now), .integer(grid), .integer(category), .integer(now),
                .integer(due),
            ]
        )
        for (dimension, key) in [(Int64(1), grid), (2, category), (3, 0), (5, day)] {
            try connection.run(
                """
                INSERT INTO case_backlog_day (community_id, dimension, key, day, arrived, open, late)
                VALUES (?, ?, ?, ?, 1, 1, 1) ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived,
                    open = open + excluded.open, late = late + excluded.late
                """,
                [.integer(community), .integer(dimension), .integer(key), .integer(day)]
            )
        }
        try connection.run(
            "INSERT INTO case_untold (case_id, grid_id, since) VALUES (?, ?, ?)",
            [.integer(id), .integer(grid), .integer(now)]
        )
        try connection.run(
            """
            INSERT INTO case_ledger_day (grid_id, day, arrived) VALUES (?, ?, 1)
            ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived
            """,
            [.integer(grid), .integer(day)]
        )
    }
}

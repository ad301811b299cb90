package import SQLite

/// The daily sums of backlog and ledger (在办与台账日报): moves keep them, here they are added up anew and compared.
package enum CaseSums {
    private struct Sum {
        let table: String
        let share: String
        let keys: [String]
        let figures: [String]
        let what: String
    }

    private static let all = [
        Sum(
            table: "case_backlog_day",
            share: "case_backlog_share",
            keys: ["community_id", "dimension", "key", "day"],
            figures: ["arrived", "open", "late"],
            what: "the backlog of community"
        ),
        Sum(
            table: "case_ledger_day",
            share: "case_ledger_share",
            keys: ["grid_id", "day"],
            figures: ["arrived", "household", "published", "nobody", "not_reachable"],
            what: "the ledger of grid"
        ),
    ]

    /// Adds all up anew, in the running transaction; cases that were written without a move get their spans first.
    package static func recount(_ connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO case_step (case_id, community_id, kind, grid_id, category_id, handler_id, handler_organization_id,
                started_at, time_limit, due_at, ended_at, on_time, excused)
            SELECT id, community_id, CASE WHEN status IN ('received', 'verifying', 'declined') THEN 'accept'
                WHEN status = 'filed' THEN 'dispatch' WHEN status = 'checking' THEN 'check' ELSE 'handle' END,
                grid_id, category_id, handler_id, handler_organization_id, created_at, '8 working_hours',
                coalesce(due_at, closed_at), closed_at,
                CASE WHEN closed_at IS NULL THEN NULL ELSE closed_at <= coalesce(due_at, closed_at) END,
                status IN ('withdrawn', 'void') AND closed_at <= coalesce(due_at, closed_at)
            FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM case_step s WHERE s.case_id = c.id)
            """
        )
        try connection.run(
            """
            INSERT INTO case_standing (case_id, community_id, since, until, grid_id, category_id, handler_id,
                handler_organization_id, reported_at, late_from)
            SELECT id, community_id, created_at, max(created_at, closed_at), grid_id, category_id, handler_id,
                handler_organization_id, created_at, max(created_at, due_at)
            FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM case_standing s WHERE s.case_id = c.id)
            """
        )
        try connection.run(
            """
            INSERT INTO case_untold (case_id, grid_id, since, until, told)
            SELECT id, grid_id, created_at, CASE WHEN told IS NULL THEN NULL ELSE max(created_at, closed_at) END, told
            FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM case_untold s WHERE s.case_id = c.id)
            """
        )
        for sum in all {
            try connection.run("DELETE FROM \(sum.table)")
            let columns = (sum.keys + sum.figures).joined(separator: ", ")
            let added = sum.figures.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")
            // One by one, as grouping would sort the shares of all cases in memory.
            try connection.run(
                """
                INSERT INTO \(sum.table) (\(columns)) SELECT \(columns) FROM \(sum.share) WHERE true
                ON CONFLICT DO UPDATE SET \(added)
                """
            )
        }
    }

    /// A sentence for every day whose sums are not those of the spans.
    package static func differences(_ connection: Connection) throws -> [String] {
        try all.flatMap { sum in
            let keys = sum.keys.joined(separator: ", ")
            let negated = sum.figures.map { "-\($0)" }.joined(separator: ", ")
            let differs = sum.figures.map { "sum(\($0)) <> 0" }.joined(separator: " OR ")
            let first = sum.keys[0]
            return try connection.query(
                """
                SELECT '\(sum.what) ' || \(first) || ' on ' || date(day * 86400, 'unixepoch') || ' is not what its cases say'
                FROM (
                    SELECT \(keys), \(sum.figures.joined(separator: ", ")) FROM \(sum.share)
                    UNION ALL SELECT \(keys), \(negated) FROM \(sum.table)
                ) GROUP BY \(keys) HAVING \(differs)
                """
            ) { $0.text(0) }
        }
    }
}

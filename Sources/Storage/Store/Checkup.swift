package import SQLite

/// The examination of a database (体检): the file, the references, and the invariants that no single row can show.
package enum Checkup {
    /// One thing that was examined, and what is wrong with it.
    package struct Finding: Sendable {
        package let name: String
        package let problems: [String]
    }

    package static func examine(_ connection: Connection) throws -> [Finding] {
        var findings = [finding("integrity") { try connection.integrityProblems() }]
        findings.append(
            finding("tables, indexes and triggers are those of the migrations") {
                try Schema.differences(of: connection)
            }
        )
        for invariant in invariants {
            findings.append(finding(invariant.name) { try connection.query(invariant.sql) { $0.text(0) } })
        }
        findings.append(
            finding("the daily figures of cases are the sums of the cases") { try CaseDays.differences(connection) }
        )
        findings.append(
            finding("backlog and ledger are the sums of how the cases stood") { try CaseSums.differences(connection) }
        )
        findings.append(
            finding("the audit chain holds, and the timelines that it binds") { try AuditChain.differences(connection) }
        )
        findings.append(
            finding("the words of timelines are those that were written") {
                try AuditChain.bindsTimelines(connection) ? TimelineWords.differences(connection) : []
            }
        )
        return findings
    }

    /// What can not be read at all is a finding, too: damage is what the examination is for.
    private static func finding(_ name: String, _ problems: () throws -> [String]) -> Finding {
        do {
            return Finding(name: name, problems: try problems())
        } catch {
            return Finding(name: name, problems: ["can not be read: \(error)"])
        }
    }

    /// Each statement returns a sentence for every row that breaks the invariant.
    private static let invariants: [(name: String, sql: String)] = [
        (
            "a building is in at most one grid on every date",
            """
            SELECT 'building ' || a.building_id || ' is in grids ' || a.grid_id || ' and ' || b.grid_id
                || ' from ' || max(a.from_date, b.from_date)
            FROM building_grid a JOIN building_grid b ON b.building_id = a.building_id AND a.id < b.id
            WHERE (b.until_date IS NULL OR a.from_date < b.until_date)
                AND (a.until_date IS NULL OR b.from_date < a.until_date)
            """
        ),
        (
            "a resident lives in one household on every date",
            """
            SELECT 'resident ' || a.resident_id || ' lives in households ' || a.household_id || ' and ' || b.household_id
            FROM residence a JOIN residence b ON b.resident_id = a.resident_id AND a.id < b.id
            WHERE (b.until_date IS NULL OR a.from_date < b.until_date)
                AND (a.until_date IS NULL OR b.from_date < a.until_date)
            """
        ),
        (
            "every case has the timeline of its status",
            """
            SELECT 'case ' || c.id || ' is ' || c.status || ' but its timeline ends with ' || coalesce(
                (SELECT e.to_status FROM case_event e WHERE e.case_id = c.id ORDER BY e.id DESC LIMIT 1), 'nothing')
            FROM case_file c WHERE c.status <> coalesce(
                (SELECT e.to_status FROM case_event e WHERE e.case_id = c.id ORDER BY e.id DESC LIMIT 1), '')
            """
        ),
        (
            "every open case has a limit that runs, and a span of the backlog; no other has",
            """
            SELECT 'case ' || c.id || ' is ' || c.status || ' with ' ||
                (SELECT count(*) FROM case_step s WHERE s.case_id = c.id AND s.ended_at IS NULL) || ' limits and ' ||
                (SELECT count(*) FROM case_standing s WHERE s.case_id = c.id AND s.until IS NULL) || ' spans'
            FROM case_file c
            WHERE (c.closed_at IS NULL) <> EXISTS (SELECT 1 FROM case_step s WHERE s.case_id = c.id AND s.ended_at IS NULL)
                OR (c.closed_at IS NULL) <> EXISTS (SELECT 1 FROM case_standing s WHERE s.case_id = c.id AND s.until IS NULL)
            """
        ),
        (
            "every case that its household was not told about is in the ledger; no other is",
            """
            SELECT 'case ' || c.id || ' is told: ' || coalesce(c.told, 'nobody yet') || ', but the ledger says otherwise'
            FROM case_file c
            WHERE (c.told IS NULL) <> EXISTS (SELECT 1 FROM case_untold s WHERE s.case_id = c.id AND s.until IS NULL)
            """
        ),
        (
            "every issue has the timeline of its status",
            """
            SELECT 'issue ' || i.id || ' is ' || i.status || ' but its timeline ends otherwise'
            FROM issue i WHERE i.status <> coalesce(
                (SELECT e.to_status FROM issue_event e WHERE e.issue_id = i.id ORDER BY e.id DESC LIMIT 1), '')
            """
        ),
        (
            "every change of a text has reached the index that finds it",
            "SELECT name || ' ' || row_id || ' is not found by its words' FROM search_pending"
        ),
        (
            "nobody who fits waits while a place is free",
            """
            SELECT 'activity ' || a.id || ' has a place for sign-up ' || w.id || ', which waits'
            FROM sign_up w JOIN activity a ON a.id = w.activity_id JOIN activity_room r ON r.activity_id = a.id
            WHERE w.status = 'waitlisted' AND w.reserved = 0 AND a.status = 'published'
                AND (a.starts_at > unixepoch() * 1000 OR a.ends_at - a.starts_at > 86400000)
                AND coalesce(w.party_size <= min(r.unclaimed, max(0, r.free) + CASE a.quotas_released WHEN 1 THEN 0 ELSE
                    coalesce((SELECT max(0, q.places - coalesce((SELECT s.taken FROM sign_up_seat s
                        WHERE s.activity_id = a.id AND s.pool = q.id), 0))
                    FROM sign_up_quota q WHERE q.id = w.quota_id), 0) END), 1)
            """
        ),
        (
            "the seats of every activity are those of its sign-ups",
            """
            SELECT 'activity ' || a.id || ' has other seats taken than its sign-ups hold' FROM activity a
            WHERE (SELECT coalesce(sum(s.taken), 0) FROM sign_up_seat s WHERE s.activity_id = a.id) <> (
                SELECT coalesce(sum(s.party_size), 0) FROM sign_up s
                WHERE s.activity_id = a.id AND s.status IN \(SignUpCounting.holdingPlace))
            """
        ),
        (
            "how many wait in a stretch of a queue is how many do",
            """
            SELECT 'activity ' || x.activity_id || ' counts ' || sum(x.waiting) || ' too many or too few who wait' FROM (
                SELECT activity_id, width, penalised, stretch, waiting FROM sign_up_waiting UNION ALL
                SELECT s.activity_id, w.column1, s.penalised, s.id >> w.column1, -1 FROM sign_up s JOIN (VALUES (5), (10)) w
                WHERE s.status = 'waitlisted') x
            GROUP BY x.activity_id, x.width, x.penalised, x.stretch HAVING sum(x.waiting) <> 0
            """
        ),
    ]
}

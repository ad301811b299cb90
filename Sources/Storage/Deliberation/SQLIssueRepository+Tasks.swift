import Domain
import SQLite

/// By what an issue is carried out, and who did (落实事项的存储).
extension SQLIssueRepository {
    func noteTask(_ caseID: Int64, of issue: Int64) throws {
        try connection.run(
            "INSERT INTO issue_task (case_id, issue_id) VALUES (?, ?)",
            [.integer(caseID), .integer(issue)]
        )
    }

    func tasks(of issue: Int64) throws -> [(number: String, status: CaseStatus)] {
        try connection.query(
            """
            SELECT coalesce(c.number, 'id ' || c.id), c.status FROM issue_task t JOIN case_file c ON c.id = t.case_id
            WHERE t.issue_id = ? ORDER BY t.case_id
            """,
            [.integer(issue)]
        ) { row in
            CaseStatus(rawValue: row.text(1)).map { (row.text(0), $0) }
        }.compactMap { $0 }
    }

    func carriers(of issue: Int64) throws -> Set<Int64> {
        let sql = """
            SELECT e.actor_id FROM issue_event e WHERE e.issue_id = ?1 AND e.move = 'start' AND e.actor_id IS NOT NULL
            UNION SELECT c.handler_id FROM case_file c WHERE c.issue_id = ?1 AND c.handler_id IS NOT NULL
            UNION SELECT e.actor_id FROM case_file c JOIN case_event e ON e.case_id = c.id
            WHERE c.issue_id = ?1 AND e.move IN ('start', 'report_done') AND e.actor_id IS NOT NULL
            """
        return Set(try connection.query(sql, [.integer(issue)]) { $0.integer(0) })
    }

    func noteAgenda(_ session: Int64, of issue: Int64) throws {
        try connection.run(
            "UPDATE issue SET agenda_session_id = ? WHERE id = ?",
            [.integer(session), .integer(issue)]
        )
    }

    func isUntouched(_ issue: Int64) throws -> Bool {
        let sql = """
            SELECT answered_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM issue_supporter s WHERE s.issue_id = i.id)
                AND NOT EXISTS (SELECT 1 FROM issue_evaluator v WHERE v.issue_id = i.id)
                AND NOT EXISTS (SELECT 1 FROM deliberation_paper p WHERE p.issue_id = i.id)
                AND NOT EXISTS (SELECT 1 FROM issue_event e WHERE e.issue_id = i.id
                    AND e.move NOT IN ('collect', 'screen', 'schedule', 'take-off'))
            FROM issue i WHERE i.id = ?
            """
        return try connection.first(sql, [.integer(issue)]) { $0.boolean(0) } ?? false
    }
}

import Domain
import SQLite

/// What waits for those who run the hall (议事待办), each kind by an index of its own.
extension SQLReportRepository {
    func hallWork(community: Int64, now: Instant, time: CommunityTime, limit: Int) throws -> [HallWorkItem] {
        let today = time.date(of: now)
        let soon = today.advanced(byDays: HallDuty.noticeDays)
        let parts: [(HallDuty, sql: String, values: [Value])] = [
            (
                .answerOverdue,
                """
                SELECT i.id, i.title, \(Self.localDay("i.answer_due_at", time)) FROM issue i
                WHERE i.community_id = ?1 AND i.answer_overdue = 1 AND i.answered_at IS NULL
                    AND i.status IN ('collected', 'screened', 'scheduled', 'deliberating', 'voting', 'deferred') ORDER BY i.id LIMIT ?2
                """, []
            ),
            (
                .voteToCount,
                """
                SELECT v.issue_id, i.title, \(Self.localDay("v.closes_at", time)) FROM vote v JOIN issue i ON i.id = v.issue_id
                WHERE v.community_id = ?1 AND v.status = 'open' AND v.closes_at <= ?3 ORDER BY v.closes_at LIMIT ?2
                """, [.integer(now.milliseconds)]
            ),
            (
                .voteUnreachable,
                """
                SELECT v.issue_id, i.title, \(Self.localDay("v.closes_at", time))
                FROM vote v INDEXED BY vote_unreachable JOIN issue i ON i.id = v.issue_id
                WHERE v.community_id = ?1 AND v.status = 'open' AND v.unreachable IS NOT NULL AND v.closes_at > ?3
                ORDER BY v.id LIMIT ?2
                """, [.integer(now.milliseconds)]
            ),
            (
                .minutesOwed,
                """
                SELECT s.id, s.title, \(Self.localDay("s.closed_at", time)), owed.minutes_id FROM (
                    SELECT h.id, NULL AS minutes_id FROM deliberation_session h WHERE h.community_id = ?1 AND h.status = 'held'
                        AND h.summary IS NULL AND NOT EXISTS (SELECT 1 FROM session_minutes m WHERE m.session_id = h.id)
                    UNION ALL SELECT m.session_id, m.id FROM session_minutes m
                        WHERE m.community_id = ?1 AND m.status <> 'archived') owed
                JOIN deliberation_session s ON s.id = owed.id ORDER BY s.id LIMIT ?2
                """, []
            ),
            (
                .noticeEnding,
                """
                SELECT n.id, n.title, n.until_date FROM public_notice n
                WHERE n.community_id = ?1 AND n.until_date BETWEEN ?3 AND ?4 ORDER BY n.until_date LIMIT ?2
                """, [.text(today.description), .text(soon.description)]
            ),
            (
                .issueToStart,
                """
                SELECT i.id, i.title, n.until_date FROM issue i JOIN public_notice n ON n.issue_id = i.id
                WHERE i.community_id = ?1 AND i.status = 'publicised' AND n.until_date < ?3
                    AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.notice_id = n.id AND o.answer IS NULL) LIMIT ?2
                """, [.text(today.description)]
            ),
            (
                .projectToAccept,
                """
                SELECT p.id, p.name, p.completed_on FROM project p
                WHERE p.community_id = ?1 AND p.status = 'completed' ORDER BY p.completed_on LIMIT ?2
                """, []
            ),
            (
                .issueToComplete,
                """
                SELECT i.id, i.title, max(\(Self.localDay("p.accepted_at", time))) FROM issue i JOIN project p ON p.issue_id = i.id
                WHERE i.community_id = ?1 AND i.status = 'implementing'
                    AND NOT EXISTS (SELECT 1 FROM issue_task t JOIN case_file c ON c.id = t.case_id
                        WHERE t.issue_id = i.id AND c.closed_at IS NULL)
                GROUP BY i.id HAVING sum(p.status <> 'accepted') = 0 LIMIT ?2
                """, []
            ),
            (
                .objectionOpen,
                """
                SELECT o.id, n.title, n.until_date FROM issue i JOIN public_notice n ON n.issue_id = i.id
                JOIN objection o ON o.notice_id = n.id
                WHERE i.community_id = ?1 AND i.status = 'publicised' AND o.answer IS NULL LIMIT ?2
                """, []
            ),
            (
                .milestoneLate,
                """
                SELECT m.id, m.title, m.due_on FROM project_milestone m
                WHERE m.community_id = ?1 AND m.done_on IS NULL AND m.due_on < ?3 ORDER BY m.due_on LIMIT ?2
                """, [.text(today.description)]
            ),
        ]
        return try parts.flatMap { duty, sql, values in
            try connection.query(sql, [.integer(community), .integer(Int64(limit))] + values) { row in
                HallWorkItem(
                    duty: duty,
                    id: row.integer(0),
                    title: row.text(1),
                    day: row.optionalText(2),
                    minutes: duty == .minutesOwed ? row.optionalInteger(3) : nil
                )
            }
        }
    }

    private static func localDay(_ column: String, _ time: CommunityTime) -> String {
        "date(\(column) / 1000 + \(time.offsetMinutes * 60), 'unixepoch')"
    }
}

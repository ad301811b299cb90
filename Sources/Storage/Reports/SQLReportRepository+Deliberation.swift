import Domain
import SQLite

/// What the halls did in a period (议事成效).
extension SQLReportRepository {
    /// From the report of a demand to the completion of its issue.
    private static let demandDays = "(i.completed_at - c.created_at) / 86400000"
    private static let steps = DeliberationFigures.spans.reversed().map { "WHEN \(demandDays) >= \($0) THEN \($0)" }
        .joined(separator: " ")

    func deliberation(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        time: CommunityTime
    ) throws -> DeliberationFigures? {
        guard let reported = try self.community(community) else { return nil }
        let span: [Value] = [
            .integer(community), .integer(time.instant(from).milliseconds),
            .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
        ]
        let completed = "i.community_id = ?1 AND i.completed_at >= ?2 AND i.completed_at < ?3"
        let collected = "i.community_id = ?1 AND i.collected_at >= ?2 AND i.collected_at < ?3"
        let days = "(i.completed_at - i.collected_at) / 86400000"
        let cases = "(SELECT count(*) FROM case_file c WHERE c.issue_id = i.id AND c.status = 'closed')"
        let average = "CAST(round(avg(\(days))) AS INTEGER)"
        let totals = [
            "SELECT count(*) FROM issue i WHERE \(collected)", "SELECT count(*) FROM issue i WHERE \(completed)",
            "SELECT coalesce(sum(\(cases)), 0) FROM issue i WHERE \(completed)",
            """
            SELECT count(*) FROM deliberation_session s
            WHERE s.community_id = ?1 AND s.status = 'held' AND s.starts_at >= ?2 AND s.starts_at < ?3
            """,
            """
            SELECT count(*) FROM deliberation_session s JOIN session_attendee a ON a.session_id = s.id
            WHERE s.community_id = ?1 AND s.status = 'held' AND s.starts_at >= ?2 AND s.starts_at < ?3
                AND a.checked_in_at IS NOT NULL
            """,
            """
            SELECT coalesce(sum(max(0, s.present - (
                SELECT count(*) FROM session_attendee a WHERE a.session_id = s.id AND a.checked_in_at IS NOT NULL))), 0)
            FROM deliberation_session s
            WHERE s.community_id = ?1 AND s.status = 'held' AND s.starts_at >= ?2 AND s.starts_at < ?3
            """,
            """
            SELECT count(*) FROM project p JOIN issue i ON i.id = p.issue_id WHERE p.status = 'accepted' AND \(completed)
            """,
            "SELECT count(*) FROM issue i WHERE i.answer_overdue = 1 AND \(collected)",
        ]
        var figures = try totals.map { ReportValue.integer(try count($0, span)) }
        figures.append(try rows("SELECT \(average) FROM issue i WHERE \(completed)", span).first?.first ?? .null)
        return DeliberationFigures(
            community: reported,
            from: from,
            to: to,
            totals: figures,
            byCompound: try rows(
                """
                SELECT c.name, count(*), sum(\(cases)), \(average) FROM issue i LEFT JOIN compound c ON c.id = i.compound_id
                WHERE \(completed) GROUP BY i.compound_id ORDER BY count(*) DESC, i.compound_id
                """,
                span
            ),
            byKind: try rows(
                """
                SELECT c.kind, count(*), CAST(round(avg(\(Self.demandDays))) AS INTEGER)
                FROM issue i JOIN case_file c ON c.issue_id = i.id AND c.status = 'closed' WHERE \(completed)
                GROUP BY c.kind ORDER BY count(*) DESC, c.kind
                """,
                span
            ),
            byTime: try rows(
                """
                SELECT CASE \(Self.steps) ELSE 0 END, count(*)
                FROM issue i JOIN case_file c ON c.issue_id = i.id AND c.status = 'closed' WHERE \(completed) GROUP BY 1 ORDER BY 1
                """,
                span
            ),
            bySource: try rows(
                """
                SELECT i.source, count(*), sum(i.completed_at IS NOT NULL) FROM issue i WHERE \(collected)
                GROUP BY i.source ORDER BY count(*) DESC, i.source
                """,
                span
            ),
            byStatus: try rows(
                "SELECT i.status, count(*) FROM issue i WHERE \(collected) GROUP BY i.status ORDER BY count(*) DESC, i.status",
                span
            ),
            completed: try rows(
                """
                SELECT i.id, printf('YT%d-%04d', i.number_year, i.number_in_year), i.title, c.name,
                    date(i.completed_at / 1000 + \(time.offsetMinutes * 60), 'unixepoch'), \(cases), \(days)
                FROM issue i LEFT JOIN compound c ON c.id = i.compound_id WHERE \(completed) ORDER BY i.completed_at, i.id
                """,
                span
            )
        )
    }

    func resolvedDemands(
        community: Int64,
        from: CivilDate,
        to: CivilDate,
        kind: String?,
        span: Int64?,
        time: CommunityTime
    ) throws -> ResolvedDemands? {
        guard let reported = try self.community(community) else { return nil }
        let sql = """
            SELECT c.id, c.kind, \(Self.demandDays), i.id, i.title, '/api/v1/cases/' || c.id
            FROM issue i JOIN case_file c ON c.issue_id = i.id AND c.status = 'closed'
            WHERE i.community_id = ?1 AND i.completed_at >= ?2 AND i.completed_at < ?3 AND (?4 IS NULL OR c.kind = ?4)
                AND (?5 IS NULL OR (CASE \(Self.steps) ELSE 0 END) = ?5) ORDER BY i.completed_at, c.id LIMIT ?6
            """
        let values: [Value] = [
            .integer(community), .integer(time.instant(from).milliseconds),
            .integer(time.instant(to.advanced(byDays: 1)).milliseconds), .optional(kind), .optional(span),
            .integer(ResolvedDemands.most),
        ]
        return ResolvedDemands(community: reported, from: from, to: to, rows: try rows(sql, values))
    }
}

import Domain
import SQLite

/// Which mediations are to be followed up (调解回访待办).
extension SQLReportRepository {
    /// Of those that their case ended by, whose day has come and that nobody has asked after: whoever handled the case has them or took them over, or
    /// stands in for who did, and so does everybody who looks after the place.
    func mediated(_ worker: Worker, limit: Int) throws -> [WorkItem] {
        let cut = ScopeCondition(worker.scope, Projection[.cases].source)
        return try connection.query(
            """
            SELECT \(Self.columns), m.id, m.due_at
            FROM case_mediation m CROSS JOIN case_file t ON t.id = m.case_id \(Self.names)
            WHERE m.community_id = ?2 AND m.followed_up_at IS NULL AND m.due_at <= ?3 AND \(SQLMediationRepository.isLatest)
                AND t.status = 'closed' AND t.closing_reason IN ('mediated', 'mediation_failed')
                AND (coalesce(m.follow_up_by_id, t.handler_id) = ?4 OR coalesce(m.follow_up_by_id, t.handler_id) IN (SELECT d.account_id FROM deputy d WHERE d.deputy_id = ?4
                    AND d.from_date <= ?1 AND (d.until_date IS NULL OR d.until_date > ?1)) OR \(cut.sql))
            ORDER BY m.due_at LIMIT ?
            """,
            [
                .text(worker.today.description), .optional(worker.scope.communityID),
                .integer(worker.now.milliseconds), .integer(worker.account ?? 0),
            ] + cut.values + [.integer(Int64(limit))]
        ) { row in
            var item = Self.item(row)
            item.part = .mediation(row.integer(Self.width))
            item.dueAt = row.integer(Self.width + 1)
            return item
        }
    }
}

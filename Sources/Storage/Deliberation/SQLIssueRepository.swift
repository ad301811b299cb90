import Domain
import SQLite

/// Where issues and their timeline lie (议题的存储).
struct SQLIssueRepository: IssueRepository {
    let transaction: SQLTransaction

    func find(_ id: Int64, scope: DataScope) throws -> DeliberationIssue? {
        guard try transaction.contains(.issues, id: id, scope: scope) else { return nil }
        let sql = "SELECT status, version FROM issue WHERE id = ?"
        return try transaction.connection.first(sql, [.integer(id)]) { row in
            guard let status = IssueStatus(rawValue: row.text(0)) else { return nil }
            return DeliberationIssue(id: id, status: status, version: row.integer(1))
        } ?? nil
    }

    func appendEvent(
        issue: Int64,
        at: Instant,
        actor: Int64?,
        move: String,
        from: IssueStatus?,
        to: IssueStatus,
        remark: String?
    ) throws {
        try transaction.connection.run(
            """
            INSERT INTO issue_event (issue_id, at, actor_id, move, from_status, to_status, remark)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(issue), .integer(at.milliseconds), .optional(actor), .text(move), .optional(from?.rawValue),
                .text(to.rawValue), .optional(remark),
            ]
        )
    }
}

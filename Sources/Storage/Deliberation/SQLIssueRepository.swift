import Domain
import SQLite

/// Where issues and their timeline lie (议题的存储).
struct SQLIssueRepository: IssueRepository {
    let transaction: SQLTransaction

    func find(_ id: Int64, scope: DataScope) throws -> DeliberationIssue? {
        guard try transaction.contains(.issues, id: id, scope: scope) else { return nil }
        let sql = "SELECT status, version, authority FROM issue WHERE id = ?"
        return try transaction.connection.first(sql, [.integer(id)]) { row in
            guard let status = IssueStatus(rawValue: row.text(0)), let authority = IssueAuthority(rawValue: row.text(2))
            else { return nil }
            return DeliberationIssue(id: id, status: status, version: row.integer(1), authority: authority)
        } ?? nil
    }

    func sessionStatus(_ id: Int64) throws -> SessionStatus {
        try status("deliberation_session", id)
    }

    func projectStatus(_ id: Int64) throws -> ProjectStatus { try status("project", id) }

    private func status<Status: TitledEnum>(_ table: String, _ id: Int64) throws -> Status {
        let text = try transaction.connection.first("SELECT status FROM \(table) WHERE id = ?", [.integer(id)]) {
            $0.text(0)
        }
        guard let status = text.flatMap({ Status(rawValue: $0) }) else { throw DomainError.notFound }
        return status
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

import Domain
import SQLite

/// Where sessions, their agendas and attendees lie (议事会的存储).
struct SQLSessionRepository: SessionRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var now: Value { .integer(transaction.now.milliseconds) }

    func find(_ id: Int64, scope: DataScope) throws -> HallSession? {
        guard try transaction.contains(.sessions, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT community_id, status, starts_at, opened_at, closed_at, check_in_code, look_at FROM deliberation_session
            WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            SessionStatus(rawValue: row.text(1)).map { status in
                HallSession(
                    id: id,
                    community: row.integer(0),
                    status: status,
                    startsAt: Instant(milliseconds: row.integer(2)),
                    openedAt: row.optionalInteger(3).map(Instant.init(milliseconds:)),
                    closedAt: row.optionalInteger(4).map(Instant.init(milliseconds:)),
                    code: row.optionalText(5),
                    lookAt: row.optionalInteger(6).map(Instant.init(milliseconds:))
                )
            }
        } ?? nil
    }

    func title(ofIssue id: Int64) throws -> String? {
        let sql = "SELECT coalesce(public_title, title) FROM issue WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { $0.text(0) }
    }

    func summary(of session: Int64) throws -> String? {
        try connection.first("SELECT summary FROM deliberation_session WHERE id = ?", [.integer(session)]) {
            $0.optionalText(0)
        } ?? nil
    }

    func lookAt(_ session: Int64, _ moment: Instant?, code: String?) throws {
        try connection.run(
            "UPDATE deliberation_session SET look_at = ?, check_in_code = coalesce(?, check_in_code) WHERE id = ?",
            [.optional(moment?.milliseconds), .optional(code), .integer(session)]
        )
    }

    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM deliberation_session WHERE look_at <= ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

/// What is asked of a session without writing (议事会的读取).
struct SQLSessionReading: SessionReading {
    let connection: Connection

    func chair(of session: Int64) throws -> String? {
        try connection.first("SELECT chair FROM deliberation_session WHERE id = ?", [.integer(session)]) {
            $0.optionalText(0)
        } ?? nil
    }
}

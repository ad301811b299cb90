package import Domain
import SQLite

/// Tickets for the pages and what browsers keep (页面凭证的存储).
extension SQLAccessRepository {
    /// Browsers of one session at once: at the desk, at the projector, on the telephone; the oldest gives way.
    private static let passesOfSession: Int64 = 4

    func openPageTicket(_ hash: [UInt8], session: Int64, expiresAt: Instant) throws {
        if let account = try account(ofSession: session) { try transaction.note("make_page_ticket", account: account) }
        let now = Value.integer(transaction.now.milliseconds)
        try connection.run("DELETE FROM page_pass WHERE expires_at <= ?", [now])
        try connection.run(
            """
            DELETE FROM page_pass WHERE session_id = ?1 AND (kind = 'ticket' OR id <= (
                SELECT o.id FROM page_pass o WHERE o.session_id = ?1 ORDER BY o.id DESC LIMIT 1 OFFSET ?2))
            """,
            [.integer(session), .integer(Self.passesOfSession - 1)]
        )
        try connection.run(
            "INSERT INTO page_pass (session_id, kind, secret_hash, created_at, expires_at) VALUES (?, 'ticket', ?, ?, ?)",
            [.integer(session), .blob(hash), now, .integer(expiresAt.milliseconds)]
        )
    }

    func redeemPageTicket(_ hash: [UInt8], as pass: [UInt8], expiresAt: Instant) throws -> Bool {
        // One statement, so that of two browsers with one ticket one gets in.
        let sql = """
            UPDATE page_pass SET kind = 'cookie', secret_hash = ?2, created_at = ?3, expires_at = ?4
            WHERE secret_hash = ?1 AND kind = 'ticket' AND expires_at > ?3 AND \(SQLReader.pageSessionHolds("?3"))
            RETURNING (SELECT s.account_id FROM session s WHERE s.id = session_id)
            """
        let values: [Value] = [
            .blob(hash), .blob(pass), .integer(transaction.now.milliseconds), .integer(expiresAt.milliseconds),
        ]
        guard let account = try connection.first(sql, values, { $0.integer(0) }) else { return false }
        try transaction.note("enter_pages", account: account)
        return true
    }
}

extension SQLReader {
    /// That the session of a pass is open, in use, and of somebody who may still sign in.
    static func pageSessionHolds(_ now: String) -> String {
        """
        EXISTS (SELECT 1 FROM session s JOIN account a ON a.id = s.account_id WHERE s.id = page_pass.session_id
            AND s.expires_at > \(now) AND s.last_seen_at + s.idle_seconds * 1000 > \(now) AND a.disabled = 0)
        """
    }

    package func principal(pageHash: [UInt8], now: Instant) throws -> Principal? {
        let sql = """
            SELECT s.id, \(Principal.columns("a")) FROM page_pass JOIN session s ON s.id = page_pass.session_id
            JOIN account a ON a.id = s.account_id
            WHERE page_pass.secret_hash = ?1 AND page_pass.kind = 'cookie' AND page_pass.expires_at > ?2
                AND \(Self.pageSessionHolds("?2"))
            """
        return try connection.first(sql, [.blob(pageHash), .integer(now.milliseconds)]) {
            Principal($0, from: 1, credential: .session($0.integer(0)))
        }
    }
}

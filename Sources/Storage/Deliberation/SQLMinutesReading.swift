import Crypto
import Domain
import SQLite

/// Takes the fingerprint of minutes from what lies there (核对指纹), so that it can be taken again by anybody.
struct SQLMinutesReading: MinutesReading {
    let reader: SQLReader

    private var connection: Connection { reader.connection }

    func fingerprints(of minutes: Int64, scope: DataScope) throws -> (kept: String?, recomputed: String) {
        guard try reader.contains(.sessionMinutes, id: minutes, scope: scope) else { throw DomainError.notFound }
        let sql = "SELECT fingerprint, papers_until FROM session_minutes WHERE id = ?"
        let (kept, papers) =
            try connection.first(sql, [.integer(minutes)]) { ($0.optionalText(0), $0.optionalInteger(1)) } ?? (nil, nil)
        return (kept, try fingerprint(of: minutes, papersUntil: papers ?? Int64.max))
    }

    func lastPaper(ofSession id: Int64) throws -> Int64 {
        let sql = "SELECT coalesce(max(id), 0) FROM deliberation_paper WHERE session_id = ?"
        return try connection.first(sql, [.integer(id)]) { $0.integer(0) } ?? 0
    }

    /// Papers that came later do not belong to the record.
    func fingerprint(of minutes: Int64, papersUntil papers: Int64) throws -> String {
        let sql = "SELECT form, text, session_id FROM session_minutes WHERE id = ?"
        let found = try connection.first(sql, [.integer(minutes)]) { row in
            MinutesForm(rawValue: row.text(0)).map { ($0, row.text(1), row.integer(2)) }
        }
        guard let (form, text, session) = found ?? nil else { throw DomainError.notFound }
        let signatures = try connection.query(
            """
            SELECT attendee_id, signed_at, on_paper FROM minutes_signature WHERE minutes_id = ? AND signed_at IS NOT NULL
            ORDER BY attendee_id
            """,
            [.integer(minutes)]
        ) { (attendee: $0.integer(0), at: $0.integer(1), onPaper: $0.boolean(2)) }
        return try fingerprint(form, text, ofSession: session, papersUntil: papers, signatures: signatures)
    }

    func fingerprint(
        _ form: MinutesForm,
        _ text: String,
        ofSession id: Int64,
        papersUntil papers: Int64,
        signatures: [(attendee: Int64, at: Int64, onPaper: Bool)] = []
    ) throws -> String {
        let session = [Value.integer(id)]
        let starts = "SELECT starts_at FROM deliberation_session WHERE id = ?"
        let start = try connection.first(starts, session) { $0.integer(0) } ?? 0
        var record = MinutesRecord(form: form.rawValue, text: text, session: (id, start))
        record.signatures = signatures
        record.items = try connection.query(
            "SELECT place, title, status, outcome FROM agenda_item WHERE session_id = ? ORDER BY place",
            session
        ) { ($0.integer(0), $0.text(1), $0.text(2), $0.optionalText(3)) }
        record.attendees = try connection.query(
            """
            SELECT id, party, checked_in_at FROM session_attendee WHERE session_id = ? AND checked_in_at IS NOT NULL ORDER BY id
            """,
            session
        ) { ($0.integer(0), $0.text(1), $0.integer(2)) }
        record.papers = try connection.query(
            """
            SELECT p.kind, u.sha256 FROM deliberation_paper p JOIN upload u ON u.id = p.upload_id
            WHERE p.session_id = ? AND p.id <= ? ORDER BY p.id
            """,
            session + [.integer(papers)]
        ) { ($0.text(0), $0.text(1)) }
        return SHA256.hexDigest(record.canonical(SHA256.hexDigest))
    }
}

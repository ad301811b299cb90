import Domain
import SQLite

/// Where minutes lie (会议纪要的存储).
struct SQLMinutesRepository: MinutesRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func find(_ id: Int64, scope: DataScope) throws -> SessionMinutes? {
        guard try transaction.contains(.sessionMinutes, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT m.community_id, m.session_id, m.form, m.status,
                (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = m.id),
                (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = m.id AND s.signed_at IS NOT NULL),
                (SELECT count(*) FROM minutes_objection o WHERE o.minutes_id = m.id AND o.answer IS NULL),
                (SELECT count(*) FROM minutes_signature s JOIN session_attendee a ON a.id = s.attendee_id
                    WHERE s.minutes_id = m.id AND a.observer = 0),
                (SELECT count(*) FROM minutes_signature s JOIN session_attendee a ON a.id = s.attendee_id
                    WHERE s.minutes_id = m.id AND a.observer = 0 AND s.signed_at IS NOT NULL)
            FROM session_minutes m WHERE m.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row -> SessionMinutes? in
            guard let form = MinutesForm(rawValue: row.text(2)), let status = MinutesStatus(rawValue: row.text(3))
            else {
                return nil
            }
            return SessionMinutes(
                id: id,
                community: row.integer(0),
                session: row.integer(1),
                form: form,
                status: status,
                sent: row.integer(4),
                signed: row.integer(5),
                due: row.integer(7),
                signedOfDue: row.integer(8),
                openObjections: row.integer(6)
            )
        } ?? nil
    }

    func minutes(ofSession id: Int64) throws -> Int64? {
        try connection.first("SELECT id FROM session_minutes WHERE session_id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func insert(_ text: String, _ form: MinutesForm, of session: HallSession) throws -> Int64 {
        let isLight = form == .light
        let papers = try reading.lastPaper(ofSession: session.id)
        let taken = try isLight ? reading.fingerprint(form, text, ofSession: session.id, papersUntil: papers) : nil
        try connection.run(
            """
            INSERT INTO session_minutes (community_id, session_id, form, status, text, archived_at, fingerprint, papers_until,
                created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            """,
            [
                .integer(session.community), .integer(session.id), .text(form.rawValue),
                .text((isLight ? MinutesStatus.archived : .draft).rawValue), .text(text), isLight ? now : .null,
                taken.map(Value.text) ?? .null, isLight ? .integer(papers) : .null, now,
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.sessionMinutes, id, isNew: true)
        return id
    }

    private var reading: SQLMinutesReading { SQLMinutesReading(reader: transaction.reader) }

    func binds(_ session: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM agenda_item WHERE session_id = ? AND status = 'voting' LIMIT 1"
        return try connection.first(sql, [.integer(session)]) { _ in true } ?? false
    }

    func areOwed(by session: Int64) throws -> Bool {
        let status = "SELECT status FROM session_minutes WHERE session_id = ?"
        if let status = try connection.first(status, [.integer(session)], { $0.text(0) }) {
            return status != MinutesStatus.archived.rawValue
        }
        if try binds(session) { return true }
        let summary = "SELECT summary IS NULL FROM deliberation_session WHERE id = ?"
        return try connection.first(summary, [.integer(session)]) { $0.boolean(0) } ?? false
    }

    func circulate(_ minutes: SessionMinutes) throws {
        let present = try connection.query(
            """
            SELECT id, account_id, resident_id FROM session_attendee
            WHERE session_id = ? AND checked_in_at IS NOT NULL AND observer = 0 ORDER BY id
            """,
            [.integer(minutes.session)]
        ) { ($0.integer(0), $0.optionalInteger(1), $0.optionalInteger(2)) }
        guard !present.isEmpty else { throw DomainError.nobodyPresent }
        let writer = NoticeWriter(connection, transaction.time)
        let title = "SELECT title FROM deliberation_session WHERE id = ?"
        let words = try connection.first(title, [.integer(minutes.session)]) { $0.text(0) } ?? ""
        for (attendee, account, resident) in present {
            try connection.run(
                """
                INSERT INTO minutes_signature (community_id, minutes_id, attendee_id, circulated_at, created_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?4, ?4)
                ON CONFLICT (minutes_id, attendee_id) DO UPDATE SET circulated_at = excluded.circulated_at,
                    version = version + 1, updated_at = excluded.updated_at
                """,
                [.integer(minutes.community), .integer(minutes.id), .integer(attendee), now]
            )
            guard
                let receiver = account.map(NoticeWriter.Receiver.account)
                    ?? resident.map(NoticeWriter.Receiver.resident)
            else { continue }
            try writer.write(
                .minutesToSign,
                to: receiver,
                words,
                about: .session(minutes.session),
                of: minutes.community,
                at: transaction.now
            )
        }
    }

    func signature(of attendee: Int64, _ minutes: Int64) throws -> (id: Int64, isSigned: Bool)? {
        let sql = "SELECT id, signed_at IS NOT NULL FROM minutes_signature WHERE minutes_id = ? AND attendee_id = ?"
        return try connection.first(sql, [.integer(minutes), .integer(attendee)]) { ($0.integer(0), $0.boolean(1)) }
    }

    func objection(_ id: Int64, scope: DataScope) throws -> (minutes: Int64, isAnswered: Bool)? {
        guard try transaction.contains(.minutesObjections, id: id, scope: scope) else { return nil }
        let sql = "SELECT minutes_id, answer IS NOT NULL FROM minutes_objection WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { ($0.integer(0), $0.boolean(1)) }
    }

    func archive(_ minutes: SessionMinutes) throws {
        let papers = try reading.lastPaper(ofSession: minutes.session)
        let fingerprint = try reading.fingerprint(of: minutes.id, papersUntil: papers)
        try transaction.touch(.sessionMinutes, minutes.id)
        try connection.run(
            """
            UPDATE session_minutes SET status = 'archived', archived_at = ?1, fingerprint = ?2, papers_until = ?3,
                version = version + 1, updated_at = ?1 WHERE id = ?4
            """,
            [now, .text(fingerprint), .integer(papers), .integer(minutes.id)]
        )
    }
}

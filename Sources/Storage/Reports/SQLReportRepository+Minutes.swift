import Domain
import SQLite

/// The minutes of a session with all that belongs to them (纪要打印件).
extension SQLReportRepository {
    func minutes(ofSession id: Int64, language: Language) throws -> MinutesFigures? {
        let own: [Value] = [.integer(id)]
        let community = try connection.first("SELECT community_id FROM session_minutes WHERE session_id = ?", own) {
            $0.integer(0)
        }
        guard let reported = try community.flatMap({ try self.community($0) }) else { return nil }
        let head = try connection.first(
            """
            SELECT s.title, h.name, s.starts_at, s.chair, s.present, m.form, m.status, m.text,
                (SELECT count(*) FROM minutes_signature g WHERE g.minutes_id = m.id),
                (SELECT count(*) FROM minutes_signature g WHERE g.minutes_id = m.id AND g.signed_at IS NOT NULL),
                m.archived_at, m.fingerprint, max(0, s.present - (
                    SELECT count(*) FROM session_attendee a WHERE a.session_id = s.id AND a.checked_in_at IS NOT NULL))
            FROM session_minutes m JOIN deliberation_session s ON s.id = m.session_id JOIN hall h ON h.id = s.hall_id
            WHERE m.session_id = ?
            """,
            own
        ) { row -> [ReportValue] in
            [
                .text(row.text(0)), .text(row.text(1)), .instant(row.integer(2)), Self.text(row.optionalText(3)),
                row.optionalInteger(4).map(ReportValue.integer) ?? .null,
                row.optionalInteger(12).map(ReportValue.integer) ?? .null,
                .text(row.text(5)), .text(row.text(6)), .text(row.text(7)),
                .integer(row.integer(8)), .integer(row.integer(9)), Self.moment(row.optionalInteger(10)),
                Self.text(row.optionalText(11)),
            ]
        }
        return MinutesFigures(
            community: reported,
            head: head ?? [],
            attendance: try connection.query(
                """
                SELECT a.party, a.name, a.observer, a.checked_in_at, g.signed_at
                FROM session_attendee a LEFT JOIN minutes_signature g ON g.attendee_id = a.id
                WHERE a.session_id = ? AND a.checked_in_at IS NOT NULL ORDER BY a.id
                """,
                own
            ) {
                [
                    .text($0.text(0)), .text($0.text(1)), .boolean($0.boolean(2)), .instant($0.integer(3)),
                    Self.moment($0.optionalInteger(4)),
                ]
            },
            agenda: try rows(
                """
                SELECT place, title, status, \(StoredWords.said("outcome", language)) FROM agenda_item
                WHERE session_id = ? ORDER BY place
                """,
                own
            ),
            objections: try rows(
                """
                SELECT a.name, i.place, o.text, o.answer
                FROM session_minutes m JOIN minutes_objection o ON o.minutes_id = m.id
                JOIN session_attendee a ON a.id = o.attendee_id LEFT JOIN agenda_item i ON i.id = o.item_id
                WHERE m.session_id = ? ORDER BY o.id
                """,
                own
            ),
            addenda: try connection.query(
                """
                SELECT d.created_at, d.text FROM session_minutes m JOIN minutes_addendum d ON d.minutes_id = m.id
                WHERE m.session_id = ? ORDER BY d.id
                """,
                own
            ) { [.instant($0.integer(0)), .text($0.text(1))] }
        )
    }

    private static func text(_ text: String?) -> ReportValue { text.map(ReportValue.text) ?? .null }

    private static func moment(_ milliseconds: Int64?) -> ReportValue {
        milliseconds.map(ReportValue.instant) ?? .null
    }
}

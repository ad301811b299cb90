import Domain
import SQLite

/// When venues are open, and what is booked in them meanwhile (开放时间的存储).
extension SQLVenueRepository {
    func openingTimes(ofVenue id: Int64) throws -> OpeningTimes {
        try OpeningTable(connection: connection).times(ofVenue: id, transaction.time)
    }

    func hours(_ id: Int64) throws -> WeeklyHours? { try OpeningTable(connection: connection).hours(id) }

    func keepHours(_ id: Int64, until day: CivilDate) throws {
        // The row moves on before what it was is written again: two that hold at once are refused.
        let before = try hours(id)?.from?.description
        try connection.run(
            "UPDATE opening_hour SET from_date = ? WHERE id = ?",
            [.text(day.description), .integer(id)]
        )
        let sql = """
            INSERT INTO opening_hour (
                community_id, venue_id, weekday, opens, closes, from_date, until_date, created_at, updated_at, reason,
                corrected_at, entered_by)
            SELECT community_id, venue_id, weekday, opens, closes, ?1, ?2, created_at, ?3, reason, corrected_at, entered_by
            FROM opening_hour WHERE id = ?4
            """
        try connection.run(
            sql,
            [.optional(before), .text(day.description), .integer(transaction.now.milliseconds), .integer(id)]
        )
        // What was said of the days that are over stays with them.
        try connection.run("UPDATE opening_hour SET reason = NULL, corrected_at = NULL WHERE id = ?", [.integer(id)])
    }

    func overlap(with span: OpeningSpan) throws -> (id: Int64, words: String)? {
        let sql = """
            SELECT o.id, o.opens || '-' || o.closes FROM opening_hour o
            WHERE o.venue_id = ?1 AND o.weekday = ?2 AND o.id IS NOT ?3 AND o.opens < ?5 AND ?4 < o.closes
                AND (o.until_date IS NULL OR ?6 IS NULL OR o.until_date > ?6)
                AND (?7 IS NULL OR o.from_date IS NULL OR o.from_date < ?7)
            ORDER BY o.id LIMIT 1
            """
        let values: [Value] = [
            .integer(span.venue), .integer(Int64(span.weekday)), .optional(span.id), .text(span.opens),
            .text(span.closes),
            .optional(span.from?.description), .optional(span.until?.description),
        ]
        return try connection.first(sql, values) { (id: $0.integer(0), words: $0.text(1)) }
    }

    func community(ofVenue id: Int64) throws -> Int64? {
        try connection.first("SELECT community_id FROM venue WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func venue(ofHours id: Int64) throws -> Int64? {
        try connection.first("SELECT venue_id FROM opening_hour WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func exception(_ id: Int64) throws -> OpeningException? { try OpeningTable(connection: connection).exception(id) }

    func exceptions(ofVenue id: Int64, on day: CivilDate) throws -> [OpeningException] {
        try OpeningTable(connection: connection).exceptions(ofVenue: id, on: day)
    }

    func bookingsToCome(inVenue id: Int64) throws -> [KeptRoom] {
        // None is longer than a day, so what is not over began a day before at the earliest.
        let sql = """
            SELECT b.id, b.title, b.starts_at, b.ends_at, b.status, b.room_id, r.name, v.name FROM room r
            JOIN venue v ON v.id = r.venue_id JOIN venue_booking b ON b.room_id = r.id AND b.starts_at > ?2 - 86400000
            WHERE r.venue_id = ?1 AND b.status = 'booked' AND b.ends_at > ?2 ORDER BY b.starts_at, b.id
            """
        return try connection.query(sql, [.integer(id), .integer(transaction.now.milliseconds)]) { row in
            KeptRoom(
                booking: try Self.booking(row),
                room: row.integer(5),
                roomName: row.text(6),
                venueName: row.text(7)
            )
        }
    }

    func activitiesToCome(inVenue id: Int64) throws -> [(id: Int64, span: Range<Instant>, place: String)] {
        let sql = """
            SELECT a.id, a.starts_at, a.ends_at, v.name FROM activity a JOIN venue v ON v.id = a.venue_id
            WHERE a.venue_id = ?1 AND a.status IN ('draft', 'published') AND a.ends_at > ?2 AND NOT EXISTS (
                SELECT 1 FROM venue_booking b JOIN room r ON r.id = b.room_id
                WHERE b.activity_id = a.id AND b.status = 'booked' AND r.venue_id = ?1)
            """
        let found = try connection.query(sql, [.integer(id), .integer(transaction.now.milliseconds)]) { row in
            (
                id: row.integer(0),
                span: Instant(milliseconds: row.integer(1))..<Instant(milliseconds: row.integer(2)),
                place: row.text(3)
            )
        }
        return found.sorted { ($0.span.lowerBound, $0.id) < ($1.span.lowerBound, $1.id) }
    }

    func tellHolders(ofActivity id: Int64, _ topic: NoticeTopic, _ words: String) throws {
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, topic, activity_id, text, created_at)
            SELECT a.community_id, c.id, ?2, a.id, substr(a.title || '：' || ?3, 1, 500), ?4 FROM activity a
            JOIN account c ON c.community_id = a.community_id AND c.disabled = 0 AND c.id IS NOT ?5
                AND (c.organization_id = a.organizer_id OR c.branch_id = a.party_organization_id
                    OR a.organizer_id IS NULL AND a.party_organization_id IS NULL AND c.role IN ('secretary', 'staff'))
            WHERE a.id = ?1
            """,
            [
                .integer(id), .text(topic.rawValue), .text(words), .integer(transaction.now.milliseconds),
                .optional(transaction.origin?.account),
            ]
        )
    }

    func concerned(byBooking id: Int64) throws -> [Int64] {
        let sql = """
            SELECT c.id FROM venue_booking b JOIN account c ON c.id = b.booked_by WHERE b.id = ?1 AND c.disabled = 0
            UNION SELECT c.id FROM venue_booking b JOIN activity a ON a.id = b.activity_id
            JOIN account c ON c.organization_id = a.organizer_id WHERE b.id = ?1 AND c.disabled = 0
            UNION SELECT c.id FROM venue_booking b JOIN activity a ON a.id = b.activity_id
            JOIN account c ON c.branch_id = a.party_organization_id WHERE b.id = ?1 AND c.disabled = 0
            """
        return try connection.query(sql, [.integer(id)]) { $0.integer(0) }
    }
}

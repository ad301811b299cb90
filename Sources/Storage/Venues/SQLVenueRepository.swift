import Domain
import SQLite

/// Where rooms, opening times and bookings lie (场馆的存储).
struct SQLVenueRepository: VenueRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }

    func rules(ofRoom id: Int64) throws -> RoomRules? {
        let sql = """
            SELECT r.venue_id, v.operator_id, r.booked_by, r.notice_hours, r.days_ahead, r.longest_minutes, r.cancel_hours
            FROM room r JOIN venue v ON v.id = r.venue_id WHERE r.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            var rules = RoomRules(
                venue: row.integer(0),
                operatorID: row.optionalInteger(1),
                bookers: RoomBookers(rawValue: row.text(2)) ?? .staff
            )
            rules.noticeHours = row.optionalInteger(3)
            rules.daysAhead = row.optionalInteger(4)
            rules.longestMinutes = row.optionalInteger(5)
            rules.cancelHours = row.optionalInteger(6)
            return rules
        }
    }

    func rules(ofBooking id: Int64) throws -> RoomRules? {
        try connection.first("SELECT room_id FROM venue_booking WHERE id = ?", [.integer(id)]) { $0.integer(0) }
            .flatMap(rules(ofRoom:))
    }

    func rooms(ofActivity id: Int64) throws -> [ActivityRoom] {
        let sql = """
            SELECT id, title, starts_at, ends_at, status, room_id, organization_id FROM venue_booking
            WHERE activity_id = ? AND status = 'booked'
            """
        return try connection.query(sql, [.integer(id)]) { row in
            ActivityRoom(
                booking: try Self.booking(row),
                room: row.integer(5),
                organization: row.optionalInteger(6)
            )
        }
    }

    func rooms(ofActivity id: Int64, inVenue venue: Int64) throws -> [KeptRoom] {
        let sql = """
            SELECT b.id, b.title, b.starts_at, b.ends_at, b.status, b.room_id, r.name, v.name FROM venue_booking b
            JOIN room r ON r.id = b.room_id JOIN venue v ON v.id = r.venue_id
            WHERE b.activity_id = ? AND b.status = 'booked' AND r.venue_id = ? ORDER BY b.id
            """
        return try connection.query(sql, [.integer(id), .integer(venue)]) { row in
            KeptRoom(
                booking: try Self.booking(row),
                room: row.integer(5),
                roomName: row.text(6),
                venueName: row.text(7)
            )
        }
    }

    func visitCount(_ id: Int64, scope: DataScope) throws -> (community: Int64, day: CivilDate)? {
        guard try transaction.contains(.visitCounts, id: id, scope: scope) else { return nil }
        return try connection.first("SELECT community_id, on_date FROM visit_count WHERE id = ?", [.integer(id)]) {
            row in
            CivilDate(row.text(1)).map { (community: row.integer(0), day: $0) }
        } ?? nil
    }

    func booking(inRoom id: Int64, during span: Range<Instant>) throws -> VenueBooking? {
        // None is longer than a day, so what overlaps began a day before at the earliest.
        let sql = """
            SELECT id, title, starts_at, ends_at, status FROM venue_booking
            WHERE room_id = ?1 AND status = 'booked' AND starts_at > ?2 - 86400000 AND starts_at < ?3 AND ends_at > ?2
            ORDER BY starts_at LIMIT 1
            """
        let values: [Value] = [
            .integer(id), .integer(span.lowerBound.milliseconds), .integer(span.upperBound.milliseconds),
        ]
        return try connection.first(sql, values, Self.booking)
    }

    func findBooking(_ id: Int64, scope: DataScope) throws -> VenueBooking? {
        guard try transaction.contains(.bookings, id: id, scope: scope) else { return nil }
        let sql = "SELECT id, title, starts_at, ends_at, status FROM venue_booking WHERE id = ?"
        return try connection.first(sql, [.integer(id)], Self.booking)
    }

    func booker(ofBooking id: Int64) throws -> Int64? {
        let sql = """
            SELECT a.id FROM venue_booking b JOIN account a ON a.id = b.booked_by AND a.disabled = 0 WHERE b.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { $0.integer(0) }
    }

    func tell(account: Int64, booking: Int64, _ topic: NoticeTopic, _ words: String) throws {
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, topic, text, created_at)
            SELECT community_id, ?1, ?2, substr(title || '：' || ?3, 1, 500), ?4 FROM venue_booking WHERE id = ?5
            """,
            [
                .integer(account), .text(topic.rawValue), .text(words), .integer(transaction.now.milliseconds),
                .integer(booking),
            ]
        )
    }

    func cancel(booking id: Int64) throws {
        try transaction.touch(.bookings, id)
        try connection.run(
            "UPDATE venue_booking SET status = 'cancelled', version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(transaction.now.milliseconds), .integer(id)]
        )
    }

    func following(_ id: Int64) throws -> [Int64] {
        let sql = """
            SELECT o.id FROM venue_booking b JOIN venue_booking o ON o.first_id = coalesce(b.first_id, b.id)
            WHERE b.id = ?1 AND o.id <> b.id AND o.status = 'booked' AND o.starts_at > b.starts_at AND o.starts_at > ?2
            """
        return try connection.query(sql, [.integer(id), .integer(transaction.now.milliseconds)]) { $0.integer(0) }
    }

    static func booking(_ row: borrowing Statement) throws -> VenueBooking {
        VenueBooking(
            id: row.integer(0),
            title: row.text(1),
            span: Instant(milliseconds: row.integer(2))..<Instant(milliseconds: row.integer(3)),
            status: row.text(4) == BookingStatus.booked.rawValue ? .booked : .cancelled
        )
    }
}

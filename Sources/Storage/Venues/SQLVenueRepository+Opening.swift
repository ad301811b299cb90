import Domain
import SQLite

/// When venues are open, and what is booked in them meanwhile (开放时间的存储).
extension SQLVenueRepository {
    func openingTimes(ofVenue id: Int64) throws -> OpeningTimes {
        try OpeningTable(connection: connection).times(ofVenue: id, transaction.time)
    }

    func hours(_ id: Int64) throws -> WeeklyHours? { try OpeningTable(connection: connection).hours(id) }

    func keepHours(_ id: Int64, until day: CivilDate) throws {
        let sql = """
            INSERT INTO opening_hour (
                community_id, venue_id, weekday, opens, closes, from_date, until_date, created_at, updated_at)
            SELECT community_id, venue_id, weekday, opens, closes, from_date, ?1, created_at, ?2 FROM opening_hour WHERE id = ?3
            """
        try connection.run(
            sql,
            [.text(day.description), .integer(transaction.now.milliseconds), .integer(id)]
        )
        try connection.run(
            "UPDATE opening_hour SET from_date = ? WHERE id = ?",
            [.text(day.description), .integer(id)]
        )
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

import Domain
import SQLite

/// Reads the opening times of a venue (开放时间读取).
struct OpeningTable {
    let connection: Connection

    func times(ofVenue id: Int64, _ time: CommunityTime) throws -> OpeningTimes {
        let weekly = try connection.query("\(Self.hoursSQL) WHERE venue_id = ?", [.integer(id)], Self.hours)
        var exceptions: [CivilDate: [Range<Int>]] = [:]
        let days = try connection.query(
            "SELECT on_date, opens, closes FROM opening_exception WHERE venue_id = ?",
            [.integer(id)]
        ) { ($0.text(0), $0.optionalText(1), $0.optionalText(2)) }
        for (day, opens, closes) in days {
            guard let date = CivilDate(day) else { continue }
            let span = opens.flatMap { opens in closes.map { Self.minute(opens)..<Self.minute($0) } }
            exceptions[date, default: []] += span.map { [$0] } ?? []
        }
        return OpeningTimes(weekly: weekly, exceptions: exceptions, time: time)
    }

    func hours(_ id: Int64) throws -> WeeklyHours? {
        try connection.first("\(Self.hoursSQL) WHERE id = ?", [.integer(id)], Self.hours)
    }

    private static let hoursSQL = "SELECT weekday, opens, closes, from_date, until_date FROM opening_hour"

    private static func hours(_ row: borrowing Statement) -> WeeklyHours {
        var hours = WeeklyHours(
            weekday: Int(row.integer(0)),
            minutes: minute(row.text(1))..<minute(row.text(2))
        )
        hours.from = row.optionalText(3).flatMap { CivilDate($0) }
        hours.until = row.optionalText(4).flatMap { CivilDate($0) }
        return hours
    }

    func exception(_ id: Int64) throws -> OpeningException? {
        try connection.first("\(Self.exceptionSQL) WHERE id = ?", [.integer(id)], Self.exception) ?? nil
    }

    func exceptions(ofVenue id: Int64, on day: CivilDate) throws -> [OpeningException] {
        let sql = "\(Self.exceptionSQL) WHERE venue_id = ? AND on_date = ? ORDER BY opens"
        return try connection.query(sql, [.integer(id), .text(day.description)], Self.exception).compactMap { $0 }
    }

    private static let exceptionSQL = "SELECT id, venue_id, on_date, opens, closes FROM opening_exception"

    private static func exception(_ row: borrowing Statement) -> OpeningException? {
        guard let day = CivilDate(row.text(2)) else { return nil }
        let closes = row.optionalText(4)
        let minutes = row.optionalText(3).flatMap { opens in closes.map { minute(opens)..<minute($0) } }
        return OpeningException(id: row.integer(0), venue: row.integer(1), day: day, minutes: minutes)
    }

    private static func minute(_ text: String) -> Int { OpeningException.minute(text) }
}

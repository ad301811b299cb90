import Domain
import SQLite

/// Reads the opening times of a venue (开放时间读取).
struct OpeningTable {
    let connection: Connection

    func times(ofVenue id: Int64, _ time: CommunityTime) throws -> OpeningTimes {
        var weekly: [Int: [Range<Int>]] = [:]
        let hours = try connection.query(
            "SELECT weekday, opens, closes FROM opening_hour WHERE venue_id = ?",
            [.integer(id)]
        ) { (Int($0.integer(0)), $0.text(1), $0.text(2)) }
        for (weekday, opens, closes) in hours {
            weekly[weekday, default: []].append(Self.minute(opens)..<Self.minute(closes))
        }
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

    /// `08:30` as a minute of the day; the schema knows no other form.
    private static func minute(_ text: String) -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : 0
    }
}

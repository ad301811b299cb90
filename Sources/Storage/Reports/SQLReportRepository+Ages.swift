import Domain
import SQLite

/// Who of an age came to which activity (分年龄段明细).
extension SQLReportRepository {
    func activities(community id: Int64, year: Int, ages band: AgeBand, time: CommunityTime) throws -> AgeActivities? {
        guard let community = try community(id), let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return nil }
        let sql = """
            SELECT DISTINCT t.id, t.title, date((t.starts_at + ?4) / 1000, 'unixepoch'), s.resident_id, p.birth_date
            FROM activity t JOIN sign_up s ON s.activity_id = t.id JOIN resident p ON p.id = s.resident_id
            WHERE t.community_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3
                AND s.status IN \(SignUpCounting.cameIn) ORDER BY t.starts_at, t.id
            """
        let values: [Value] = [
            .integer(id), .integer(time.instant(first).milliseconds),
            .integer(time.instant(last.advanced(byDays: 1)).milliseconds), .integer(Int64(time.offsetMinutes) * 60_000),
        ]
        var order: [(id: Int64, title: String, day: String)] = []
        var people: [Int64: [AgeBand: Int64]] = [:]
        let came = try connection.query(sql, values) {
            (id: $0.integer(0), title: $0.text(1), day: $0.text(2), birth: $0.text(4))
        }
        for row in came {
            if order.last?.id != row.id { order.append((row.id, row.title, row.day)) }
            // As old as on the last day of the year, like in the figure above it.
            guard let age = CivilDate(row.birth)?.age(on: last) else { continue }
            people[row.id, default: [:]][AgeBand.allCases.last { $0.firstAge <= age } ?? .under14, default: 0] += 1
        }
        return AgeActivities(
            community: community,
            year: year,
            band: band,
            smallest: try smallestGroup(ofCommunity: id),
            activities: order.map {
                AgeActivities.Activity(id: $0.id, title: $0.title, day: $0.day, people: people[$0.id] ?? [:])
            }
        )
    }
}

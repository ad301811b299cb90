import Domain
import SQLite

extension SQLReportRepository {
    /// What series promise a month, of the months that lie in the period and are over.
    func seriesPromises(
        _ community: Int64,
        _ from: CivilDate,
        _ to: CivilDate,
        _ today: CivilDate,
        _ time: CommunityTime
    ) throws -> [ActivityFigures.Promise] {
        let series = try connection.query(
            "SELECT id, title, per_month, starts_at FROM activity_series WHERE community_id = ? ORDER BY id",
            [.integer(community)]
        ) { (id: $0.integer(0), title: $0.text(1), perMonth: $0.optionalInteger(2), starts: $0.integer(3)) }
        return try series.compactMap { row in
            guard let perMonth = row.perMonth else { return nil }
            let first = max(from, time.date(of: Instant(milliseconds: row.starts)))
            let months = Self.months(from: first, to: to, before: today)
            let held = try connection.query(
                """
                SELECT strftime('%Y-%m', (starts_at + \(time.offsetMinutes) * 60000) / 1000, 'unixepoch'), count(*)
                FROM activity WHERE series_id = ?1 AND starts_at >= ?2 AND starts_at < ?3 AND status = 'finished' GROUP BY 1
                """,
                [
                    .integer(row.id), .integer(time.instant(from).milliseconds),
                    .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
                ]
            ) { ($0.text(0), $0.integer(1)) }
            let counts = Dictionary(held) { one, _ in one }
            return ActivityFigures.Promise(
                source: .series,
                id: row.id,
                title: row.title,
                counter: .activities,
                per: .month,
                target: perMonth,
                periods: months.count,
                kept: months.count { counts[$0] ?? 0 >= perMonth }
            )
        }
    }

    /// The months from a day on that have ended by another one: `2021-03`.
    private static func months(from: CivilDate, to: CivilDate, before today: CivilDate) -> [String] {
        var (months, day) = ([String](), from)
        while day <= to {
            let left = CivilDate.length(ofMonth: day.month, in: day.year) - day.day
            let last = day.advanced(byDays: left)
            if last <= to, last < today { months.append(String("\(day)".prefix(7))) }
            day = last.advanced(byDays: 1)
        }
        return months
    }

    /// What contracts in force promise of activities, of the periods that lie in the period asked for and are over.
    func contractPromises(
        _ community: Int64,
        _ from: CivilDate,
        _ to: CivilDate,
        _ today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> [ActivityFigures.Promise] {
        let contracts = try connection.query(
            "SELECT id FROM contract WHERE community_id = ? AND starts_on <= ? AND ends_on >= ? ORDER BY id",
            [.integer(community), .text(to.description), .text(from.description)]
        ) { $0.integer(0) }
        let counted: Set<PromiseCounter> = [.classes, .activities, .personTimes]
        return try contracts.flatMap { id in
            let progress = try contractProgress(contract: id, year: to.year, today: today, office: office, time: time)
            return (progress?.items ?? []).filter { counted.contains($0.counter) }.map { item in
                let over = item.periods.filter {
                    $0.days.lowerBound >= from && $0.days.upperBound <= to && $0.days.upperBound < today
                }
                return ActivityFigures.Promise(
                    source: .contract,
                    id: id,
                    title: "\(progress?.contract.title ?? ""): \(item.title)",
                    counter: item.counter,
                    per: item.per,
                    target: item.target,
                    periods: over.count,
                    kept: over.count { $0.delivered >= item.target }
                )
            }
        }
    }
}

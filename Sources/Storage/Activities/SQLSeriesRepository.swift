import Domain
import SQLite

/// Where series of activities lie (系列活动的存储).
struct SQLSeriesRepository: SeriesRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> ActivitySeries? {
        guard try transaction.contains(.activitySeries, id: id, scope: scope) else { return nil }
        return try Self.series(id, on: connection)
    }

    static func series(_ id: Int64, on connection: Connection) throws -> ActivitySeries? {
        let sql = "SELECT community_id, title, starts_at, ends_at, rule, per_month FROM activity_series WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            ActivitySeries(
                id: id,
                community: row.integer(0),
                title: row.text(1),
                startsAt: Instant(milliseconds: row.integer(2)),
                endsAt: Instant(milliseconds: row.integer(3)),
                rule: row.text(4),
                perMonth: row.optionalInteger(5)
            )
        }
    }

    func template(of id: Int64) throws -> Draft {
        let sql = """
            SELECT community_id, kind, theme, title, summary, organizer_id, party_organization_id, venue_id, capacity,
                party_limit, least_age, most_age
            FROM activity_series WHERE id = ?
            """
        let draft = try connection.first(sql, [.integer(id)]) { row in
            Draft(
                .activities,
                [
                    "community_id": .integer(row.integer(0)), "kind": .text(row.text(1)),
                    "theme": .optional(row.optionalText(2)), "title": .text(row.text(3)),
                    "summary": .optional(row.optionalText(4)), "organizer_id": .optional(row.optionalInteger(5)),
                    "party_organization_id": .optional(row.optionalInteger(6)),
                    "venue_id": .optional(row.optionalInteger(7)), "capacity": .optional(row.optionalInteger(8)),
                    "party_limit": .integer(row.integer(9)), "least_age": .optional(row.optionalInteger(10)),
                    "most_age": .optional(row.optionalInteger(11)),
                ]
            )
        }
        guard let draft else { throw DomainError.notFound }
        return draft
    }

    func days(of id: Int64) throws -> [CivilDate] {
        try connection.query("SELECT series_on FROM activity WHERE series_id = ?", [.integer(id)]) {
            CivilDate($0.text(0))
        }.compactMap { $0 }
    }

    func meeting(of id: Int64, on day: CivilDate) throws -> Int64? {
        let sql = "SELECT id FROM activity WHERE series_id = ? AND series_on = ?"
        return try connection.first(sql, [.integer(id), .text(day.description)]) { $0.integer(0) }
    }

    func series(ofActivity id: Int64) throws -> Int64? {
        try connection.first("SELECT series_id FROM activity WHERE id = ?", [.integer(id)]) { $0.optionalInteger(0) }
            ?? nil
    }

    func meetings(of id: Int64, during spans: [Range<Instant>]) throws -> [Int64?] {
        let sql = """
            SELECT id FROM activity WHERE series_id = ? AND status IN ('draft', 'published') AND starts_at < ? AND ends_at > ?
            ORDER BY starts_at LIMIT 1
            """
        return try spans.map { span in
            let values: [Value] = [
                .integer(id), .integer(span.upperBound.milliseconds), .integer(span.lowerBound.milliseconds),
            ]
            return try connection.first(sql, values) { $0.integer(0) }
        }
    }

    func upcoming(of id: Int64) throws -> [SeriesMeeting] {
        let sql = """
            SELECT id, series_on, starts_at, status = 'published' FROM activity
            WHERE series_id = ? AND status IN ('draft', 'published') AND starts_at > ?
            """
        return try connection.query(sql, [.integer(id), .integer(transaction.now.milliseconds)]) { row in
            CivilDate(row.text(1)).map { day in
                SeriesMeeting(
                    id: row.integer(0),
                    day: day,
                    startsAt: Instant(milliseconds: row.integer(2)),
                    isPublished: row.boolean(3)
                )
            }
        }.compactMap { $0 }
    }

    func meetings(of id: Int64, in statuses: [ActivityStatus]) throws -> [Int64] {
        let list = statuses.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let sql = """
            SELECT id FROM activity WHERE series_id = ? AND status IN (\(list)) AND starts_at > ? ORDER BY starts_at
            """
        return try connection.query(sql, [.integer(id), .integer(transaction.now.milliseconds)]) { $0.integer(0) }
    }
}

extension SQLReportRepository {
    func seriesMonths(series id: Int64, scope: DataScope, now: Instant, time: CommunityTime) throws -> SeriesMonths? {
        guard let series = try SQLSeriesRepository.series(id, on: connection),
            let community = try community(series.community)
        else { return nil }
        let cut = ScopeCondition(scope, Projection[.activities].source)
        let months = try connection.query(
            """
            SELECT strftime('%Y-%m', (starts_at + \(time.offsetMinutes) * 60000) / 1000, 'unixepoch'),
                sum(t.status = 'finished'), sum(t.status IN ('draft', 'published')), sum(t.status = 'cancelled')
            FROM activity t WHERE t.series_id = ? AND \(cut.sql) GROUP BY 1 ORDER BY 1
            """,
            [.integer(id)] + cut.values
        ) { (month: $0.text(0), held: $0.integer(1), planned: $0.integer(2), cancelled: $0.integer(3)) }
        let today = String(time.date(of: now).description.prefix(7))
        return SeriesMonths(community: community, series: series, months: months, now: today)
    }
}

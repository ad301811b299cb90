import Domain
import SQLite

/// Where series of activities lie (系列活动的存储).
struct SQLSeriesRepository: SeriesRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> ActivitySeries? {
        guard try transaction.contains(.activitySeries, id: id, scope: scope) else { return nil }
        return try Self.series(id, on: connection)
    }

    static func series(_ id: Int64, on connection: Connection) throws -> ActivitySeries? {
        let sql = """
            SELECT t.community_id, t.title, t.starts_at, t.ends_at, t.rule, t.per_month, t.sign_up_opens_before,
                t.sign_up_closes_before, t.cancel_closes_before, t.quotas_release_before, t.cancelled_at, \(ofParty)
            FROM activity_series t WHERE t.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            var series = ActivitySeries(
                id: id,
                community: row.integer(0),
                title: row.text(1),
                startsAt: Instant(milliseconds: row.integer(2)),
                endsAt: Instant(milliseconds: row.integer(3)),
                rule: row.text(4),
                perMonth: row.optionalInteger(5)
            )
            series.windows.opensBefore = row.optionalInteger(6)
            series.windows.closesBefore = row.optionalInteger(7)
            series.windows.cancelBefore = row.optionalInteger(8)
            series.windows.releaseBefore = row.optionalInteger(9)
            series.cancelledAt = row.optionalInteger(10).map(Instant.init(milliseconds:))
            series.isOfParty = row.boolean(11)
            return series
        }
    }

    private static let ofParty = ResourceSource.ofParty(in: "t")

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

    func meeting(of id: Int64, during span: Range<Instant>, besides own: Int64) throws -> Int64? {
        let sql = """
            SELECT min(id) FROM activity WHERE series_id = ? AND status <> 'cancelled' AND starts_at < ? AND ends_at > ? AND id <> ?
            """
        let values: [Value] = [
            .integer(id), .integer(span.upperBound.milliseconds), .integer(span.lowerBound.milliseconds), .integer(own),
        ]
        return try connection.first(sql, values) { $0.optionalInteger(0) } ?? nil
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

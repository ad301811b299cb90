import Domain
import SQLite

extension SQLReportRepository {
    func openingTimes(venue id: Int64, time: CommunityTime) throws -> OpeningTimes? {
        let isThere = try connection.first("SELECT 1 FROM venue WHERE id = ?", [.integer(id)]) { _ in true } ?? false
        return isThere ? try OpeningTable(connection: connection).times(ofVenue: id, time) : nil
    }

    func venues(
        community id: Int64,
        from: CivilDate,
        to: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> VenueFigures? {
        guard let community = try community(id) else { return nil }
        let venues = try connection.query(
            """
            SELECT v.id, v.name, o.name FROM venue v LEFT JOIN organization o ON o.id = v.operator_id
            WHERE v.community_id = ? ORDER BY v.id
            """,
            [.integer(id)]
        ) { (id: $0.integer(0), name: $0.text(1), operatorName: $0.optionalText(2)) }
        return VenueFigures(
            community: community,
            from: from,
            to: to,
            venues: try venues.map { venue in
                let times = try OpeningTable(connection: connection).times(ofVenue: venue.id, time)
                let minutes = times.minutes(from: from, to: to, office: office)
                let visits = try visits(venue.id, from, to)
                let span: [Value] = [
                    .integer(venue.id), .integer(time.instant(from).milliseconds),
                    .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
                ]
                let booked = try pair(Self.booked, span)
                let held = try pair(Self.held, span)
                return VenueFigures.Venue(
                    id: venue.id,
                    name: venue.name,
                    operatorName: venue.operatorName,
                    openMinutes: minutes.open,
                    outsideMinutes: minutes.outside,
                    plannedDays: times.days(from: from, to: to),
                    keptDays: Int64(visits.days.count { !times.spans(on: $0).isEmpty }),
                    visitors: visits.people,
                    bookings: booked.0,
                    bookedMinutes: booked.1,
                    activities: held.0,
                    personTimes: held.1,
                    lessonsByMonth: try lessons(span, time)
                )
            },
            placements: try placements(id, on: to)
        )
    }

    private func placements(_ community: Int64, on day: CivilDate) throws -> VenueFigures.Placements {
        let values: [Value] = [.integer(community), .text(day.description)]
        let placed = try pair(
            """
            SELECT count(DISTINCT worker_name || char(10) || organization_id), count(DISTINCT organization_id) FROM placement
            WHERE community_id = ?1 AND from_date <= ?2 AND (until_date IS NULL OR until_date >= ?2)
            """,
            values
        )
        let contracts = try connection.first(
            "SELECT count(*) FROM contract WHERE community_id = ?1 AND starts_on <= ?2 AND ends_on >= ?2",
            values
        ) { $0.integer(0) }
        return VenueFigures.Placements(workers: placed.0, organizations: placed.1, contracts: contracts ?? 0)
    }

    private func visits(_ venue: Int64, _ from: CivilDate, _ to: CivilDate) throws -> (people: Int64, days: [CivilDate])
    {
        let rows = try connection.query(
            "SELECT on_date, visitors FROM visit_count WHERE venue_id = ? AND on_date >= ? AND on_date <= ?",
            [.integer(venue), .text(from.description), .text(to.description)]
        ) { ($0.text(0), $0.integer(1)) }
        return (rows.reduce(0) { $0 + $1.1 }, rows.compactMap { CivilDate($0.0) })
    }

    private func pair(_ sql: String, _ values: [Value]) throws -> (Int64, Int64) {
        try connection.first(sql, values) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
    }

    private func lessons(_ span: [Value], _ time: CommunityTime) throws -> [String: Int64] {
        let rows = try connection.query(
            """
            SELECT strftime('%Y-%m', (t.starts_at + \(time.offsetMinutes) * 60000) / 1000, 'unixepoch'), count(*)
            FROM activity t WHERE t.venue_id = ?1 AND t.status = 'finished' AND t.kind = 'class'
                AND t.starts_at >= ?2 AND t.starts_at < ?3 GROUP BY 1
            """,
            span
        ) { ($0.text(0), $0.integer(1)) }
        return Dictionary(rows) { first, _ in first }
    }

    private static let booked = """
        SELECT count(*), coalesce(sum((b.ends_at - b.starts_at) / 60000), 0) FROM room r JOIN venue_booking b ON b.room_id = r.id
        WHERE r.venue_id = ?1 AND b.status = 'booked' AND b.starts_at >= ?2 AND b.starts_at < ?3
        """

    private static let held = """
        SELECT count(*), coalesce(sum(\(SignUpCounting.personTimes)), 0) FROM activity t
        WHERE t.venue_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3
        """
}

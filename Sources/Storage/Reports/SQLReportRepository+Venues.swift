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
                let held = try held(span)
                var figures = VenueFigures.Venue(
                    id: venue.id,
                    name: venue.name,
                    operatorName: venue.operatorName,
                    openMinutes: minutes.open,
                    outsideMinutes: minutes.outside,
                    plannedDays: times.days(from: from, to: to),
                    keptDays: Int64(visits.days.count { !times.spans(on: $0.day).isEmpty }),
                    visitors: visits.people,
                    bookings: booked.0,
                    bookedMinutes: booked.1,
                    activities: held[0],
                    personTimes: held[1],
                    lessonsByMonth: try lessons(span, time)
                )
                (figures.handTyped, figures.ownTyped, figures.corrected) = (held[2], held[3], held[4])
                let kept = visits.days.filter { !times.spans(on: $0.day).isEmpty }
                figures.ownDays = Int64(kept.count(where: \.isOwn))
                figures.correctedDays = Int64(kept.count(where: \.isLate))
                figures.ownVisitors = visits.ownPeople
                figures.lateHours = try lateHours(venue.id, from, to)
                return figures
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

    /// Visitors written down in a period, and of each day who did it.
    private struct Visits {
        var people: Int64 = 0
        var ownPeople: Int64 = 0
        var days: [(day: CivilDate, isOwn: Bool, isLate: Bool)] = []
    }

    private func visits(_ venue: Int64, _ from: CivilDate, _ to: CivilDate) throws -> Visits {
        let sql = """
            SELECT on_date, visitors, hand_typed, corrected_at IS NOT NULL FROM visit_count
            WHERE venue_id = ? AND on_date >= ? AND on_date <= ?
            """
        let rows = try connection.query(sql, [.integer(venue), .text(from.description), .text(to.description)]) {
            ($0.text(0), $0.integer(1), $0.boolean(2), $0.boolean(3))
        }
        return rows.reduce(into: Visits()) { visits, row in
            visits.people += row.1
            if row.2 { visits.ownPeople += row.1 }
            if let day = CivilDate(row.0) { visits.days.append((day: day, isOwn: row.2, isLate: row.3)) }
        }
    }

    private func lateHours(_ venue: Int64, _ from: CivilDate, _ to: CivilDate) throws -> Int64 {
        let sql = """
            SELECT (SELECT count(*) FROM opening_hour WHERE venue_id = ?1 AND corrected_at IS NOT NULL
                    AND (from_date IS NULL OR from_date <= ?3) AND (until_date IS NULL OR until_date > ?2))
                + (SELECT count(*) FROM opening_exception WHERE venue_id = ?1 AND corrected_at IS NOT NULL
                    AND on_date >= ?2 AND on_date <= ?3)
            """
        return try connection.first(sql, [.integer(venue), .text(from.description), .text(to.description)]) {
            $0.integer(0)
        } ?? 0
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

    /// The activities held in a venue, their person-times, and of these how many were typed, by whom, and how late.
    private func held(_ span: [Value]) throws -> [Int64] {
        let sums = [
            SignUpCounting.personTimes, SignUpCounting.handTyped, SignUpCounting.ownTyped, SignUpCounting.corrected,
        ]
        let sql = """
            SELECT count(*), \(sums.map { "coalesce(sum(\($0)), 0)" }.joined(separator: ", ")) FROM activity t
            WHERE t.venue_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3
            """
        return try connection.first(sql, span) { row in (0...sums.count).map { row.integer(Int32($0)) } }
            ?? Array(repeating: 0, count: sums.count + 1)
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func activities(
        community id: Int64,
        from: CivilDate,
        to: CivilDate,
        today: CivilDate,
        office: WorkingCalendar,
        time: CommunityTime
    ) throws -> ActivityFigures? {
        guard let community = try community(id) else { return nil }
        let span: [Value] = [
            .integer(id), .integer(time.instant(from).milliseconds),
            .integer(time.instant(to.advanced(byDays: 1)).milliseconds),
        ]
        var groups: [ActivityDimension: [ActivityFigures.Group]] = [:]
        for dimension in ActivityDimension.allCases { groups[dimension] = try self.groups(dimension, span, time) }
        let isClosed = ActivityFigures.isClosedYear(from: from, to: to, today: today)
        return ActivityFigures(
            community: community,
            from: from,
            to: to,
            today: today,
            smallest: try smallestGroup(ofCommunity: id),
            total: try self.groups("''", "''", span).first?.counts ?? ActivityFigures.Counts(),
            groups: groups,
            people: isClosed ? try people(span, on: to) : nil,
            promises: try seriesPromises(id, from, to, today, time)
                + contractPromises(id, from, to, today, office: office, time: time)
        )
    }

    private func groups(
        _ dimension: ActivityDimension,
        _ span: [Value],
        _ time: CommunityTime
    ) throws -> [ActivityFigures.Group] {
        let month = "strftime('%Y-%m', (t.starts_at + \(time.offsetMinutes) * 60000) / 1000, 'unixepoch')"
        switch dimension {
        case .month: return try groups(month, month, span)
        case .kind:
            return try groups("t.kind", "t.kind", span).map { named($0, ActivityKind(rawValue: $0.code)?.title) }
        case .theme:
            let none = Title("未填", "None")
            return try groups("coalesce(t.theme, '')", "''", span).map {
                named($0, ActivityTheme(rawValue: $0.code)?.title ?? none)
            }
        case .organizer:
            return try groups(
                "coalesce(CAST(t.organizer_id AS TEXT), 'party-organizations/' || t.party_organization_id, '')",
                "coalesce(o.name, p.name, '—')",
                span
            )
        case .grid:
            return try groups("coalesce(CAST(t.for_grid_id AS TEXT), '')", "coalesce(g.name, '全社区')", span)
        }
    }

    private func named(_ group: ActivityFigures.Group, _ title: Title?) -> ActivityFigures.Group {
        ActivityFigures.Group(code: group.code, name: title?.chinese ?? group.name, counts: group.counts)
    }

    /// The finished activities of the period by a key, each with its sums; then once more who came, each once.
    private func groups(_ key: String, _ name: String, _ span: [Value]) throws -> [ActivityFigures.Group] {
        let different = try connection.query(
            """
            SELECT \(key), count(DISTINCT s.resident_id) FROM activity t JOIN sign_up s ON s.activity_id = t.id
            WHERE \(Self.held) AND s.status IN \(SignUpCounting.cameIn) GROUP BY 1
            """,
            span
        ) { ($0.text(0), $0.integer(1)) }
        let people = Dictionary(different) { first, _ in first }
        let sql = """
            SELECT k, min(n), count(*), sum(person_times), sum(came), sum(CASE WHEN capacity > 0 THEN capacity ELSE 0 END),
                sum(CASE WHEN capacity > 0 THEN came + missed ELSE 0 END), sum(CASE WHEN came > 0 THEN missed ELSE 0 END),
                sum(CASE WHEN came > 0 THEN came + missed ELSE 0 END), sum(typed), sum(own), sum(corrected)
            FROM (SELECT \(key) AS k, \(name) AS n, t.capacity, \(SignUpCounting.personTimes) AS person_times,
                    \(SignUpCounting.handTyped) AS typed, \(SignUpCounting.ownTyped) AS own,
                    \(SignUpCounting.corrected) AS corrected,
                    \(Self.people(in: SignUpCounting.cameIn)) AS came, \(Self.people(in: "('no_show')")) AS missed
                FROM activity t LEFT JOIN organization o ON o.id = t.organizer_id
                LEFT JOIN party_organization p ON p.id = t.party_organization_id
                LEFT JOIN grid g ON g.id = t.for_grid_id
                WHERE \(Self.held))
            GROUP BY k ORDER BY k
            """
        return try connection.query(sql, span) { row in
            var counts = ActivityFigures.Counts()
            counts.activities = row.integer(2)
            counts.personTimes = row.integer(3)
            counts.checkedIn = row.integer(4)
            counts.places = row.integer(5)
            counts.given = row.integer(6)
            counts.noShows = row.integer(7)
            counts.expected = row.integer(8)
            counts.handTyped = row.integer(9)
            counts.ownTyped = row.integer(10)
            counts.corrected = row.integer(11)
            counts.people = people[row.text(0)] ?? 0
            return ActivityFigures.Group(code: row.text(0), name: row.text(1), counts: counts)
        }
    }

    static let held = """
        t.community_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2 AND t.starts_at < ?3
        """

    private static func people(in statuses: String) -> String {
        """
        (SELECT coalesce(sum(s.party_size), 0) FROM sign_up s WHERE s.activity_id = t.id AND s.status IN \(statuses))
        """
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func visitCoverage(
        community id: Int64,
        grid: Int64?,
        days: Int64,
        at now: Instant,
        on date: CivilDate
    ) throws -> VisitCoverage? {
        guard let community = try community(id) else { return nil }
        let place: Value = .optional(grid)
        let since: Value = .integer(now.advanced(bySeconds: -days * 86_400).milliseconds)
        let counts = try connection.first(Self.countSQL, [.integer(id), place, since]) {
            ($0.integer(0), $0.integer(1))
        }
        let doors = try connection.query(
            Self.doorSQL,
            [.integer(id), place, since, .integer(VisitCoverage.doorLimit)]
        ) { row in
            VisitCoverage.Door(
                household: row.integer(0),
                grid: row.optionalInteger(1),
                home: row.text(2),
                head: row.optionalText(3),
                inCare: row.integer(4),
                lastVisit: row.optionalInteger(5)
            )
        }
        return VisitCoverage(
            community: community,
            date: date,
            days: days,
            households: counts?.0 ?? 0,
            visited: counts?.1 ?? 0,
            doors: doors
        )
    }

    /// The households of a community, or of one of its grids; `?1` and `?2`.
    private static let homes = """
        building b JOIN compound c ON c.id = b.compound_id
        LEFT JOIN building_grid g ON g.building_id = b.id AND g.until_date IS NULL
        JOIN unit u ON u.building_id = b.id JOIN dwelling d ON d.unit_id = u.id
        JOIN household h ON h.dwelling_id = d.id AND h.until_date IS NULL
        """

    /// Only where somebody was met has the household been visited; `?3` is since when.
    private static let lastMet =
        "(SELECT max(v.at) FROM home_visit v WHERE v.household_id = h.id AND v.result = 'met')"

    private static let countSQL = """
        SELECT count(*), count(*) FILTER (WHERE \(lastMet) >= ?3) FROM \(homes)
        WHERE b.community_id = ?1 AND (?2 IS NULL OR g.grid_id = ?2)
        """

    private static let doorSQL = """
        SELECT h.id, g.grid_id, c.name || b.name || u.code || '单元' || d.room, h.registered_head,
            (SELECT count(*) FROM residence r JOIN resident p ON p.id = r.resident_id
                WHERE r.household_id = h.id AND r.until_date IS NULL AND p.care_tag IS NOT NULL) AS in_care,
            \(lastMet) AS last_met
        FROM \(homes)
        WHERE b.community_id = ?1 AND (?2 IS NULL OR g.grid_id = ?2) AND coalesce(\(lastMet), 0) < ?3
        ORDER BY coalesce(last_met, 0), in_care DESC, h.id LIMIT ?4
        """
}

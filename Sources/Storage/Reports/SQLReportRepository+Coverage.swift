import Domain
import SQLite

extension SQLReportRepository {
    func gridCoverage(community id: Int64, on date: CivilDate) throws -> GridCoverage? {
        guard let community = try community(id) else { return nil }
        let limits = try connection.first(
            "SELECT grid_households_min, grid_households_max FROM community WHERE id = ?",
            [.integer(id)]
        ) { $0.integer(0)...max($0.integer(0), $0.integer(1)) }
        let values: [Value] = [.integer(id), .text(date.description)]
        let grids = try connection.query(Self.gridSQL, values) { row in
            GridCoverage.Line(
                id: row.integer(0),
                name: row.text(1),
                buildings: row.integer(2),
                units: row.integer(3),
                households: row.integer(4),
                leader: row.optionalText(5),
                fullTime: row.integer(6),
                partTime: row.integer(7),
                partyVolunteers: row.integer(8)
            )
        }
        return GridCoverage(
            community: community,
            date: date,
            households: limits ?? 300...500,
            grids: grids,
            buildingsWithoutGrid: try rows(
                """
                SELECT b.id, c.name, b.name FROM building b JOIN compound c ON c.id = b.compound_id
                WHERE b.community_id = ?1 AND NOT EXISTS (
                    SELECT 1 FROM building_grid m WHERE m.building_id = b.id AND \(Self.stands("m"))) ORDER BY b.id
                """,
                values
            ),
            unitsWithoutPartyMember: try rows(
                """
                SELECT u.id, c.name, b.name, u.code FROM unit u JOIN building b ON b.id = u.building_id
                JOIN compound c ON c.id = b.compound_id
                WHERE u.community_id = ?1 AND u.party_member_id IS NULL ORDER BY u.id
                """,
                [.integer(id)]
            )
        )
    }

    func board(grid: Int64, on date: CivilDate) throws -> GridBoard? {
        let found = try connection.first("SELECT community_id, code, name FROM grid WHERE id = ?", [.integer(grid)]) {
            ($0.integer(0), $0.text(1), $0.text(2))
        }
        guard let found, let community = try community(found.0) else { return nil }
        let values: [Value] = [.integer(grid), .text(date.description)]
        return GridBoard(
            community: community,
            date: date,
            gridID: grid,
            code: found.1,
            name: found.2,
            buildings: try rows(
                """
                SELECT b.id, c.name, b.name FROM building_grid m JOIN building b ON b.id = m.building_id
                JOIN compound c ON c.id = b.compound_id WHERE m.grid_id = ?1 AND \(Self.stands("m")) ORDER BY b.id
                """,
                values
            ),
            staff: try rows(
                """
                SELECT name, role, service_phone, photo_url FROM grid_staff m
                WHERE m.grid_id = ?1 AND \(Self.stands("m")) ORDER BY CASE role WHEN 'leader' THEN 0
                    WHEN 'full_time' THEN 1 WHEN 'part_time' THEN 2 ELSE 3 END, id
                """,
                values
            )
        )
    }

    /// Whether a dated row stands on the day `?2`.
    static func stands(_ alias: String) -> String {
        "\(alias).from_date <= ?2 AND (\(alias).until_date IS NULL OR \(alias).until_date > ?2)"
    }

    private static let gridSQL = """
        WITH member AS (
            SELECT m.grid_id, m.building_id FROM building_grid m WHERE m.community_id = ?1 AND \(stands("m"))
        ), home AS (
            -- CROSS JOIN: from the buildings down, as every household would be read otherwise.
            SELECT member.grid_id, h.id FROM member CROSS JOIN unit u ON u.building_id = member.building_id
            CROSS JOIN dwelling d ON d.unit_id = u.id CROSS JOIN household h ON h.dwelling_id = d.id AND \(stands("h"))
        )
        SELECT g.id, g.name,
            (SELECT count(*) FROM member WHERE member.grid_id = g.id),
            (SELECT count(*) FROM member JOIN unit u ON u.building_id = member.building_id WHERE member.grid_id = g.id),
            (SELECT count(*) FROM home WHERE home.grid_id = g.id),
            (SELECT s.name FROM grid_staff s WHERE s.grid_id = g.id AND s.role = 'leader' AND \(stands("s")) LIMIT 1),
            (SELECT count(*) FROM grid_staff s WHERE s.grid_id = g.id AND s.role = 'full_time' AND \(stands("s"))),
            (SELECT count(*) FROM grid_staff s WHERE s.grid_id = g.id AND s.role = 'part_time' AND \(stands("s"))),
            (SELECT count(*) FROM grid_staff s WHERE s.grid_id = g.id AND s.role = 'party_volunteer' AND \(stands("s")))
        FROM grid g WHERE g.community_id = ?1 ORDER BY g.id
        """
}

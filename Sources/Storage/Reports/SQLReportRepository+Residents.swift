import Domain
import SQLite

extension SQLReportRepository {
    func residents(community id: Int64, on date: CivilDate) throws -> ResidentFigures? {
        guard let place = try inhabited(community: id) else { return nil }
        // Who was born after the day so many years before has not reached that age; as texts, days keep their order.
        let ages = AgeBand.allCases.dropFirst().map { band in
            CivilDate(year: date.year - band.firstAge, month: date.month, day: date.day)?.description ?? ""
        }
        let groups = try connection.query(
            Self.residentSQL,
            [.integer(id), .text(date.description)] + ages.map { .text($0) }
        ) { row in
            ResidentFigures.Group(
                grid: row.integer(0),
                age: AgeBand(rawValue: row.text(1)) ?? .from80,
                sex: Sex(rawValue: row.text(2)) ?? .female,
                residency: ResidencyStatus(rawValue: row.text(3)) ?? .registered,
                careTag: row.optionalText(4).flatMap { CareTag(rawValue: $0) },
                people: row.integer(5)
            )
        }
        return ResidentFigures(
            community: place.community,
            date: date,
            smallest: place.smallest,
            grids: place.grids,
            groups: groups
        )
    }

    private static let residentSQL = """
        -- CROSS JOIN: from the buildings down, as every resident would be read otherwise.
        SELECT m.grid_id, \(ageBand("p.birth_date")) AS age, p.sex, p.residency, p.care_tag, count(*)
        FROM building_grid m CROSS JOIN unit u ON u.building_id = m.building_id
        CROSS JOIN dwelling d ON d.unit_id = u.id CROSS JOIN household h ON h.dwelling_id = d.id AND \(stands("h"))
        CROSS JOIN residence r ON r.household_id = h.id AND \(stands("r")) CROSS JOIN resident p ON p.id = r.resident_id
        WHERE m.community_id = ?1 AND \(stands("m")) GROUP BY 1, 2, 3, 4, 5
        """

    /// The band of a birth date; the places from `?3` on hold the last births that have reached each next band.
    private static func ageBand(_ birth: String) -> String {
        let bands = AgeBand.allCases
        let younger = zip(bands, bands.dropFirst()).enumerated().map { index, pair in
            "WHEN \(birth) > ?\(index + 3) THEN '\(pair.0.rawValue)'"
        }
        return "CASE \(younger.joined(separator: " ")) ELSE '\(bands.last?.rawValue ?? "")' END"
    }

    /// From how many people on a community's statistics show a group.
    func smallestGroup(ofCommunity id: Int64) throws -> Int64 {
        try connection.first("SELECT smallest_group FROM community WHERE id = ?", [.integer(id)]) { $0.integer(0) } ?? 5
    }
}

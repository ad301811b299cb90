import Domain
import SQLite

extension SQLReportRepository {
    /// Who came or did not, by where each lived on the last day and how old they were (参加的居民).
    func people(_ span: [Value], on day: CivilDate) throws -> ActivityFigures.People {
        let people = try signedUp(span, on: day)
        let sql = """
            SELECT s.resident_id, t.id, s.status = 'no_show' FROM activity t JOIN sign_up s ON s.activity_id = t.id
            WHERE \(Self.held) AND (s.status = 'no_show' OR s.status IN \(SignUpCounting.cameIn))
            """
        let rows = try connection.query(sql, span) {
            (resident: $0.integer(0), activity: $0.integer(1), isMissed: $0.boolean(2))
        }
        var (grids, ages): ([String: Shares], [AgeBand: Shares]) = ([:], [:])
        for row in rows {
            guard let person = people[row.resident] else { continue }
            grids[person.grid, default: Shares()].add(row.resident, row.activity, isMissed: row.isMissed)
            guard let band = person.band else { continue }
            ages[band, default: Shares()].add(row.resident, row.activity, isMissed: row.isMissed)
        }
        return ActivityFigures.People(
            byGrid: grids.sorted { $0.key < $1.key }.map { (name: $0.key, share: $0.value.share) },
            byAge: ages.mapValues(\.share)
        )
    }

    private func signedUp(_ span: [Value], on day: CivilDate) throws -> [Int64: (grid: String, band: AgeBand?)] {
        let sql = """
            SELECT c.id, c.birth_date, g.name FROM (
                SELECT DISTINCT s.resident_id FROM activity t JOIN sign_up s ON s.activity_id = t.id
                WHERE \(Self.held) AND (s.status = 'no_show' OR s.status IN \(SignUpCounting.cameIn))) v
            JOIN resident c ON c.id = v.resident_id
            LEFT JOIN residence r ON r.resident_id = c.id AND \(Self.lived("r"))
            LEFT JOIN household h ON h.id = r.household_id LEFT JOIN dwelling d ON d.id = h.dwelling_id
            LEFT JOIN unit u ON u.id = d.unit_id
            LEFT JOIN building_grid m ON m.building_id = u.building_id AND \(Self.lived("m"))
            LEFT JOIN grid g ON g.id = m.grid_id
            """
        let rows = try connection.query(sql, span + [.text(day.description)]) {
            (id: $0.integer(0), birth: $0.text(1), grid: $0.optionalText(2))
        }
        return rows.reduce(into: [:]) { people, row in
            let age = CivilDate(row.birth)?.age(on: day)
            let band = age.map { age in AgeBand.allCases.last { $0.firstAge <= age } ?? .under14 }
            people[row.id] = (grid: row.grid ?? "—", band: band)
        }
    }

    private static func lived(_ row: String) -> String {
        "\(row).from_date <= ?4 AND (\(row).until_date IS NULL OR \(row).until_date > ?4)"
    }
}

/// What one group took part in, while it is counted: each person and each activity once.
private struct Shares {
    private var people: Set<Int64> = []
    private var activities: Set<Int64> = []
    private var counts = ActivityFigures.Share()

    mutating func add(_ person: Int64, _ activity: Int64, isMissed: Bool) {
        if isMissed {
            counts.noShows += 1
        } else {
            counts.attended += 1
            people.insert(person)
            activities.insert(activity)
        }
    }

    var share: ActivityFigures.Share {
        var share = counts
        share.people = Int64(people.count)
        share.activities = Int64(activities.count)
        return share
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func backlog(community: Int64, on date: CivilDate, now: Instant, time: CommunityTime) throws -> CaseBacklog? {
        guard let reported = try self.community(community) else { return nil }
        // The day that is not over yet is counted as of now: what is late this evening is not late at noon.
        let isToday = date >= time.date(of: now)
        let day = Int64(date.daysSince1970)
        let names = { (sql: String) in
            Dictionary(
                uniqueKeysWithValues: try connection.query(sql, [.integer(community)]) { ($0.integer(0), $0.text(1)) }
            )
        }
        let grids = try names("SELECT id, name FROM grid WHERE community_id = ?")
        let categories = try names("SELECT id, name FROM case_category WHERE community_id = ?")
        let people = try names("SELECT id, name FROM account WHERE community_id = ?")
        let partners = try names("SELECT id, name FROM organization WHERE community_id = ?")
        let reportedOn = try connection.query(
            """
            SELECT key, sum(open) FROM case_backlog_day WHERE community_id = ? AND dimension = 5 AND day <= ?
            GROUP BY key HAVING sum(open) > 0 ORDER BY key
            """,
            [.integer(community), .integer(day)]
        ) { (day: $0.integer(0), open: $0.integer(1)) }
        func lines(_ dimension: BacklogDimension, _ name: (Int64) -> String) throws -> [CaseBacklog.Line] {
            let later =
                isToday ? try lateLater(dimension, community, now, end: time.instant(date.advanced(byDays: 1))) : [:]
            return try connection.query(
                """
                SELECT key, sum(arrived), sum(open), sum(late) FROM case_backlog_day
                WHERE community_id = ? AND dimension = ? AND day <= ? GROUP BY key
                HAVING sum(arrived) > 0 OR sum(open) > 0 ORDER BY key
                """,
                [.integer(community), .integer(dimension.rawValue), .integer(day)]
            ) { row in
                CaseBacklog.Line(
                    id: row.integer(0),
                    name: name(row.integer(0)),
                    opened: row.integer(1),
                    open: row.integer(2),
                    overdue: row.integer(3) - (later[row.integer(0)] ?? 0)
                )
            }
        }
        return CaseBacklog(
            community: reported,
            on: date,
            oldest: reportedOn.first.map { CivilDate(daysSince1970: Int($0.day)) },
            grids: try lines(.grid) { grids[$0] ?? "—" },
            categories: try lines(.category) { categories[$0] ?? "—" },
            people: try lines(.person) { $0 == 0 ? "—" : people[$0] ?? "—" },
            partners: try lines(.partner) { partners[$0] ?? "—" },
            ages: CaseBacklog.Age.starts.indices.map { position in
                let starts = CaseBacklog.Age.starts
                let ages = starts[position]..<(position + 1 < starts.count ? starts[position + 1] : .max)
                return CaseBacklog.Age(
                    range: CaseBacklog.Age.range(position),
                    open: reportedOn.filter { ages.contains(Int(day - $0.day)) }.reduce(0) { $0 + $1.open }
                )
            }
        )
    }

    /// What the sums of today count as late and is so only later today.
    private func lateLater(
        _ dimension: BacklogDimension,
        _ community: Int64,
        _ now: Instant,
        end: Instant
    ) throws -> [Int64: Int64] {
        let counts = try connection.query(
            """
            SELECT \(dimension.column), count(*) FROM case_standing
            WHERE community_id = ? AND until IS NULL AND late_from >= ? AND late_from < ? AND \(dimension.condition) GROUP BY 1
            """,
            [.integer(community), .integer(now.milliseconds), .integer(end.milliseconds)]
        ) { ($0.integer(0), $0.integer(1)) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    func caseLedger(community: Int64, year: Int, now: Instant, time: CommunityTime) throws -> CaseLedgerSheet? {
        guard let reported = try self.community(community), let first = CivilDate(year: year, month: 1, day: 1),
            let next = CivilDate(year: year + 1, month: 1, day: 1)
        else { return nil }
        let grids = try connection.query(
            "SELECT id, name FROM grid WHERE community_id = ? ORDER BY id",
            [.integer(community)]
        ) {
            (id: $0.integer(0), name: $0.text(1))
        }
        // A month that has not begun is not balanced yet.
        let today = time.date(of: now)
        var lines: [CaseLedgerSheet.Line] = []
        for grid in grids {
            let range: [Value] = [
                .integer(grid.id), .integer(Int64(first.daysSince1970)), .integer(Int64(next.daysSince1970)),
            ]
            var opening =
                try connection.first(
                    """
                    SELECT coalesce(sum(arrived - household - published - nobody - not_reachable), 0) FROM case_ledger_day
                    WHERE grid_id = ? AND day < ?
                    """,
                    Array(range.prefix(2))
                ) { $0.integer(0) } ?? 0
            let months = try connection.query(
                """
                SELECT CAST(strftime('%m', day * 86400, 'unixepoch') AS INTEGER), sum(arrived), sum(household), sum(published),
                    sum(nobody), sum(not_reachable) FROM case_ledger_day
                WHERE grid_id = ? AND day >= ? AND day < ? GROUP BY 1
                """,
                range
            ) { row in (0...5).map { row.integer(Int32($0)) } }
            for month in 1...12 where CivilDate(year: year, month: month, day: 1).map({ $0 <= today }) ?? false {
                let sums = months.first { $0[0] == Int64(month) } ?? [Int64(month), 0, 0, 0, 0, 0]
                let line = CaseLedgerSheet.Line(
                    grid: grid.id,
                    name: grid.name,
                    month: month,
                    opening: opening,
                    arrived: sums[1],
                    household: sums[2],
                    published: sums[3],
                    nobody: sums[4],
                    notReachable: sums[5]
                )
                lines.append(line)
                opening = line.closing
            }
        }
        return CaseLedgerSheet(community: reported, year: year, lines: lines)
    }
}

/// By what the backlog is counted (统计维度), as the daily sums number it.
private enum BacklogDimension: Int64 {
    case grid = 1
    case category, person, partner

    var column: String {
        switch self {
        case .grid: "grid_id"
        case .category: "category_id"
        case .person: "coalesce(handler_id, 0)"
        case .partner: "handler_organization_id"
        }
    }

    var condition: String {
        switch self {
        case .grid, .category: "1"
        case .person: "handler_organization_id IS NULL"
        case .partner: "handler_organization_id IS NOT NULL"
        }
    }
}

import Domain
import SQLite

/// How the cases stood at any time (在办与台账): spans of each case, and their sums by days.
///
/// Written with each move and in its transaction; `linli check` adds all up anew and compares.
struct CaseLedger {
    private let connection: Connection
    private let time: CommunityTime

    init(_ connection: Connection, _ time: CommunityTime) {
        self.connection = connection
        self.time = time
    }

    /// Notes a move from how the case stood, or from nothing, to how it stands; with an undo the word of the last move to the
    /// household never was.
    func move(_ before: CaseFile?, _ file: CaseFile, at now: Instant, isUndo: Bool = false) throws {
        try stand(before, file, at: now)
        if let before, before.grid != file.grid { try moveUntold(before, file) }
        if isUndo { try untell(before, file, at: now) } else { try tell(before, file, at: now) }
    }

    private func stand(_ before: CaseFile?, _ file: CaseFile, at now: Instant) throws {
        let (old, new) = (before?.standing, file.standing)
        guard old != new else { return }
        var changes = Changes(community: file.community, reported: day(file.createdAt))
        if old != nil {
            let ended = try connection.first(
                "UPDATE case_standing SET until = max(since, ?) WHERE case_id = ? AND until IS NULL RETURNING late_from, until",
                [.integer(now.milliseconds), .integer(file.id)]
            ) { (late: $0.optionalInteger(0), until: $0.integer(1)) }
            if let old, let ended {
                changes.add(old, on: day(now), open: -1)
                if let late = ended.late.map({ Instant(milliseconds: $0) }) {
                    // What would have been late later never was.
                    changes.add(old, on: late < now ? day(now) : day(late), late: -1)
                }
            }
        }
        // What has come in follows the case to where it belongs from this day on; the days before stay as they were.
        if let new, let left = try old ?? before.flatMap({ try lastStanding(of: $0) }),
            left.grid != new.grid || left.category != new.category
        {
            changes.add(left, on: day(now), arrived: -1)
            changes.add(new, on: day(now), arrived: 1)
        }
        if let new {
            let late = new.lateFrom.map { max($0, now) }
            try connection.run(
                """
                INSERT INTO case_standing (case_id, community_id, since, grid_id, category_id, handler_id,
                    handler_organization_id, reported_at, late_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(file.id), .integer(file.community), .integer(now.milliseconds), .integer(new.grid),
                    .integer(new.category), .optional(new.handler?.person), .optional(new.handler?.organization),
                    .integer(file.createdAt.milliseconds), .optional(late?.milliseconds),
                ]
            )
            changes.add(new, on: day(now), open: 1, arrived: before == nil ? 1 : 0)
            if let late { changes.add(new, on: day(late), late: 1) }
        }
        try changes.write(connection)
    }

    /// Where a case belonged that is opened again.
    private func lastStanding(of file: CaseFile) throws -> CaseStanding? {
        let last = "SELECT max(id) FROM case_standing WHERE case_id = ?"
        return try connection.first(
            "SELECT grid_id, category_id FROM case_standing WHERE id = (\(last))",
            [.integer(file.id)]
        ) { CaseStanding(grid: $0.integer(0), category: $0.integer(1), handler: nil, lateFrom: nil) }
    }

    private func leftThisMonth(_ file: CaseFile, _ now: Instant) throws -> Bool {
        let until = try connection.first(
            "SELECT until FROM case_untold WHERE id = (SELECT max(id) FROM case_untold WHERE case_id = ?)",
            [.integer(file.id)]
        ) { $0.optionalInteger(0) }
        guard let until = until ?? nil else { return true }
        let (then, today) = (time.date(of: Instant(milliseconds: until)), time.date(of: now))
        return (then.year, then.month) == (today.year, today.month)
    }

    /// What is still to be told is another grid's from the day on which it came into the ledger.
    private func moveUntold(_ before: CaseFile, _ file: CaseFile) throws {
        let since = try connection.first(
            "UPDATE case_untold SET grid_id = ? WHERE case_id = ? AND until IS NULL RETURNING since",
            [.integer(file.grid), .integer(file.id)]
        ) { Instant(milliseconds: $0.integer(0)) }
        guard let since else { return }
        try note("arrived", -1, grid: before.grid, on: day(since))
        try note("arrived", 1, grid: file.grid, on: day(since))
    }

    /// A case leaves the ledger when the household knows, and is back in it when it does not any more.
    private func tell(_ before: CaseFile?, _ file: CaseFile, at now: Instant) throws {
        let (old, new) = (before?.told, file.told)
        if before == nil || old != nil && new == nil {
            try connection.run(
                "INSERT INTO case_untold (case_id, grid_id, since) VALUES (?, ?, ?)",
                [.integer(file.id), .integer(file.grid), .integer(now.milliseconds)]
            )
            try note("arrived", 1, file, on: day(now))
        }
        guard let new, new != old else { return }
        if let old {
            // Told once more in another way: on the day on which it left the ledger, it left that way, unless that month is over.
            guard try leftThisMonth(file, now) else { return }
            let until = try connection.first(
                """
                UPDATE case_untold SET told = ? WHERE id = (SELECT max(id) FROM case_untold WHERE case_id = ?)
                RETURNING until
                """,
                [.text(new.rawValue), .integer(file.id)]
            ) { Instant(milliseconds: $0.integer(0)) }
            guard let until else { return }
            try note(old.rawValue, -1, file, on: day(until))
            return try note(new.rawValue, 1, file, on: day(until))
        }
        try connection.run(
            "UPDATE case_untold SET until = max(since, ?), told = ? WHERE case_id = ? AND until IS NULL",
            [.integer(now.milliseconds), .text(new.rawValue), .integer(file.id)]
        )
        try note(new.rawValue, 1, file, on: day(now))
    }

    /// What an undone move wrote into the ledger goes out of it: neither left it nor came anew what stands as before.
    private func untell(_ before: CaseFile?, _ file: CaseFile, at now: Instant) throws {
        let last = "SELECT max(id) FROM case_untold WHERE case_id = ?"
        switch (before?.told, file.told) {
        case (let told?, nil):
            let row = try connection.first(
                "SELECT until, grid_id FROM case_untold WHERE id = (\(last))",
                [.integer(file.id)]
            ) { (until: Instant(milliseconds: $0.integer(0)), grid: $0.integer(1)) }
            guard let row else { return }
            try connection.run(
                "UPDATE case_untold SET until = NULL, told = NULL WHERE id = (\(last))",
                [.integer(file.id)]
            )
            try note(told.rawValue, -1, grid: row.grid, on: day(row.until))
        case (nil, _?):
            let row = try connection.first(
                "DELETE FROM case_untold WHERE id = (\(last)) RETURNING since, grid_id",
                [.integer(file.id)]
            ) { (since: Instant(milliseconds: $0.integer(0)), grid: $0.integer(1)) }
            guard let row else { return }
            try note("arrived", -1, grid: row.grid, on: day(row.since))
        // Told in another way than before: it left the ledger in the earlier way.
        case (_?, _?): try tell(before, file, at: now)
        case (nil, nil): return
        }
    }

    private func note(_ column: String, _ count: Int64, _ file: CaseFile, on day: Int) throws {
        try note(column, count, grid: file.grid, on: day)
    }

    private func note(_ column: String, _ count: Int64, grid: Int64, on day: Int) throws {
        try connection.run(
            """
            INSERT INTO case_ledger_day (grid_id, day, \(column)) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET \(column) = \(column) + excluded.\(column)
            """,
            [.integer(grid), .integer(Int64(day)), .integer(count)]
        )
    }

    private func day(_ instant: Instant) -> Int { time.localSeconds(of: instant).days }
}

/// What a move adds to the days of the backlog, each day and key once.
private struct Changes {
    let community: Int64
    let reported: Int
    private var rows: [Key: Sums] = [:]

    private struct Key: Hashable {
        let dimension: Int64
        let key: Int64
        let day: Int
    }

    private struct Sums: Hashable {
        var arrived: Int64 = 0
        var open: Int64 = 0
        var late: Int64 = 0
    }

    init(community: Int64, reported: Int) {
        self.community = community
        self.reported = reported
    }

    mutating func add(_ standing: CaseStanding, on day: Int, open: Int64 = 0, late: Int64 = 0, arrived: Int64 = 0) {
        let handler: (Int64, Int64) =
            switch standing.handler {
            case nil: (3, 0)
            case .person(let id)?: (3, id)
            case .organization(let id)?: (4, id)
            }
        for (dimension, key) in [(1, standing.grid), (2, standing.category), handler, (5, Int64(reported))] {
            var sums = rows[Key(dimension: dimension, key: key, day: day)] ?? Sums()
            sums.open += open
            sums.late += late
            if dimension <= 2 { sums.arrived += arrived }
            rows[Key(dimension: dimension, key: key, day: day)] = sums
        }
    }

    func write(_ connection: Connection) throws {
        for (row, sums) in rows where sums.open != 0 || sums.late != 0 || sums.arrived != 0 {
            try connection.run(
                """
                INSERT INTO case_backlog_day (community_id, dimension, key, day, arrived, open, late)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived,
                    open = open + excluded.open, late = late + excluded.late
                """,
                [
                    .integer(community), .integer(row.dimension), .integer(row.key), .integer(Int64(row.day)),
                    .integer(sums.arrived), .integer(sums.open), .integer(sums.late),
                ]
            )
        }
    }
}

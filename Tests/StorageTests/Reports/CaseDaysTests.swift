import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite("The daily figures of cases")
struct CaseDaysTests {
    private static let communities: Int64 = 3

    private func database(offsetMinutes: Int = 480) throws -> (Connection, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try Schema.bind(try SchemaTests.vault(), to: connection, offsetMinutes: offsetMinutes, now: 0)
        try CaseWorld.build(connection, communities: Self.communities)
        return (connection, folder)
    }

    @Test(
        "After thousands of random arrivals, moves, ends, reopenings and deletions they equal counting, every day",
        arguments: [(1, 480), (2, 480), (3, -210), (4, 0)] as [(UInt64, Int)]
    )
    func random(seed: UInt64, offsetMinutes: Int) throws {
        let (connection, folder) = try database(offsetMinutes: offsetMinutes)
        var world = CaseWorld(connection, communities: Self.communities, seed: seed)
        for _ in 0..<60 {
            // As in service: many acts share a commit, and some are undone.
            try connection.transaction {
                for _ in 0..<50 { try world.act() }
            }
            try world.actInVain()
        }
        #expect(world.deeds.values.allSatisfy { $0 > 20 }, "\(world.deeds)")
        let counted = try CaseWorld.count(connection, CommunityTime(offsetMinutes: offsetMinutes))
        #expect(counted.count > 100)
        #expect(try CaseWorld.kept(connection) == counted)
        #expect(try CaseDays.differences(connection).isEmpty)
        withExtendedLifetime(folder) {}
    }

    @Test("Whoever sets the clock anew gets the days of the new clock")
    func zone() throws {
        let (connection, folder) = try database()
        var world = CaseWorld(connection, communities: Self.communities, seed: 5)
        for _ in 0..<500 { try world.act() }
        try CaseDays.align(connection, offsetMinutes: -300)
        let counted = try CaseWorld.count(connection, CommunityTime(offsetMinutes: -300))
        #expect(try CaseWorld.kept(connection) == counted)
        #expect(try CaseWorld.count(connection, CommunityTime()) != counted)
        withExtendedLifetime(folder) {}
    }

    @Test("Cases that were there before the figures are in them after the upgrade")
    func upgrade() throws {
        let (connection, folder) = try database()
        var world = CaseWorld(connection, communities: Self.communities, seed: 6)
        for _ in 0..<500 { try world.act() }
        let triggers = try connection.query(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'case\\_day%' ESCAPE '\\'"
        ) { $0.text(0) }
        #expect(triggers.count == 12)
        // Its column is made by the upgrade.
        for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger)") }
        try connection.execute(
            """
            DROP VIEW case_day_share; ALTER TABLE case_step DROP COLUMN excused;
            DROP TABLE case_day; DROP TABLE case_day_zone
            """
        )
        for name in ["0014_case_days", "0049_case_day_rounds", "0059_case_day_merged", "0068_due_by_limits"] {
            let migration = try #require(Schema.migrations.first { $0.name == name })
            try connection.transaction { try connection.execute(migration.sql) }
        }
        #expect(try CaseWorld.kept(connection) == CaseWorld.count(connection, CommunityTime()))
        withExtendedLifetime(folder) {}
    }

    @Test("The examination names the community and the day whose figures are wrong")
    func examination() throws {
        let (connection, folder) = try database()
        try connection.execute("INSERT INTO case_day (community_id, day, received) VALUES (2, 18801, 1)")
        let finding = try #require(try Checkup.examine(connection).first { $0.name.contains("daily figures") })
        #expect(finding.problems == ["community 2 on 2021-06-23: the figures are not those of its cases"])
        withExtendedLifetime(folder) {}
    }

    @Test("The statistics of a period equal counting the cases by SQL, for each scope")
    func statistics() throws {
        let (connection, folder) = try database()
        var world = CaseWorld(connection, communities: Self.communities, seed: 8)
        for _ in 0..<3_000 { try world.act() }
        let reports = SQLReportRepository(connection: connection)
        let (from, time) = (try #require(CivilDate("2021-03-10")), CommunityTime())
        let now = time.instant(from.advanced(byDays: 500))
        for days in [0, 1, 30, 200] {
            let to = from.advanced(byDays: days)
            let all = try reports.caseStatistics(
                community: nil,
                from: from,
                to: to,
                scope: .everything,
                now: now,
                time: time
            )
            #expect(all.lines.map(\.community.id) == [1, 2, 3])
            for line in all.lines {
                let counted = try CaseWorld.figures(connection, line.community.id, from, to)
                #expect(line.figures == counted)
                let one = try reports.caseStatistics(
                    community: line.community.id,
                    from: from,
                    to: to,
                    scope: .community(line.community.id),
                    now: now,
                    time: time
                )
                #expect(one.lines.map(\.figures) == [counted])
                // Told apart by grid, category, handler or month it is the same.
                let facts = try #require(one.facts).facts
                func sum(_ figure: StatisticsFigure) -> Int64 {
                    facts.filter { $0.figure == figure }.reduce(0) { $0 + $1.count }
                }
                #expect(sum(.received) == counted.received && sum(.ended) == counted.ended)
                #expect(sum(.closed) == counted.closed && sum(.merged) == counted.merged)
                #expect(sum(.declined) == counted.declined && sum(.withdrawn) == counted.withdrawn)
                #expect(sum(.void) == counted.void)
                #expect(sum(.due) == counted.due && sum(.onTime) == counted.onTime)
            }
            #expect(all.total.received == all.lines.reduce(0) { $0 + $1.figures.received })
            #expect(all.total.open == all.lines.reduce(0) { $0 + $1.figures.open })
        }
        let to = from.advanced(byDays: 30)
        let street = try reports.caseStatistics(
            community: nil,
            from: from,
            to: to,
            scope: .subdistrict(1),
            now: now,
            time: time
        )
        #expect(street.lines.map(\.community.id) == [1, 2])
        let foreign = try reports.caseStatistics(
            community: 3,
            from: from,
            to: to,
            scope: .subdistrict(1),
            now: now,
            time: time
        )
        #expect(foreign.lines.isEmpty)
        // At noon of a day nothing has failed yet that is due this evening, or at the end of the period.
        let noon = time.instant(from).advanced(bySeconds: 43_200)
        let early = try reports.caseStatistics(
            community: 1,
            from: from,
            to: to,
            scope: .everything,
            now: noon,
            time: time
        )
        let due = try connection.first(
            """
            SELECT count(*), count(*) FILTER (WHERE on_time) FROM case_step
            WHERE community_id = 1 AND kind = 'handle' AND NOT excused AND coalesce(paused_at > due_at, 1) AND due_at BETWEEN ? AND ?
            """,
            [.integer(time.instant(from).milliseconds), .integer(noon.milliseconds)]
        ) { [$0.integer(0), $0.integer(1)] }
        let figures = try #require(early.lines.first).figures
        #expect([figures.due, figures.onTime] == due)
        let dueFacts = try #require(early.facts).facts.filter { $0.figure == .due }
        let sum = dueFacts.map(\.count).reduce(0, +)
        #expect(sum == figures.due)
        // Of more cases than a report has time for, the totals stand alone.
        #expect(CaseFigures(received: CaseFigures.toldApart).isFewEnough)
        #expect(!CaseFigures(open: CaseFigures.toldApart + 1).isFewEnough)
        withExtendedLifetime(folder) {}
    }
}

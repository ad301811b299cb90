import Domain
import Testing

@Suite("The working calendar, held against a walk minute by minute")
struct WorkingCalendarLaws {
    /// A community, a beginning, a limit and pauses that were drawn by lot.
    private struct Draw {
        let walk: MinuteWalk
        let calendar: WorkingCalendar
        let from: Instant
        let limit: TimeLimit
        var paused: [Range<Instant>] { walk.paused }

        /// Beginnings lie around a day and up to so many days after it; pauses begin and end with a minute.
        init(_ chance: inout Chance, around first: String, days: Int64, pauses: Int) throws {
            let hours =
                [[510..<720, 810..<1080], [540..<1020], [480..<700, 700..<720, 780..<1440]]
                .randomElement(using: &chance) ?? []
            let weekdays = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [2], [6, 7]].randomElement(using: &chance) ?? []
            let start = try #require(Instant(rfc3339: "\(first)T00:00:00+08:00")).milliseconds
            from = Instant(milliseconds: start + .random(in: 0..<days * 86_400_000, using: &chance))
            let unit = LimitUnit.allCases.randomElement(using: &chance) ?? .minutes
            let isMinutes = unit == .minutes || unit == .workingMinutes
            limit = TimeLimit(.random(in: 1...(isMinutes ? 3000 : 8), using: &chance), unit)
            let begun = start / 60_000
            let spans = (0..<pauses).map { _ in
                let begins = begun + Int64.random(in: -1440..<days * 1440, using: &chance)
                let lasts = Int64.random(in: 0...3000, using: &chance)
                return Instant(milliseconds: begins * 60_000)..<Instant(milliseconds: (begins + lasts) * 60_000)
            }
            walk = MinuteWalk(hours: hours, weekdays: Set(weekdays), exceptions: .of2021, paused: spans)
            calendar = WorkingCalendar(
                hours: try #require(WorkingHours(hours)),
                weekdays: try #require(WorkingWeekdays(weekdays)),
                exceptions: .of2021
            )
        }
    }

    private static let seasons = ["2021-01-25", "2021-04-28", "2021-09-16", "2021-09-26", "2021-11-01"]

    @Test("Due times are the same, with and without pauses", arguments: seasons)
    func due(season: String) throws {
        var chance = Chance(seed: UInt64(season.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
        for round in 0..<40 {
            let draw = try Draw(&chance, around: season, days: 18, pauses: round % 4)
            let due = draw.calendar.due(from: draw.from, draw.limit, paused: draw.paused)
            #expect(due == draw.walk.due(draw.from, draw.limit), "\(draw.limit) from \(draw.from) \(draw.paused)")
        }
    }

    @Test("Working time within a span is the same, and openings are where work begins", arguments: seasons)
    func spans(season: String) throws {
        var chance = Chance(seed: UInt64(season.utf8.reduce(9) { $0 &* 31 &+ UInt64($1) }))
        for _ in 0..<30 {
            let draw = try Draw(&chance, around: season, days: 18, pauses: 0)
            let end = Instant(milliseconds: draw.from.milliseconds + .random(in: 0...1_000_000_000, using: &chance))
            let passed = draw.walk.passed(from: draw.from.milliseconds, to: end.milliseconds)
            #expect(draw.calendar.workingMilliseconds(in: draw.from..<end) == passed)
            #expect(draw.calendar.workingMinutes(in: draw.from..<end) == passed / 60_000)
            #expect(draw.calendar.isWorking(at: draw.from) == draw.walk.isWorking(draw.from.milliseconds))
            let opening = draw.calendar.nextOpening(after: draw.from).milliseconds
            #expect(opening > draw.from.milliseconds && draw.walk.isWorking(opening))
            #expect(draw.walk.hours.contains { $0.lowerBound == Int((opening / 60_000 + 480) % 1440) })
        }
    }

    @Test("A part of a limit is left up to its instant, and after it less", arguments: seasons)
    func parts(season: String) throws {
        var chance = Chance(seed: UInt64(season.utf8.reduce(11) { $0 &* 31 &+ UInt64($1) }))
        for round in 0..<15 {
            let draw = try Draw(&chance, around: season, days: 18, pauses: round % 3)
            let percent = Int.random(in: 1...99, using: &chance)
            let due = draw.calendar.due(from: draw.from, draw.limit, paused: draw.paused)
            let moment = draw.calendar.instant(
                whenPart: percent,
                of: draw.limit,
                from: draw.from,
                due: due,
                paused: draw.paused
            )
            let natural = draw.limit.unit == .minutes
            let left = { (instant: Int64) in
                draw.walk.passed(from: instant, to: due.milliseconds, natural: natural) * 100
            }
            let whole = left(draw.from.milliseconds) / 100 * Int64(percent)
            #expect(moment >= draw.from && moment < due)
            #expect(left(moment.milliseconds) >= whole && left(moment.milliseconds + 1) < whole)
        }
    }
}

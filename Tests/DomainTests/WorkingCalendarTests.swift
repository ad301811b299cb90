import Domain
import Testing

@Suite("The working calendar")
struct WorkingCalendarTests {
    private let calendar = WorkingCalendar(exceptions: .of2021)

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: "\(text):00+08:00")) }

    private func due(_ from: String, _ limit: TimeLimit, paused: [Range<Instant>] = []) throws -> String {
        calendar.time.minute(of: calendar.due(from: try at(from), limit, paused: paused))
    }

    @Test("Working hours pass over the break, the night and the weekend")
    func hours() throws {
        #expect(try due("2021-11-05T10:00", .workingHours(4)) == "2021-11-05 15:30")
        #expect(try due("2021-11-05T17:00", .workingHours(4)) == "2021-11-08 11:30")
        #expect(try due("2021-11-06T12:00", .workingHours(1)) == "2021-11-08 09:30")
        #expect(try due("2021-11-05T12:30", .workingHours(1)) == "2021-11-05 14:30")
    }

    @Test("What ends with the work of a day ends at its closing, not at the next opening")
    func ends() throws {
        #expect(try due("2021-11-05T08:30", .workingHours(8)) == "2021-11-05 18:00")
        #expect(try due("2021-11-05T09:00", TimeLimit(180, .workingMinutes)) == "2021-11-05 12:00")
    }

    @Test("The day of the beginning is no working day of a limit, and the last ends at closing")
    func days() throws {
        #expect(try due("2021-11-01T08:30", TimeLimit(3, .workingDays)) == "2021-11-04 18:00")
        #expect(try due("2021-11-05T20:00", TimeLimit(1, .workingDays)) == "2021-11-08 18:00")
        #expect(try due("2021-11-06T10:00", TimeLimit(1, .workingDays)) == "2021-11-08 18:00")
    }

    @Test("The end of the working day is that of the next one where work is over")
    func endOfDay() throws {
        #expect(try due("2021-11-05T17:59", .endOfWorkingDay) == "2021-11-05 18:00")
        #expect(try due("2021-11-05T18:00", .endOfWorkingDay) == "2021-11-08 18:00")
        #expect(try due("2021-10-01T10:00", .endOfWorkingDay) == "2021-10-08 18:00")
    }

    @Test("National Day 2021: seven days off, and the Sunday before and the Saturday after are worked")
    func nationalDay() throws {
        #expect(try due("2021-09-24T10:00", TimeLimit(1, .workingDays)) == "2021-09-26 18:00")
        #expect(try due("2021-09-30T17:00", .workingHours(10)) == "2021-10-09 09:30")
        #expect(try due("2021-09-30T10:00", TimeLimit(3, .workingDays)) == "2021-10-11 18:00")
        #expect(calendar.isWorkingDay(try #require(CivilDate("2021-10-09"))))
        #expect(!calendar.isWorkingDay(try #require(CivilDate("2021-10-10"))))
    }

    @Test("Natural time runs through nights and holidays")
    func natural() throws {
        #expect(try due("2021-10-01T23:30", TimeLimit(120, .minutes)) == "2021-10-02 01:30")
    }

    @Test("Pauses do not count, also where they overlap, begin before and lie one in the other")
    func pauses() throws {
        let noon = try at("2021-11-02T11:00")
        let paused = [
            try at("2021-11-02T14:00")..<at("2021-11-03T14:00"), try at("2021-11-02T15:00")..<at("2021-11-02T16:00"),
            try at("2021-11-01T00:00")..<noon, try at("2021-11-02T10:00")..<noon,
        ]
        #expect(try due("2021-11-02T09:00", .workingHours(4), paused: paused) == "2021-11-03 16:30")
        #expect(try due("2021-11-02T09:00", TimeLimit(240, .minutes), paused: paused) == "2021-11-03 15:00")
    }

    @Test("The next opening is in the morning or after the break, and never now")
    func openings() throws {
        let next = { (text: String) in
            self.calendar.time.minute(of: self.calendar.nextOpening(after: try self.at(text)))
        }
        #expect(try next("2021-11-05T08:29") == "2021-11-05 08:30")
        #expect(try next("2021-11-05T08:30") == "2021-11-05 13:30")
        #expect(try next("2021-11-05T18:00") == "2021-11-08 08:30")
        #expect(try next("2021-09-30T20:00") == "2021-10-08 08:30")
    }

    @Test("Work is on from the opening on, and at the closing no more")
    func working() throws {
        #expect(calendar.isWorking(at: try at("2021-11-05T08:30")))
        #expect(!calendar.isWorking(at: try at("2021-11-05T12:00")))
        #expect(calendar.isWorking(at: Instant(milliseconds: try at("2021-11-05T18:00").milliseconds - 1)))
        #expect(!calendar.isWorking(at: try at("2021-11-06T10:00")))
    }

    @Test("A fifth of five working days is the last of them, from its opening on")
    func warning() throws {
        let limit = TimeLimit(5, .workingDays)
        let from = try at("2021-10-29T18:00")
        let due = calendar.due(from: from, limit)
        let warning = calendar.instant(whenPart: 20, of: limit, from: from, due: due)
        #expect(calendar.time.minute(of: due) == "2021-11-05 18:00")
        #expect(calendar.time.minute(of: warning) == "2021-11-05 08:30")
        #expect(calendar.percentLeft(at: warning, of: limit, from: from, due: due) == 20)
        let after = Instant(milliseconds: warning.milliseconds + 1)
        #expect(calendar.percentLeft(at: after, of: limit, from: from, due: due) == 19)
    }

    @Test("A limit of ten years over a thousand holidays in a row is found at once")
    func longHoliday() throws {
        let start = try #require(CivilDate("2021-01-01"))
        let all = (0..<5000).map { (start.advanced(byDays: $0), WorkingDayKind.holiday) }
        let closed = WorkingCalendar(exceptions: Dictionary(uniqueKeysWithValues: all))
        let due = closed.due(from: try at("2021-01-04T10:00"), TimeLimit(3_650, .workingDays))
        // Monday 2034-09-11 is the first day after them; 3650 working days are 730 weeks.
        #expect(closed.time.minute(of: due) == "2048-09-04 18:00")
    }

    @Test("There is no calendar without a working day or without hours")
    func refused() {
        #expect(WorkingWeekdays([]) == nil && WorkingWeekdays([0]) == nil && WorkingWeekdays([8]) == nil)
        #expect(WorkingHours([]) == nil && WorkingHours([600..<600]) == nil && WorkingHours([600..<1441]) == nil)
        #expect(WorkingHours([600..<700, 690..<720]) == nil && WorkingHours([800..<900, 600..<700]) == nil)
    }
}

extension [CivilDate: WorkingDayKind] {
    /// The notice of the State Council for 2021, as far as the tests need it, in the words of its dates.
    static let of2021: [CivilDate: WorkingDayKind] = {
        let holidays = [
            "01-01", "02-11", "02-12", "02-15", "02-16", "02-17", "04-05", "05-03", "05-04", "05-05", "06-14",
            "09-20", "09-21", "10-01", "10-04", "10-05", "10-06", "10-07",
        ]
        let worked = ["02-07", "02-20", "04-25", "05-08", "09-18", "09-26", "10-09"]
        let days = holidays.map { ($0, WorkingDayKind.holiday) } + worked.map { ($0, .working) }
        return Dictionary(
            uniqueKeysWithValues: days.compactMap { day, kind in CivilDate("2021-\(day)").map { ($0, kind) } }
        )
    }()
}

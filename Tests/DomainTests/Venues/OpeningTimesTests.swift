import Domain
import Testing

@Suite("When a venue is open")
struct OpeningTimesTests {
    private let time = CommunityTime()
    private let monday = CivilDate(daysSince1970: 19_009)

    /// A book house: evenings of working days, Saturdays in two parts that touch.
    private var times: OpeningTimes {
        OpeningTimes(
            weekly: [(1, 1080..<1260), (2, 1080..<1260), (6, 720..<1260), (6, 540..<720)].map(WeeklyHours.init),
            exceptions: [monday.advanced(byDays: 7): [], monday.advanced(byDays: 2): [600..<660]],
            time: time
        )
    }

    private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        time.instant(monday.advanced(byDays: day), hour: hour, minute: minute)
    }

    @Test("It is open from the minute it opens until the minute it closes, and says when it opens next")
    func openNow() {
        #expect(times.span(at: at(0, 17, 59)) == nil && times.span(at: at(0, 21)) == nil)
        #expect(times.span(at: at(0, 18)) == at(0, 18)..<at(0, 21))
        #expect(times.nextOpening(after: at(0, 18)) == at(1, 18))
        // Wednesday is an exception, the Monday after is closed.
        #expect(times.nextOpening(after: at(1, 20)) == at(2, 10))
        #expect(times.nextOpening(after: at(5, 10)) == at(8, 18))
        #expect(OpeningTimes(weekly: [], exceptions: [:], time: time).nextOpening(after: at(0, 8)) == nil)
    }

    @Test("Hours that touch are one, and a booking lies within them or not")
    func covers() {
        #expect(times.spans(on: monday.advanced(byDays: 5)) == [540..<1260])
        #expect(times.covers(at(5, 11)..<at(5, 13)) && times.covers(at(5, 9)..<at(5, 21)))
        #expect(!times.covers(at(5, 20)..<at(5, 22)) && !times.covers(at(7, 18)..<at(7, 19)))
    }

    @Test("Other hours hold from their day on, and before it what held then")
    func changes() {
        var (before, after) = (WeeklyHours(weekday: 1, minutes: 540..<600), WeeklyHours(weekday: 1, minutes: 540..<720))
        before.until = monday
        after.from = monday
        let times = OpeningTimes(weekly: [before, after], exceptions: [:], time: time)
        #expect(times.spans(on: monday.advanced(byDays: -7)) == [540..<600] && times.spans(on: monday) == [540..<720])
    }

    @Test("Minutes and days of a period are counted, and those outside the office apart")
    func minutes() {
        let office = CommunitySettings().calendar(time, exceptions: [:])
        let counted = times.minutes(from: monday, to: monday.advanced(byDays: 7), office: office)
        // Two evenings, an hour on Wednesday morning, a Saturday.
        #expect(counted.open == 180 + 180 + 60 + 720 && counted.outside == 180 + 180 + 720)
        #expect(times.days(from: monday, to: monday.advanced(byDays: 7)) == 4)
    }
}

import Domain

/// A working calendar that knows no arithmetic: it looks at one minute after the other (逐分钟核对).
///
/// Days are told from a list of 2021 and not from a week, so that it shares nothing with what it proves.
struct MinuteWalk {
    /// Minutes of the day that are worked.
    let hours: [Range<Int>]
    let paused: [Range<Instant>]
    /// The first day of the list, since 1970.
    private let firstDay: Int
    private let isWorked: [Bool]

    static let minute: Int64 = 60_000
    static let offset: Int64 = 8 * 3_600_000

    /// The weekdays 1 to 7 and what breaks them, from 2021 to the end of 2022.
    init(
        hours: [Range<Int>],
        weekdays: Set<Int>,
        exceptions: [CivilDate: WorkingDayKind],
        paused: [Range<Instant>] = []
    ) {
        self.hours = hours
        self.paused = paused
        firstDay = 18_628
        // 2021-01-01 was a Friday.
        isWorked = (0..<730).map { number in
            exceptions[CivilDate(daysSince1970: 18_628 + number)].map { $0 == .working }
                ?? weekdays.contains((number + 4) % 7 + 1)
        }
    }

    func counts(_ instant: Int64, natural: Bool) -> Bool {
        !paused.contains { $0.lowerBound.milliseconds <= instant && instant < $0.upperBound.milliseconds }
            && (natural || isWorking(instant))
    }

    func isWorking(_ instant: Int64) -> Bool {
        let local = instant + Self.offset
        let day = Int(local / 86_400_000)
        let minute = Int(local % 86_400_000 / Self.minute)
        return isWorked[day - firstDay] && hours.contains { $0.contains(minute) }
    }

    /// When so much time has passed; the hours and the pauses begin and end with a minute.
    func reach(_ amount: Int64, from: Int64, natural: Bool = false) -> Int64 {
        var left = amount
        var now = from
        while left > 0 {
            let next = now - now % Self.minute + Self.minute
            if counts(now, natural: natural) {
                guard left > next - now else { return now + left }
                left -= next - now
            }
            now = next
        }
        return now
    }

    func passed(from: Int64, to end: Int64, natural: Bool = false) -> Int64 {
        var sum: Int64 = 0
        var now = from
        while now < end {
            let next = min(now - now % Self.minute + Self.minute, end)
            if counts(now, natural: natural) { sum += next - now }
            now = next
        }
        return sum
    }

    /// The closing of the n-th working day; the day of the beginning is one of them where it `counts` and is not over.
    func closing(_ number: Int64, after from: Int64, countsFirst: Bool) -> Int64 {
        let firstOfDay = (from + Self.offset) / 86_400_000 * 86_400_000 - Self.offset
        var left = number
        var now = countsFirst ? from - from % Self.minute : firstOfDay + 86_400_000
        while true {
            // A minute that is worked, after which none of this day is.
            if isWorking(now), isLastOfDay(now) {
                left -= 1
                if left == 0 { return now + Self.minute }
            }
            now += Self.minute
        }
    }

    private func isLastOfDay(_ instant: Int64) -> Bool {
        Int((instant + Self.offset) % 86_400_000 / Self.minute) == (hours.last?.upperBound ?? 0) - 1
    }

    func due(_ from: Instant, _ limit: TimeLimit) -> Instant {
        let start = from.milliseconds
        let end: Int64
        switch limit.unit {
        case .minutes: end = reach(limit.amount * Self.minute, from: start, natural: true)
        case .workingMinutes: end = reach(limit.amount * Self.minute, from: start)
        case .workingDays, .endOfWorkingDay:
            let free = MinuteWalk(self, paused: [])
            let closing = free.closing(limit.amount, after: start, countsFirst: limit.unit == .endOfWorkingDay)
            end = reach(free.passed(from: start, to: closing), from: start)
        }
        return Instant(milliseconds: end)
    }

    init(_ other: MinuteWalk, paused: [Range<Instant>]) {
        hours = other.hours
        firstDay = other.firstDay
        isWorked = other.isWorked
        self.paused = paused
    }
}

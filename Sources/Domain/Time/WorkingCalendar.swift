/// When a community works (工作日历): the hours of a day, the days of a week, and the holidays and make-up days that
/// break the week.
///
/// It has a working day in every week but for its exceptions, which are finite, so every limit ends.
package struct WorkingCalendar: Sendable, Hashable {
    package let time: CommunityTime
    package let hours: WorkingHours
    package let weekdays: WorkingWeekdays
    /// Days since 1970, in order, on which it is not as in any other week.
    private let exceptions: [Int]
    /// By how much there are more working days than by the weeks, before each exception and after the last.
    private let shifts: [Int]

    package init(
        time: CommunityTime = CommunityTime(),
        hours: WorkingHours = .usual,
        weekdays: WorkingWeekdays = .mondayToFriday,
        exceptions: [CivilDate: WorkingDayKind] = [:]
    ) {
        self.time = time
        self.hours = hours
        self.weekdays = weekdays
        // A holiday on a Sunday changes nothing.
        let changes = exceptions.filter { ($1 == .working) != weekdays.contains($0.weekday) }
            .map { (day: $0.daysSince1970, shift: $1 == .working ? 1 : -1) }
            .sorted { $0.day < $1.day }
        self.exceptions = changes.map(\.day)
        shifts = changes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.shift) }
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool { isWorking(day: date.daysSince1970) }

    /// Whether work is on; at a closing it is over.
    package func isWorking(at instant: Instant) -> Bool {
        let (day, moment) = local(instant)
        return isWorking(day: day)
            && hours.spans.contains { $0.contains(Int(moment / WorkingHours.minute)) }
    }

    /// The first moment after an instant at which work begins: in the morning, or after a break.
    package func nextOpening(after instant: Instant) -> Instant {
        let (day, moment) = local(instant)
        let openings = hours.spans.map { Int64($0.lowerBound) * WorkingHours.minute }
        if isWorking(day: day), let later = openings.first(where: { $0 > moment }) {
            return self.instant(day: day, later)
        }
        return self.instant(day: workingDay(1, after: day), openings.first ?? 0)
    }

    func isWorking(day: Int) -> Bool { workingDays(through: day) != workingDays(through: day - 1) }

    /// How many working days there are from a fixed one long ago up to a day, with it.
    func workingDays(through day: Int) -> Int {
        // 1969-12-29 was a Monday.
        let ofWeek = (day + 3) %% 7
        let weeks = (day + 3 - ofWeek) / 7
        let regular = weeks * weekdays.count(ofFirst: 7) + weekdays.count(ofFirst: ofWeek + 1)
        return regular + shifts[exceptions(through: day)]
    }

    /// The n-th working day after a day.
    func workingDay(_ number: Int, after day: Int) -> Int {
        var day = day
        var left = number
        while left > 0 {
            // So many days hold at most so many working days; where all of them are, the last is the one.
            let next = day + left
            left -= workingDays(through: next) - workingDays(through: day)
            day = next
        }
        return day
    }

    /// How many exceptions lie at a day or before, by halving.
    private func exceptions(through day: Int) -> Int {
        var found = 0..<exceptions.count
        while !found.isEmpty {
            let middle = (found.lowerBound + found.upperBound) / 2
            if exceptions[middle] <= day {
                found = middle + 1..<found.upperBound
            } else {
                found = found.lowerBound..<middle
            }
        }
        return found.lowerBound
    }

    /// The local day of an instant and the millisecond within it.
    func local(_ instant: Instant) -> (day: Int, moment: Int64) {
        let (day, second) = time.localSeconds(of: instant)
        let fraction = instant.milliseconds - time.secondStart(day, second)
        return (day, Int64(second) * 1000 + fraction)
    }

    func instant(day: Int, _ moment: Int64) -> Instant {
        Instant(milliseconds: time.secondStart(day, 0) + moment)
    }
}

extension CommunityTime {
    /// The UTC milliseconds at which a second of a local day begins.
    fileprivate func secondStart(_ day: Int, _ second: Int) -> Int64 {
        (Int64(day) * 86_400 + Int64(second) - Int64(offsetMinutes) * 60) * 1000
    }
}

/// Hours of one weekday (每周开放时间), as long as they held: what was open then is not changed by what is open now.
package struct WeeklyHours: Sendable, Hashable {
    /// 1 is Monday.
    package let weekday: Int
    /// In minutes of the day.
    package let minutes: Range<Int>
    /// Nothing where they always held.
    package var from: CivilDate?
    /// The first day on which they do not hold any more.
    package var until: CivilDate?

    package init(weekday: Int, minutes: Range<Int>) {
        self.weekday = weekday
        self.minutes = minutes
    }

    package func holds(on day: CivilDate) -> Bool {
        day.weekday == weekday && from.map { $0 <= day } ?? true && until.map { day < $0 } ?? true
    }
}

/// When a venue is open (开放时间): weekly hours, and other ones on single days.
package struct OpeningTimes: Sendable, Hashable {
    private let weekly: [WeeklyHours]
    /// The spans of single days; none on a day on which it is closed.
    private let exceptions: [CivilDate: [Range<Int>]]
    private let time: CommunityTime

    package init(weekly: [WeeklyHours], exceptions: [CivilDate: [Range<Int>]], time: CommunityTime) {
        self.weekly = weekly
        self.exceptions = exceptions.mapValues(Self.joined)
        self.time = time
    }

    /// In their order, and those that touch or overlap as one.
    private static func joined(_ spans: [Range<Int>]) -> [Range<Int>] {
        spans.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, span in
            if let last = joined.last, last.upperBound >= span.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
    }

    package func spans(on day: CivilDate) -> [Range<Int>] {
        exceptions[day] ?? Self.joined(weekly.filter { $0.holds(on: day) }.map(\.minutes))
    }

    /// The span that a moment lies in, from opening to closing.
    package func span(at moment: Instant) -> Range<Instant>? {
        let day = time.date(of: moment)
        let minute = time.localSeconds(of: moment).seconds / 60
        return spans(on: day).first { $0.contains(minute) }.map { instants($0, on: day) }
    }

    /// Whether it is open from beginning to end.
    package func covers(_ span: Range<Instant>) -> Bool {
        self.span(at: span.lowerBound).map { span.upperBound <= $0.upperBound } ?? false
    }

    /// How far ahead an opening is looked for: a venue that stays closed for longer has no hours.
    private static let daysAhead = 60

    package func nextOpening(after moment: Instant) -> Instant? {
        let today = time.date(of: moment)
        for offset in 0...Self.daysAhead {
            let day = today.advanced(byDays: offset)
            let openings = spans(on: day).map { time.instant(day, minute: $0.lowerBound) }
            if let next = openings.first(where: { $0 > moment }) { return next }
        }
        return nil
    }

    /// Minutes open on the days of a period, and of these the ones outside working hours.
    package func minutes(from: CivilDate, to: CivilDate, office: WorkingCalendar) -> (open: Int64, outside: Int64) {
        var (open, outside): (Int64, Int64) = (0, 0)
        var day = from
        while day <= to {
            for span in spans(on: day) {
                open += Int64(span.count)
                outside += Int64(span.count) - office.workingMinutes(in: instants(span, on: day))
            }
            day = day.advanced(byDays: 1)
        }
        return (open, outside)
    }

    /// How many days of a period it is to be open on.
    package func days(from: CivilDate, to: CivilDate) -> Int64 {
        var (count, day): (Int64, CivilDate) = (0, from)
        while day <= to {
            if !spans(on: day).isEmpty { count += 1 }
            day = day.advanced(byDays: 1)
        }
        return count
    }

    private func instants(_ span: Range<Int>, on day: CivilDate) -> Range<Instant> {
        time.instant(day, minute: span.lowerBound)..<time.instant(day, minute: span.upperBound)
    }
}

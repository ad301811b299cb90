/// The numbers by which a community works (社区设置): those that it set, and else those of the rules.
package struct CommunitySettings: Sendable, Hashable {
    private var numbers: [RuleNumber: Int64] = [:]
    private var limits: [RuleLimit: TimeLimit] = [:]

    /// All as the rules say.
    package init() {}

    package subscript(number: RuleNumber) -> Int64 {
        get { numbers[number] ?? number.standard }
        set { numbers[number] = newValue }
    }

    package subscript(limit: RuleLimit) -> TimeLimit {
        get { limits[limit] ?? limit.standard }
        set { limits[limit] = newValue }
    }

    /// Takes back what the community set.
    package mutating func reset(_ number: RuleNumber) { numbers[number] = nil }

    package mutating func reset(_ limit: RuleLimit) { limits[limit] = nil }

    package func isSet(_ number: RuleNumber) -> Bool { numbers[number] != nil }

    package func isSet(_ limit: RuleLimit) -> Bool { limits[limit] != nil }

    /// The hours of a working day; nothing where the four times are not in their order.
    ///
    /// An afternoon that begins when the morning ends is a day without a break.
    package var workingHours: WorkingHours? {
        let times = [
            RuleNumber.workingDayFirstStart, .workingDayFirstEnd, .workingDaySecondStart, .workingDaySecondEnd,
        ]
        .map { Int(self[$0]) }
        guard times[0] < times[1], times[2] < times[3] else { return nil }
        return WorkingHours([times[0]..<times[1], times[2]..<times[3]])
    }

    /// The days of a week that are worked; nothing where the digits are not days in their order.
    package var workingWeekdays: WorkingWeekdays? {
        let days = String(self[.workingWeekdays]).compactMap(\.wholeNumberValue)
        guard zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        return WorkingWeekdays(days)
    }

    /// The calendar of these hours and days, with its exceptions.
    package func calendar(_ time: CommunityTime, exceptions: [CivilDate: WorkingDayKind]) -> WorkingCalendar {
        WorkingCalendar(
            time: time,
            hours: workingHours ?? .usual,
            weekdays: workingWeekdays ?? .mondayToFriday,
            exceptions: exceptions
        )
    }
}

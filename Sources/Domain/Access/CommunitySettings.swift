/// The numbers by which a community works (社区设置): those that it set, and else those of the rules.
package struct CommunitySettings: Sendable, Hashable {
    private var numbers: [RuleNumber: Int64] = [:]
    private var limits: [RuleLimit: TimeLimit] = [:]
    private var words: [RuleWord: String] = [:]

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

    package subscript(word: RuleWord) -> String {
        get { words[word] ?? word.standard }
        set { words[word] = newValue }
    }

    package func chosen(_ word: RuleWord) -> String? { words[word] }

    /// What the community set itself, if it did.
    package func chosen(_ number: RuleNumber) -> Int64? { numbers[number] }

    package func chosen(_ limit: RuleLimit) -> TimeLimit? { limits[limit] }

    /// Takes a change; without a value the standard of the rules holds again.
    package mutating func apply(_ change: SettingChange) {
        switch change {
        case .number(let number, let value): numbers[number] = value
        case .limit(let limit, let value): limits[limit] = value
        case .word(let word, let value): words[word] = value
        }
    }

    /// The hours of a working day; nothing where the four times are not in their order.
    ///
    /// An afternoon that begins when the morning ends is a day without a break.
    package var workingHours: WorkingHours? {
        let times = RuleNumber.hours.map { Int(self[$0]) }
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

/// One number or limit that a community sets, or takes back (设置变更).
package enum SettingChange: Sendable, Hashable {
    case number(RuleNumber, Int64?)
    case limit(RuleLimit, TimeLimit?)
    case word(RuleWord, String?)

    package var key: String {
        switch self {
        case .number(let number, _): number.rawValue
        case .limit(let limit, _): limit.rawValue
        case .word(let word, _): word.rawValue
        }
    }
}

extension CommunitySettings {
    /// What of changes that were made can not stand, as faults of the body.
    package func faults(of changes: [SettingChange]) -> [FieldError] {
        var faults: [FieldError] = []
        let keys = changes.map(\.key)
        if workingWeekdays == nil {
            faults.append(
                .body(
                    RuleNumber.workingWeekdays.rawValue,
                    "bad_weekdays",
                    "应为 1 到 7 的数字，由小到大，周一为 1，例如 12345",
                    "Is to be digits from 1 to 7 in their order, Monday is 1, such as 12345"
                )
            )
        }
        if workingHours == nil {
            let times = RuleNumber.hours.map(\.rawValue).filter(keys.contains)
            faults += times.map { time in
                .body(
                    time,
                    "not_in_order",
                    "上午上班、下班，下午上班、下班的时间应依次排列",
                    "The beginning and end of the morning and of the afternoon are to follow each other"
                )
            }
        }
        return faults
    }
}

/// The hours of a working day (工作时间): one or more spans, in their order, apart from each other.
package struct WorkingHours: Sendable, Hashable {
    /// In minutes of the day.
    package let spans: [Range<Int>]
    /// Working time of a whole day, in milliseconds.
    let length: Int64

    /// Nothing where there is no working time, or the spans overlap or leave the day.
    package init?(_ spans: [Range<Int>]) {
        guard let first = spans.first, let last = spans.last, first.lowerBound >= 0, last.upperBound <= 1440,
            spans.allSatisfy({ !$0.isEmpty }),
            zip(spans, spans.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
        else { return nil }
        self.init(checked: spans)
    }

    private init(checked spans: [Range<Int>]) {
        // Where no break lies between them, they are one, so that every beginning is an opening.
        self.spans = spans.reduce(into: []) { joined, span in
            if let last = joined.last, last.upperBound == span.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<span.upperBound
            } else {
                joined.append(span)
            }
        }
        length = spans.reduce(0) { $0 + Int64($1.count) } * Self.minute
    }

    /// 08:30 to 12:00 and 13:30 to 18:00, the hours of an office of many communities.
    ///
    /// They are the eight hours a day that the State Council's rules on working hours set (article 3), so that eight
    /// working hours are one working day.
    package static let usual = WorkingHours(checked: [510..<720, 810..<1080])

    static let minute: Int64 = 60_000

    /// Working time of a day before a millisecond of it.
    func worked(before moment: Int64) -> Int64 {
        var sum: Int64 = 0
        for span in spans {
            let start = Int64(span.lowerBound) * Self.minute
            guard moment > start else { break }
            sum += min(moment, Int64(span.upperBound) * Self.minute) - start
        }
        return sum
    }

    /// The first millisecond of a day before which so much of its working time has passed; at most all of it.
    func moment(worked: Int64) -> Int64 {
        var left = worked
        for span in spans {
            let length = Int64(span.count) * Self.minute
            if left <= length { return Int64(span.lowerBound) * Self.minute + left }
            left -= length
        }
        return closing
    }

    /// When the day's work ends, in milliseconds of the day.
    var closing: Int64 { Int64(spans.last?.upperBound ?? 0) * Self.minute }
}

/// The days of a week that are worked (每周工作日): at least one, 1 is Monday.
package struct WorkingWeekdays: Sendable, Hashable {
    /// Bit 0 is Monday.
    let mask: UInt8

    /// Nothing where there is none, or one that is no day of a week.
    package init?(_ weekdays: some Sequence<Int>) {
        var mask: UInt8 = 0
        for weekday in weekdays {
            guard (1...7).contains(weekday) else { return nil }
            mask |= 1 << UInt8(weekday - 1)
        }
        guard mask != 0 else { return nil }
        self.mask = mask
    }

    /// Monday to Friday, as the State Council's rules on working hours say for offices (article 7).
    package static let mondayToFriday = WorkingWeekdays(mask: 0b1_1111)

    private init(mask: UInt8) { self.mask = mask }

    package func contains(_ weekday: Int) -> Bool { (1...7).contains(weekday) && mask & 1 << UInt8(weekday - 1) != 0 }

    /// How many of them there are among the first days of a week, from Monday on.
    func count(ofFirst days: Int) -> Int { (mask & UInt8((1 << days) - 1)).nonzeroBitCount }
}

/// What an exception of the calendar makes of a day (日期性质).
package enum WorkingDayKind: String, TitledEnum {
    case holiday
    /// A day at the weekend that is worked for another, or for itself (调休).
    case working

    package var title: Title {
        switch self {
        case .holiday: Title("放假", "Holiday")
        case .working: Title("上班", "Working day")
        }
    }
}

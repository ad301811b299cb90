import Domain

/// The dates of days as they are written (日期缓存), kept by whoever writes many: the rows of a page fall on few days.
///
/// Each day has its one place, by its lowest bits, so that the neighbours of a day do not push it out.
package final class WrittenDates {
    struct Date {
        var day = Int64.min
        /// `2021-11-` and `05`, the first byte lowest.
        var yearAndMonth: UInt64 = 0
        var dayOfMonth: UInt64 = 0
    }

    // Four months: what is open, and what was done of late.
    private var dates = InlineArray<128, Date>(repeating: Date())

    package init() {}

    /// The date of a day since 1970.
    func date(of day: Int64) -> Date {
        let place = Int(truncatingIfNeeded: day & 127)
        if dates[place].day == day { return dates[place] }
        let date = Self.write(day)
        dates[place] = date
        return date
    }

    private static func write(_ day: Int64) -> Date {
        let date = CivilDate(daysSince1970: Int(day))
        let dash = UInt64(UInt8(ascii: "-"))
        let year = pair(UInt64(date.year / 100)) | pair(UInt64(date.year % 100)) << 16
        return Date(
            day: day,
            yearAndMonth: year | dash << 32 | pair(UInt64(date.month)) << 40 | dash << 56,
            dayOfMonth: pair(UInt64(date.day))
        )
    }
}

import Domain
package import JSON

/// Writes instants in a community's zone (时间书写), digit by digit.
///
/// It keeps the dates of a few days: the instants of a page mostly fall on them, and the calendar is what costs.
package struct InstantWriter: Sendable {
    private let offset: Int64
    /// `+08:00` or `Z`, the first byte lowest.
    private let suffix: UInt64
    private let suffixCount: Int
    /// Each day has its one place, by its lowest bits, so that the neighbours of a day do not push it out.
    private var dates = InlineArray<8, WrittenDate>(repeating: WrittenDate())

    private struct WrittenDate {
        var day = Int64.min
        /// `2021-11-` and `05`.
        var yearAndMonth: UInt64 = 0
        var dayOfMonth: UInt64 = 0
    }

    private static let millisecondsOfDay: Int64 = 86_400_000
    /// The days of the years 0 to 9999, which four digits can show.
    private static let days: ClosedRange<Int64> = -719_528...2_932_896

    package init(offsetMinutes: Int) {
        offset = Int64(offsetMinutes) * 60_000
        let minutes = Int(offsetMinutes.magnitude)
        let sign = UInt64(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        suffixCount = offsetMinutes == 0 ? 1 : 6
        suffix =
            offsetMinutes == 0
            ? UInt64(UInt8(ascii: "Z"))
            : sign | pair(minutes / 60) << 8 | UInt64(UInt8(ascii: ":")) << 24 | pair(minutes % 60) << 32
    }

    /// `2021-11-05T19:00:00+08:00` (RFC 3339), with milliseconds where there are any.
    package mutating func appendRFC3339(_ milliseconds: Int64, to out: inout ByteWriter) {
        let rest = appendLocal(milliseconds, UInt8(ascii: "T"), to: &out)
        if rest != 0 {
            out.append(UInt8(ascii: "."))
            out.appendPadded(rest, width: 3)
        }
        out.append(word: suffix, count: suffixCount)
    }

    /// `2021-11-05 19:00:00`, for people.
    package mutating func appendPlain(_ milliseconds: Int64, to out: inout ByteWriter) {
        _ = appendLocal(milliseconds, UInt8(ascii: " "), to: &out)
    }

    /// Adds all but the milliseconds, which are returned.
    private mutating func appendLocal(_ milliseconds: Int64, _ separator: UInt8, to out: inout ByteWriter) -> Int {
        let local = milliseconds.addingReportingOverflow(offset)
        var (days, rest) = (local.overflow ? milliseconds : local.partialValue)
            .quotientAndRemainder(dividingBy: Self.millisecondsOfDay)
        if rest < 0 { (days, rest) = (days - 1, rest + Self.millisecondsOfDay) }
        days = min(max(days, Self.days.lowerBound), Self.days.upperBound)
        let place = Int(days & 7)
        if dates[place].day != days { dates[place] = Self.write(days) }
        let date = dates[place]
        let seconds = Int(rest / 1000)
        let colon = UInt64(UInt8(ascii: ":"))
        out.append(word: date.yearAndMonth, count: 8)
        out.append(
            word: date.dayOfMonth | UInt64(separator) << 16 | pair(seconds / 3600) << 24 | colon << 40
                | pair(seconds / 60 % 60) << 48,
            count: 8
        )
        out.append(word: colon | pair(seconds % 60) << 8, count: 3)
        return Int(rest % 1000)
    }

    private static func write(_ days: Int64) -> WrittenDate {
        let date = CivilDate(daysSince1970: Int(days))
        let dash = UInt64(UInt8(ascii: "-"))
        let year = pair(date.year / 100) | pair(date.year % 100) << 16
        return WrittenDate(
            day: days,
            yearAndMonth: year | dash << 32 | pair(date.month) << 40 | dash << 56,
            dayOfMonth: pair(date.day)
        )
    }
}

/// Two decimal digits as bytes, the tens lowest.
@inline(__always)
private func pair(_ value: Int) -> UInt64 {
    0x3030 + UInt64(truncatingIfNeeded: value / 10) + UInt64(truncatingIfNeeded: value % 10) << 8
}

import Domain
package import JSON

/// Writes instants in a community's zone (时间书写), digit by digit.
///
/// The calendar is what costs, so the dates of days that were written before are kept.
package struct InstantWriter {
    let offset: Int64
    /// `+08:00` or `Z`, the first byte lowest.
    let suffix: UInt64
    let suffixCount: Int
    private let dates: WrittenDates

    /// Where an instant falls in the community's zone: its day since 1970 and the milliseconds of that day.
    struct Place {
        let day: Int64
        let rest: Int64
    }

    static var millisecondsOfDay: Int64 { 86_400_000 }
    /// The days of the years 0 to 9999, which four digits can show.
    static var firstDay: Int64 { -719_528 }
    static var lastDay: Int64 { 2_932_896 }

    /// Takes the zone, and dates that others wrote before it.
    package init(offsetMinutes: Int, dates: WrittenDates = WrittenDates()) {
        self.dates = dates
        offset = Int64(offsetMinutes) * 60_000
        let minutes = Int(offsetMinutes.magnitude)
        let sign = UInt64(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        suffixCount = offsetMinutes == 0 ? 1 : 6
        suffix =
            offsetMinutes == 0
            ? UInt64(UInt8(ascii: "Z"))
            : sign | pair(UInt64(minutes / 60)) << 8 | UInt64(UInt8(ascii: ":")) << 24 | pair(UInt64(minutes % 60))
                << 32
    }

    /// `2021-11-05T19:00:00+08:00` (RFC 3339), with milliseconds where there are any.
    package mutating func appendRFC3339(_ milliseconds: Int64, to out: inout ByteWriter) {
        let text = rfc3339(milliseconds)
        for index in 0..<4 where index * 8 < text.count {
            out.append(word: text.words[index], count: text.count - index * 8)
        }
    }

    /// `2021-11-05 19:00:00`, for people.
    package mutating func appendPlain(_ milliseconds: Int64, to out: inout ByteWriter) {
        let place = place(of: milliseconds)
        let text = local(place, UInt8(ascii: " "))
        out.append(word: text[0], count: 8)
        out.append(word: text[1], count: 8)
        out.append(word: text[2], count: 3)
    }

    /// The same as words, the first byte lowest; at most 29 bytes.
    @inline(__always)
    package mutating func rfc3339(_ milliseconds: Int64) -> (words: SIMD4<UInt64>, count: Int) {
        let place = place(of: milliseconds)
        var words = local(place, UInt8(ascii: "T"))
        let fraction = UInt64(truncatingIfNeeded: place.rest % 1000)
        guard fraction == 0 else {
            // `:00.123+` and what is left of the zone.
            let hundreds = 0x2E | (0x30 &+ fraction / 100) &<< 8
            words[2] |= hundreds &<< 24 | pair(fraction % 100) &<< 40 | suffix &<< 56
            words[3] = suffix &>> 8
            return (words, 23 &+ suffixCount)
        }
        words[2] |= suffix &<< 24
        words[3] = suffix &>> 40
        return (words, 19 &+ suffixCount)
    }

    /// All but the fraction of the second and the zone: 19 bytes.
    @inline(__always)
    mutating func local(_ place: Place, _ separator: UInt8) -> SIMD4<UInt64> {
        let date = dates.date(of: place.day)
        let seconds = UInt64(truncatingIfNeeded: place.rest) / 1000
        let minutes = seconds / 60
        let hours = minutes / 60
        let colon = UInt64(UInt8(ascii: ":"))
        return SIMD4(
            date.yearAndMonth,
            date.dayOfMonth | UInt64(separator) &<< 16 | pair(hours) &<< 24 | colon &<< 40
                | pair(minutes &- hours &* 60) &<< 48,
            colon | pair(seconds &- minutes &* 60) &<< 8,
            0
        )
    }

    @inline(__always)
    func place(of milliseconds: Int64) -> Place {
        let local = milliseconds.addingReportingOverflow(offset)
        let shown = local.overflow ? milliseconds : local.partialValue
        var day = shown / Self.millisecondsOfDay
        var rest = shown &- day &* Self.millisecondsOfDay
        if rest < 0 {
            day &-= 1
            rest &+= Self.millisecondsOfDay
        }
        return Place(day: min(max(day, Self.firstDay), Self.lastDay), rest: rest)
    }
}

/// Two decimal digits of a number below 100 as bytes, the tens lowest.
@inline(__always)
func pair(_ value: UInt64) -> UInt64 {
    let tens = (value &* 103) &>> 10
    return 0x3030 &+ tens &+ (value &- tens &* 10) &<< 8
}

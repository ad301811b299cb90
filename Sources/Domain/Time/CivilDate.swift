/// A day of the proleptic Gregorian calendar (日期), without a zone.
package struct CivilDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nothing for a day that does not exist, such as 2021-02-29.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01.
    package init(daysSince1970 days: Int) {
        let shifted = days &+ 719_468
        if shifted >= 0, shifted < 1 << 28 {
            self.init(daysSinceMarch0: UInt32(truncatingIfNeeded: shifted))
        } else {
            self.init(farFromHere: days)
        }
    }

    /// Days since the first of March of the year 0, by the Euclidean affine functions of Neri and Schneider.
    ///
    /// In words of 32 bits and without a check at each step, since every row of an answer has instants.
    private init(daysSinceMarch0 days: UInt32) {
        let centuries = 4 &* days &+ 3
        let century = centuries / 146_097
        let dayOfCentury = (centuries &- century &* 146_097) / 4
        let years = 2_939_745 &* UInt64(4 &* dayOfCentury &+ 3)
        let yearOfCentury = UInt32(truncatingIfNeeded: years &>> 32)
        let dayOfYear = UInt32(truncatingIfNeeded: years) / 2_939_745 / 4
        let months = 2_141 &* dayOfYear &+ 197_913
        let isNextYear = dayOfYear >= 306
        year = Int(100 &* century &+ yearOfCentury) &+ (isNextYear ? 1 : 0)
        month = Int(months &>> 16) &- (isNextYear ? 12 : 0)
        day = Int((months & 0xFFFF) / 2_141) &+ 1
    }

    /// Days since 1970-01-01, any number of them, by Howard Hinnant's era arithmetic.
    private init(farFromHere days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { (daysSince1970 + 3) %% 7 + 1 }

    package func advanced(byDays days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// `YYYY-MM-DD`.
    package var description: String {
        let digits = [
            year / 1000, year / 100 % 10, year / 10 % 10, year % 10, -1, month / 10, month % 10, -1, day / 10, day % 10,
        ]
        return String(decoding: digits.map { $0 < 0 ? UInt8(ascii: "-") : UInt8(48 + $0) }, as: UTF8.self)
    }
}

infix operator %% : MultiplicationPrecedence

extension Int {
    /// The remainder that is never negative.
    package static func %% (left: Int, right: Int) -> Int {
        let remainder = left % right
        return remainder < 0 ? remainder + right : remainder
    }
}

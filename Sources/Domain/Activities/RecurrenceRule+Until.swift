extension RecurrenceRule {
    /// A time of day at the end of a rule (截止时刻), as RFC 5545 section 3.3.10 asks for beside a start with a time.
    struct UntilTime: Sendable, Hashable {
        let second: Int
        /// With a `Z` it is in UTC, otherwise as the clock of the community says.
        let isUTC: Bool
    }

    /// The rule by days, for what begins at a second of the local day: its end is the last day on which that may still begin.
    package func ending(atSecond second: Int, offsetMinutes: Int) -> RecurrenceRule {
        guard let end = until, let time = untilTime else { return self }
        var rule = self
        let local = time.second + (time.isUTC ? offsetMinutes * 60 : 0)
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let last = end.advanced(byDays: days)
        rule.until = local - days * 86_400 < second ? last.advanced(byDays: -1) : last
        rule.untilTime = nil
        return rule
    }

    /// Reads a day such as `20211231`, or with a time `20211231T235959Z`.
    static func end(_ text: String) throws(RecurrenceFault) -> (CivilDate, UntilTime?) {
        guard let mark = text.firstIndex(of: "T") else { return (try date(text), nil) }
        let day = try date(String(text[..<mark]))
        var digits = String(text[text.index(after: mark)...])
        let isUTC = digits.hasSuffix("Z")
        if isUTC { digits.removeLast() }
        guard digits.count == 6 else { throw RecurrenceFault(part: "UNTIL") }
        let number = try number(digits, 0...235_960, "UNTIL")
        let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
        // A leap second is the last of its minute.
        guard hour < 24, minute < 60, second <= 60 else { throw RecurrenceFault(part: "UNTIL") }
        return (day, UntilTime(second: hour * 3600 + minute * 60 + min(second, 59), isUTC: isUTC))
    }

    private static func date(_ text: String) throws(RecurrenceFault) -> CivilDate {
        let number = try number(text, 10_000_000...99_999_999, "UNTIL")
        guard let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100) else {
            throw RecurrenceFault(part: "UNTIL")
        }
        return date
    }
}

/// The zone that a community's clocks show (社区时间): a fixed offset, since China keeps no daylight saving.
package struct CommunityTime: Sendable, Hashable {
    /// Minutes east of Greenwich.
    package let offsetMinutes: Int

    package init(offsetMinutes: Int = 480) { self.offsetMinutes = offsetMinutes }

    package func date(of instant: Instant) -> CivilDate {
        CivilDate(daysSince1970: localSeconds(of: instant).days)
    }

    package func instant(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) -> Instant {
        let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        return Instant(milliseconds: (seconds - Int64(offsetMinutes) * 60) * 1000)
    }

    /// By when something is meant that is to be done by a moment: midnight is a day without an hour, and means its end.
    package func deadline(_ moment: Instant) -> Instant {
        let local = localSeconds(of: moment)
        guard local.seconds == 0 else { return moment }
        return instant(CivilDate(daysSince1970: local.days), hour: 23, minute: 59, second: 59)
    }

    /// The half-open span of a calendar year.
    package func year(_ year: Int) -> Range<Instant>? {
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let next = CivilDate(year: year + 1, month: 1, day: 1)
        else { return nil }
        return instant(first)..<instant(next)
    }

    /// The local day and the second within it.
    package func localSeconds(of instant: Instant) -> (days: Int, seconds: Int) {
        let milliseconds = instant.milliseconds + Int64(offsetMinutes) * 60_000
        let seconds = Int(milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
        let secondOfDay = seconds %% 86_400
        return ((seconds - secondOfDay) / 86_400, secondOfDay)
    }
}

extension CommunityTime {
    /// `2021-11-05 19:00`, for sentences.
    package func minute(of instant: Instant) -> String {
        let second = localSeconds(of: instant).seconds
        let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(date(of: instant)) \(two(second / 3600)):\(two(second / 60 % 60))"
    }
}

extension CommunityTime {
    /// `2021-11-05T19:00:00+08:00` (RFC 3339).
    package func rfc3339(_ instant: Instant) -> String {
        let second = localSeconds(of: instant).seconds
        let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        let offset = abs(offsetMinutes)
        return "\(date(of: instant))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
            + "\(offsetMinutes < 0 ? "-" : "+")\(two(offset / 60)):\(two(offset % 60))"
    }
}

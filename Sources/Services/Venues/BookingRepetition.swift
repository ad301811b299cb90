import Domain

/// How often a booking is repeated (重复方式).
package enum BookingRepetition: Sendable {
    case weekly(times: Int64)
    /// By a rule of RFC 5545; the first booking counts only where the rule gives it.
    case rule(String)

    /// The times of all bookings, with the first.
    func spans(of first: Range<Instant>, _ time: CommunityTime) throws -> [Range<Instant>] {
        switch self {
        case .weekly(let times): return VenueBooking.weekly(first, times: times)
        case .rule(let text):
            let rule: RecurrenceRule
            do {
                let second = time.localSeconds(of: first.lowerBound).seconds
                rule = try RecurrenceRule(parsing: text).ending(atSecond: second, offsetMinutes: time.offsetMinutes)
            } catch {
                let (chinese, english) = ("重复规则有误：\(error.part)", "The rule is wrong at \(error.part)")
                throw DomainError.invalid([.body("rule", "bad_rule", chinese, english)])
            }
            let day = time.date(of: first.lowerBound)
            let limit = Int(VenueBooking.weekLimit)
            let last = day.advanced(byDays: VenueBooking.daysAhead)
            let days = rule.days(from: day, through: last, limit: limit + 1)
            guard !days.isEmpty, days.count <= limit else {
                throw DomainError.invalid([
                    .body(
                        "rule",
                        days.isEmpty ? "no_meetings" : "too_many",
                        days.isEmpty ? "按此规则没有任何一次" : "一次最多预约 \(limit) 天，请用 COUNT 或 UNTIL 限定",
                        days.isEmpty
                            ? "By this rule there is no day at all"
                            : "At most \(limit) days are booked at once; limit the rule by COUNT or UNTIL"
                    )
                ])
            }
            return days.map { next in
                let seconds = Int64(next.daysSince1970 - day.daysSince1970) * 86_400
                return first.lowerBound.advanced(bySeconds: seconds)..<first.upperBound.advanced(bySeconds: seconds)
            }
        }
    }
}

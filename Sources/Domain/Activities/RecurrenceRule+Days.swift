extension RecurrenceRule {
    /// The days from the first one on, up to a last one; the first counts only where the rule gives it.
    package func days(from start: CivilDate, through last: CivilDate, limit: Int) -> [CivilDate] {
        var days: [CivilDate] = []
        let most = min(limit, count ?? limit)
        let end = until.map { min($0, last) } ?? last
        var period = firstPeriod(start)
        while days.count < most, period.first <= end {
            for day in set(of: period, start) where day >= start && day <= end && days.count < most { days.append(day) }
            period = next(period)
        }
        return days
    }

    /// The day, week, month or year that is looked at in one step (周期).
    private struct Period {
        let first: CivilDate
        let last: CivilDate
    }

    private func firstPeriod(_ start: CivilDate) -> Period {
        switch frequency {
        case .daily: return Period(first: start, last: start)
        case .weekly:
            let first = start.advanced(byDays: -((start.weekday - weekStart + 7) % 7))
            return Period(first: first, last: first.advanced(byDays: 6))
        case .monthly: return Self.month(start.year, start.month)
        case .yearly: return Self.year(start.year)
        }
    }

    private func next(_ period: Period) -> Period {
        switch frequency {
        case .daily:
            let day = period.first.advanced(byDays: interval)
            return Period(first: day, last: day)
        case .weekly:
            let first = period.first.advanced(byDays: 7 * interval)
            return Period(first: first, last: first.advanced(byDays: 6))
        case .monthly:
            let months = period.first.year * 12 + period.first.month - 1 + interval
            return Self.month(months / 12, months % 12 + 1)
        case .yearly: return Self.year(period.first.year + interval)
        }
    }

    /// Years end at 9999, as dates do.
    private static func month(_ year: Int, _ month: Int) -> Period {
        let last = CivilDate(year: min(year, 9999), month: month, day: CivilDate.length(ofMonth: month, in: year))
        let first = last.map { $0.advanced(byDays: 1 - $0.day) }
        return Period(first: first ?? .distantEnd, last: last ?? .distantEnd)
    }

    private static func year(_ year: Int) -> Period {
        Period(
            first: CivilDate(year: year, month: 1, day: 1) ?? .distantEnd,
            last: CivilDate(year: year, month: 12, day: 31) ?? .distantEnd
        )
    }

    /// The days of one period, in their order, of which the positions pick some.
    private func set(of period: Period, _ start: CivilDate) -> [CivilDate] {
        var days: [CivilDate] = []
        var day = period.first
        while day <= period.last {
            if contains(day, start) { days.append(day) }
            day = day.advanced(byDays: 1)
        }
        guard !positions.isEmpty else { return days }
        let picked = positions.compactMap { position -> Int? in
            let index = position > 0 ? position - 1 : days.count + position
            return days.indices.contains(index) ? index : nil
        }
        return Set(picked).sorted().map { days[$0] }
    }

    /// What the rule does not say is taken from the first day (RFC 5545 section 3.3.10, after the table).
    private func contains(_ day: CivilDate, _ start: CivilDate) -> Bool {
        if !months.isEmpty, !months.contains(day.month) { return false }
        if !monthDays.isEmpty {
            let fromEnd = day.day - CivilDate.length(ofMonth: day.month, in: day.year) - 1
            if !monthDays.contains(day.day), !monthDays.contains(fromEnd) { return false }
        }
        if !weekdays.isEmpty { return weekdays.contains { matches($0, day) } }
        guard monthDays.isEmpty else { return true }
        switch frequency {
        case .daily: return true
        case .weekly: return day.weekday == start.weekday
        case .monthly: return day.day == start.day
        case .yearly: return day.day == start.day && (!months.isEmpty || day.month == start.month)
        }
    }

    private func matches(_ weekday: Weekday, _ day: CivilDate) -> Bool {
        guard day.weekday == weekday.day else { return false }
        guard let number = weekday.number else { return true }
        // Of the year, unless the rule is about months.
        let isOfYear = frequency == .yearly && months.isEmpty
        let period = isOfYear ? Self.year(day.year) : Self.month(day.year, day.month)
        let (place, length) = (
            day.daysSince1970 - period.first.daysSince1970, period.last.daysSince1970 - day.daysSince1970
        )
        return number > 0 ? place / 7 + 1 == number : length / 7 + 1 == -number
    }
}

extension CivilDate {
    /// After every day that a rule is asked about.
    fileprivate static let distantEnd = CivilDate(daysSince1970: 2_932_897)
}

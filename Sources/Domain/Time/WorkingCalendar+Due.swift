extension WorkingCalendar {
    /// When a limit that begins at an instant ends (到期时间), exact to the millisecond; paused spans do not count.
    ///
    /// A limit in days is, for pauses, the working time from its beginning to its end: half a day of pause makes it end
    /// half a day later.
    package func due(from: Instant, _ limit: TimeLimit, paused: [Range<Instant>] = []) -> Instant {
        let amount: Int64
        switch limit.unit {
        case .minutes, .workingMinutes:
            amount = limit.amount * WorkingHours.minute
        case .workingDays:
            let day = workingDay(Int(limit.amount), after: local(from).day)
            amount = workingMilliseconds(in: from..<instant(day: day, hours.closing))
        case .endOfWorkingDay:
            let (day, moment) = local(from)
            // The day itself is the first where its closing is still to come.
            let before = moment < hours.closing ? day - 1 : day
            let closing = instant(day: workingDay(Int(limit.amount), after: before), hours.closing)
            amount = workingMilliseconds(in: from..<closing)
        }
        return instant(after: amount, of: limit.unit, from: from, paused: paused)
    }

    /// The last instant at which so many percent of a limit are left: from then on it is less.
    ///
    /// The limit is what lies between `from` and `due`, so that an extension counts as part of it. It is never after
    /// `due`.
    package func instant(
        whenPart percent: Int,
        of limit: TimeLimit,
        from: Instant,
        due: Instant,
        paused: [Range<Instant>] = []
    ) -> Instant {
        guard from < due, percent > 0 else { return due }
        let whole = passed(limit.unit, in: from..<due, paused: paused)
        let used = whole * Int64(max(100 - percent, 0)) / 100
        guard used < whole else { return due }
        let first = instant(after: used + 1, of: limit.unit, from: from, paused: paused)
        return Instant(milliseconds: first.milliseconds - 1)
    }

    /// What part of a limit is left at an instant, in whole percent, rounded down: 100 before it begins, 0 after its end.
    package func percentLeft(
        at instant: Instant,
        of limit: TimeLimit,
        from: Instant,
        due: Instant,
        paused: [Range<Instant>] = []
    ) -> Int {
        guard from < due, instant < due else { return 0 }
        let whole = passed(limit.unit, in: from..<due, paused: paused)
        guard instant > from, whole > 0 else { return 100 }
        return Int(passed(limit.unit, in: instant..<due, paused: paused) * 100 / whole)
    }

    /// Working time within a span, in whole minutes.
    package func workingMinutes(in span: Range<Instant>) -> Int64 {
        workingMilliseconds(in: span) / WorkingHours.minute
    }

    package func workingMilliseconds(in span: Range<Instant>) -> Int64 {
        worked(before: span.upperBound) - worked(before: span.lowerBound)
    }

    /// Working time from a fixed day long ago up to an instant.
    private func worked(before instant: Instant) -> Int64 {
        let (day, moment) = local(instant)
        let wholeDays = Int64(workingDays(through: day - 1)) * hours.length
        return isWorking(day: day) ? wholeDays + hours.worked(before: moment) : wholeDays
    }

    /// The first instant at which an amount of time has passed since another, pauses left out.
    private func instant(after amount: Int64, of unit: LimitUnit, from: Instant, paused: [Range<Instant>]) -> Instant {
        var left = amount
        var reached = from
        for pause in paused.sorted(by: { $0.lowerBound < $1.lowerBound }) where pause.upperBound > reached {
            if pause.lowerBound > reached {
                let passes = passed(unit, in: reached..<pause.lowerBound)
                if passes >= left { break }
                left -= passes
            }
            reached = pause.upperBound
        }
        return instant(after: left, of: unit, from: reached)
    }

    private func instant(after amount: Int64, of unit: LimitUnit, from: Instant) -> Instant {
        guard unit != .minutes else { return Instant(milliseconds: from.milliseconds + amount) }
        let (day, moment) = local(from)
        let sinceMorning = amount + (isWorking(day: day) ? hours.worked(before: moment) : 0)
        // A whole day's work is reached at its closing, not at the next opening.
        let wholeDays = (sinceMorning - 1) / hours.length
        let last = workingDay(Int(wholeDays) + 1, after: day - 1)
        return instant(day: last, hours.moment(worked: sinceMorning - wholeDays * hours.length))
    }

    private func passed(_ unit: LimitUnit, in span: Range<Instant>) -> Int64 {
        unit == .minutes
            ? span.upperBound.milliseconds - span.lowerBound.milliseconds : workingMilliseconds(in: span)
    }

    private func passed(_ unit: LimitUnit, in span: Range<Instant>, paused: [Range<Instant>]) -> Int64 {
        var sum: Int64 = 0
        var reached = span.lowerBound
        for pause in paused.sorted(by: { $0.lowerBound < $1.lowerBound }) where pause.upperBound > reached {
            guard pause.lowerBound < span.upperBound else { break }
            if pause.lowerBound > reached { sum += passed(unit, in: reached..<pause.lowerBound) }
            reached = min(pause.upperBound, span.upperBound)
        }
        return sum + passed(unit, in: reached..<span.upperBound)
    }
}

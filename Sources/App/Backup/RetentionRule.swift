import Domain

/// Which backups are kept (保留规则): the newest of each of the last days, weeks and months that have one.
package struct RetentionRule: Sendable, Equatable {
    package var days: Int
    package var weeks: Int
    package var months: Int

    package init(days: Int, weeks: Int, months: Int) {
        self.days = days
        self.weeks = weeks
        self.months = months
    }

    /// Those that are not needed any more; periods without a backup do not count, so that a server that stood still for
    /// a month does not lose its last ones.
    package func expired<Backup>(_ backups: [Backup], madeAt: (Backup) -> Moment) -> [Backup] {
        let sorted = backups.sorted { madeAt($0) > madeAt($1) }
        // All of the newest day stay: one made by hand before a change is wanted until the day is over.
        var isKept = sorted.map { madeAt($0).day == sorted.first.map(madeAt)?.day }
        mark(&isKept, sorted.map { madeAt($0).day }, atMost: days)
        // Weeks begin on Monday; 1970-01-01 was a Thursday.
        mark(
            &isKept,
            sorted.map { ($0, madeAt($0).day + 3) }.map { $0.1 >= 0 ? $0.1 / 7 : ($0.1 - 6) / 7 },
            atMost: weeks
        )
        mark(
            &isKept,
            sorted.map { backup in
                let date = CivilDate(daysSince1970: madeAt(backup).day)
                return date.year * 12 + date.month
            },
            atMost: months
        )
        return zip(sorted, isKept).filter { !$1 }.map(\.0)
    }

    /// A local day and a second in it.
    package struct Moment: Sendable, Comparable {
        package let day: Int
        package let second: Int

        package init(day: Int, second: Int) {
            self.day = day
            self.second = second
        }

        package static func < (left: Moment, right: Moment) -> Bool {
            (left.day, left.second) < (right.day, right.second)
        }
    }

    /// Keeps the newest of each period, newest periods first.
    private func mark(_ isKept: inout [Bool], _ periods: [Int], atMost limit: Int) {
        var (count, last) = (0, Int?.none)
        for (index, period) in periods.enumerated() where period != last {
            guard count < limit else { return }
            isKept[index] = true
            (count, last) = (count + 1, period)
        }
    }
}

/// What follows from not coming (未到的后果): a lower turn for some time, never a ban.
package struct NoShowPenalty: Sendable, Hashable {
    /// So many within the window.
    package let count: Int64
    package let windowDays: Int64
    /// For so long after the last of them.
    package let days: Int64

    package init(count: Int64, windowDays: Int64, days: Int64) {
        self.count = count
        self.windowDays = windowDays
        self.days = days
    }

    package init(_ settings: CommunitySettings) {
        self.init(
            count: settings[.noShowCount],
            windowDays: settings[.noShowWindowDays],
            days: settings[.penaltyDays]
        )
    }

    private static let secondsOfDay: Int64 = 86_400

    /// Whether somebody who was absent at these moments, and not excused, has the lower turn now.
    package func holds(at now: Instant, absences: [Instant]) -> Bool {
        let sorted = absences.filter { $0 <= now }.sorted()
        let (needed, window) = (Int(count), windowDays * Self.secondsOfDay)
        return sorted.indices.contains { last in
            let first = last - needed + 1
            return first >= 0 && sorted[last] <= sorted[first].advanced(bySeconds: window)
                && now < sorted[last].advanced(bySeconds: days * Self.secondsOfDay)
        }
    }
}

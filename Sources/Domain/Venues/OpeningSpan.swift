/// Hours of a weekday with the days that they hold on (开放时段), before they are written.
package struct OpeningSpan: Sendable, Hashable {
    package let venue: Int64
    package let weekday: Int
    /// As `08:30`.
    package private(set) var opens: String
    package private(set) var closes: String
    package var from: CivilDate?
    package private(set) var until: CivilDate?
    /// The row that they are in, where there is one.
    package let id: Int64?

    package init(_ draft: Draft, from: CivilDate?) {
        venue = draft.integer("venue_id") ?? 0
        weekday = Int(draft.integer("weekday") ?? 0)
        opens = draft.text("opens") ?? ""
        closes = draft.text("closes") ?? ""
        self.from = from
        until = draft.text("until_date").flatMap { CivilDate($0) }
        id = nil
    }

    package init(_ hours: WeeklyHours, venue: Int64, id: Int64) {
        self.venue = venue
        self.id = id
        weekday = hours.weekday
        opens = OpeningException.time(hours.minutes.lowerBound)
        closes = OpeningException.time(hours.minutes.upperBound)
        from = hours.from
        until = hours.until
    }

    /// Whether there is no day that they hold on.
    package var isEmpty: Bool { from.flatMap { from in until.map { $0 <= from } } ?? false }

    /// What a change says; what it does not stays.
    package mutating func take(_ draft: Draft) {
        opens = draft.text("opens") ?? opens
        closes = draft.text("closes") ?? closes
        if let end = draft["until_date"] { until = if case .text(let day) = end { CivilDate(day) } else { nil } }
    }
}

import Domain

/// The sessions of the halls (议事会日程): two Wednesdays of each month, at seven in the evening.
enum SessionCalendar {
    /// Twenty-four in 2021, and one that is planned for January.
    static let count = 25

    static func date(_ session: Int) -> CivilDate {
        let (year, month) = (2021 + session / 24, session % 24 / 2 + 1)
        let first = CivilDate.on(year, month, 1)
        let firstWednesday = first.advanced(byDays: (3 - first.weekday) %% 7)
        return firstWednesday.advanced(byDays: session.isMultiple(of: 2) ? 7 : 21)
    }

    /// The day on which its issues begin to be collected: nothing was collected before January.
    static func preparation(of session: Int) -> CivilDate { date(session).advanced(byDays: session == 0 ? -9 : -20) }

    /// Most sessions are held in the hall that has its name from the hour.
    static func hall(_ session: Int) -> String { session % 6 == 4 ? VenueTable.garden : VenueTable.eveningHall }

    static func start(_ session: Int) -> Instant { CommunityTime().instant(date(session), hour: 19) }

    static func end(_ session: Int) -> Instant { CommunityTime().instant(date(session), hour: 20, minute: 40) }
}

import Domain

/// The calendars that a connection has read before (已读日历), so that a move of a case costs one look at a mark.
///
/// A calendar is known by the mark of its community, which is another one after every change, also after one that was
/// undone.
final class CalendarMemory {
    private struct Known {
        let mark: Int64
        let settings: CommunitySettings
        let calendar: WorkingCalendar
    }

    /// Beyond this many they are forgotten: a calendar takes some three kilobytes.
    private static let limit = 1_000

    private var known: [Int64: Known] = [:]

    func find(_ community: Int64, mark: Int64) -> (settings: CommunitySettings, calendar: WorkingCalendar)? {
        guard let found = known[community], found.mark == mark else { return nil }
        return (found.settings, found.calendar)
    }

    func keep(_ community: Int64, mark: Int64, _ settings: CommunitySettings, _ calendar: WorkingCalendar) {
        if known.count >= Self.limit { known.removeAll() }
        known[community] = Known(mark: mark, settings: settings, calendar: calendar)
    }
}

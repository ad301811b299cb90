import Domain

/// A moment of the working year (办事时刻): one of four a day, the last of them in the evening.
///
/// Everything that is done at the same moment shares a transaction, which spares the disk thousands of commits; each day shifts its
/// moments by some minutes, so that they do not look like a timetable.
struct WorkMoment: Hashable, Comparable, Sendable {
    /// Counts the moments from the first of January 2021; those before are negative.
    let index: Int

    static let perDay = 4
    /// Minutes after midnight.
    private static let minutes = [525, 650, 870, 1190]

    init(index: Int) { self.index = index }

    init(_ date: CivilDate, slot: Int) {
        index = (date.daysSince1970 - Self.firstDay) * Self.perDay + slot
    }

    var slot: Int { index %% Self.perDay }

    var date: CivilDate { CivilDate(daysSince1970: Self.firstDay + (index - slot) / Self.perDay) }

    var instant: Instant {
        let shift = (date.daysSince1970 * 7 + slot * 11) %% 27
        return CommunityTime().instant(date, minute: Self.minutes[slot] + shift)
    }

    /// So many moments later; nobody of the community is at the desk in the evening.
    func later(_ slots: Int) -> WorkMoment {
        let moment = WorkMoment(index: index + slots)
        return moment.slot == Self.perDay - 1 ? WorkMoment(index: moment.index + 1) : moment
    }

    static func < (left: WorkMoment, right: WorkMoment) -> Bool { left.index < right.index }

    private static let firstDay = CivilDate.on(2021, 1, 1).daysSince1970
}

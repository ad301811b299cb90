/// On which day each meeting of a series takes place once its rule is another (系列改期).
///
/// A day that both rules give keeps its meeting. Of the others the n-th moves to the n-th day that only the new rule gives,
/// or to a later one that is nearer as long as enough are left; who signed up keeps the place.
package struct SeriesMoves: Sendable, Hashable {
    /// By meeting; those that are missing find no day any more.
    package private(set) var days: [Int64: CivilDate] = [:]

    /// `days` are those of the new rule, `open` the ones among them that are to come and have had no meeting.
    package init(_ meetings: [SeriesMeeting], days all: [CivilDate], open: [CivilDate]) {
        let kept = Set(all)
        for meeting in meetings where kept.contains(meeting.day) { days[meeting.id] = meeting.day }
        let moving = meetings.filter { !kept.contains($0.day) }.sorted { $0.day < $1.day }
        var place = 0
        for (number, meeting) in moving.enumerated() {
            let left = moving.count - number
            while place + 1 < open.count, open.count - place > left,
                Self.distance(open[place + 1], meeting.day) < Self.distance(open[place], meeting.day)
            {
                place += 1
            }
            guard place < open.count else { return }
            days[meeting.id] = open[place]
            place += 1
        }
    }

    private static func distance(_ day: CivilDate, _ other: CivilDate) -> Int {
        abs(day.daysSince1970 - other.daysSince1970)
    }
}

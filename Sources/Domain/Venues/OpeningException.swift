/// What holds on one day of a venue in place of its weekly hours (特殊开放日).
package struct OpeningException: Sendable, Hashable {
    package let id: Int64
    package let venue: Int64
    package let day: CivilDate
    /// In minutes of the day; nothing where it is closed all day.
    package var minutes: Range<Int>?

    package init(id: Int64, venue: Int64, day: CivilDate, minutes: Range<Int>?) {
        self.id = id
        self.venue = venue
        self.day = day
        self.minutes = minutes
    }

    /// Whether both can not hold: a day is closed or open, and hours that overlap are one opening.
    ///
    /// The same once more is a duplicate, and no contradiction.
    package func contradicts(_ other: OpeningException) -> Bool {
        guard other.id != id, other.venue == venue, other.day == day, other.minutes != minutes else { return false }
        guard let minutes, let others = other.minutes else { return true }
        return minutes.overlaps(others)
    }

    package var words: Title {
        guard let minutes else { return Title("全天不开放", "closed all day") }
        let hours = "\(Self.time(minutes.lowerBound))–\(Self.time(minutes.upperBound))"
        return Title("\(hours) 开放", "open \(hours)")
    }

    static func time(_ minute: Int) -> String {
        let pair = [minute / 60, minute % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return pair.joined(separator: ":")
    }

    /// `08:30` as a minute of the day; the schema knows no other form.
    package static func minute(_ text: String) -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : 0
    }
}

extension DomainError {
    /// The day is entered in another way already.
    package static func contradicts(_ other: OpeningException) -> DomainError {
        DomainError(
            .conflict,
            "contradicting_exception",
            "\(other.day) 已登记为\(other.words.chinese)（\(other.id)），与此矛盾；请修改或删除该条",
            "\(other.day) is entered as \(other.words.english) already (\(other.id)), which contradicts this; change or remove that one",
            fields: [
                .body(
                    "opens",
                    "contradicting_exception",
                    "\(other.day) 已登记为\(other.words.chinese)",
                    "\(other.day) is entered as \(other.words.english)"
                )
            ],
            details: [("exception_id", .integer(other.id))]
        )
    }
}

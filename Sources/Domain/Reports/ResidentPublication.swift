/// The figures about a community's residents as they are published for the first of a month (居民统计公布), once for all.
package struct ResidentPublication: Sendable {
    package let figures: [PublishedFigure]
    private let people: [String: Int64]

    package init(_ figures: [PublishedFigure]) {
        self.figures = figures
        people = Dictionary(
            figures.filter { !$0.isHidden }.map { ($0.name, $0.people) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// A figure by its name; nothing where it is hidden, or was not there yet.
    package func shown(_ name: String) -> Int64? { people[name] }

    /// Publishes counts after others were published.
    ///
    /// A figure that differs from one of its published ones by fewer people than a group needs would tell of them by
    /// subtraction: it is published as that one again, until enough have come or gone. So any two publications, of
    /// whichever months, show a figure either alike or at least a group apart.
    package init(_ counts: [PublishedFigure], after published: [PublishedFigure], smallest: Int64) {
        let earlier = Dictionary(grouping: published, by: \.name)
        self.init(
            counts.map { count in
                let near = (earlier[count.name] ?? []).filter { abs($0.people - count.people) < smallest }
                // Of several the nearest; which of two as near does not matter, only that it is always the same.
                guard let old = near.min(by: { Self.distance($0, count) < Self.distance($1, count) }) else {
                    return count
                }
                let wasSmall = old.isHidden && old.people < smallest
                let guards = count.isHidden && count.people >= smallest
                return PublishedFigure(count.name, old.people, isHidden: wasSmall || guards)
            }
        )
    }

    private static func distance(_ old: PublishedFigure, _ count: PublishedFigure) -> (Int64, Int64) {
        (abs(old.people - count.people), old.people)
    }
}

/// One figure of a publication (公布的人数).
package struct PublishedFigure: Sendable, Hashable {
    /// What is counted: `grid/3/female`.
    package let name: String
    /// As it is published; where it is hidden, as it was counted.
    package let people: Int64
    package let isHidden: Bool

    package init(_ name: String, _ people: Int64, isHidden: Bool) {
        self.name = name
        self.people = people
        self.isHidden = isHidden
    }
}

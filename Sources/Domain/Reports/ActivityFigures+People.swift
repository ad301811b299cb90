extension ActivityFigures {
    /// Residents who came on sign-ups (参加的居民), by the grid they live in and by age.
    package struct People: Sendable {
        package let byGrid: [(name: String, share: Share)]
        package let byAge: [AgeBand: Share]

        package init(byGrid: [(name: String, share: Share)], byAge: [AgeBand: Share]) {
            self.byGrid = byGrid
            self.byAge = byAge
        }
    }

    /// What those of one grid or age took part in (参加情况).
    package struct Share: Sendable, Hashable {
        /// Different residents who came, each once.
        package var people: Int64 = 0
        /// To how many activities one of them came.
        package var activities: Int64 = 0
        /// How often they came themselves; whom they brought along is of no known age.
        package var attended: Int64 = 0
        package var noShows: Int64 = 0

        package init() {}
    }

    var peopleChapters: [ReportChapter] {
        guard let people else { return [] }
        let ages = AgeBand.allCases.map { (name: $0.title.chinese, share: people.byAge[$0] ?? Share()) }
        let opened = AgeBand.allCases.map { band in
            "/api/v1/reports/activities/ages?community_id=\(community.id)&year=\(from.year)&age=\(band.rawValue)"
        }
        return [
            ReportChapter(
                title: Title("参加的居民", "Residents who came"),
                sections: [
                    shown("people_by_grid", Title("分网格", "By grid"), people.byGrid),
                    shown("people_by_age", Title("分年龄段", "By age"), ages, opened),
                ]
            )
        ]
    }

    /// Small groups are hidden with all that is said of them, and what they could be worked out from.
    private func shown(
        _ key: String,
        _ title: Title,
        _ groups: [(name: String, share: Share)],
        _ opened: [String] = []
    ) -> ReportSection {
        let shown = ShownPeople(groups.map(\.share.people), smallest: smallest)
        // How few did not come is hidden as how few came is.
        let missed = ShownPeople(groups.map(\.share.noShows), smallest: smallest)
        return .rows(
            key: key,
            title: title,
            columns: Self.shareColumns + (opened.isEmpty ? [] : [.text("href", "明细", "The activities", 1...300)]),
            rows: zip(groups, shown.each).enumerated().map { place, group in
                let ((name, share), people) = group
                return [.text(name)] + Self.values(share, people: people, missed: missed.each[place])
                    + (opened.isEmpty ? [] : [.text(opened[place])])
            }
        )
    }

    private static let shareColumns: [Field] = [
        .text("group", "分组", "Group", 1...50),
        .integer("people", "不同居民", "Different residents", 0...Int64.max).nullable(),
        .integer("activities", "参加场次", "Activities that one came to", 0...Int64.max).nullable(),
        .integer("attended", "本人到场次数", "Times that they came themselves", 0...Int64.max).nullable(),
        .integer("no_shows", "未到次数", "No-shows", 0...Int64.max).nullable(),
        .integer("no_show_rate", "未到率（%）", "No-show rate (%)", 0...1000).nullable(),
    ]

    private static func values(_ share: Share, people: Int64?, missed: Int64?) -> [ReportValue] {
        guard let people else { return shareColumns.dropFirst().map { _ in .null } }
        return [
            .integer(people), .integer(share.activities), .integer(share.attended), .optional(missed),
            missed.map { rate($0, share.attended + $0) } ?? .null,
        ]
    }
}

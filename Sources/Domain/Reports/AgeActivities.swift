/// The activities of a year to which people of an age band came (分年龄段明细), as far as a number tells of nobody.
package struct AgeActivities: Sendable {
    package let community: ReportedCommunity
    package let year: Int
    package let band: AgeBand
    package let smallest: Int64
    package let activities: [Activity]

    /// Who came to one activity (到场年龄), each once.
    package struct Activity: Sendable {
        package let id: Int64
        package let title: String
        package let day: String
        package let people: [AgeBand: Int64]

        package init(id: Int64, title: String, day: String, people: [AgeBand: Int64]) {
            self.id = id
            self.title = title
            self.day = day
            self.people = people
        }
    }

    package init(
        community: ReportedCommunity,
        year: Int,
        band: AgeBand,
        smallest: Int64,
        activities: [Activity]
    ) {
        self.community = community
        self.year = year
        self.band = band
        self.smallest = smallest
        self.activities = activities
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "activities-ages",
            title: Title("\(band.title.chinese)参加的活动", "Activities of those of \(band.title.english.lowercased())"),
            header: community.header + [
                ReportFigure(key: "year", title: Title("年度", "Year"), value: .integer(Int64(year))),
                ReportFigure(key: "age", title: Title("年龄段", "Age"), value: .text(band.rawValue)),
                ReportFigure(
                    key: "smallest_group",
                    title: Title("少于此人数不显示", "Hidden below so many people"),
                    value: .integer(smallest)
                ),
            ],
            chapters: [
                ReportChapter(
                    title: Title("活动", "Activities"),
                    sections: [
                        .rows(key: "items", title: Title("活动", "Activities"), columns: Self.columns, rows: rows)
                    ]
                )
            ],
            isList: true
        )
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .date("held_on", "日期", "Day"),
        .text("title", "活动", "Activity", 1...100),
        .integer("people", "不同居民", "Different residents", 0...Int64.max).nullable(),
        .text("href", "链接", "Link", 1...100),
    ]

    /// Of one activity the bands add up to all who came, so that they are hidden together.
    private var rows: [[ReportValue]] {
        activities.compactMap { activity in
            let bands = AgeBand.allCases
            let shown = ShownPeople(bands.map { activity.people[$0] ?? 0 }, smallest: smallest)
            guard let place = bands.firstIndex(of: band), shown.each[place] != 0 else { return nil }
            return [
                .integer(activity.id), .text(activity.day), .text(activity.title), .optional(shown.each[place]),
                .text("/api/v1/activities/\(activity.id)"),
            ]
        }
    }
}

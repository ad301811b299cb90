/// What takes place again and again (系列活动), as its meetings are made from it.
package struct ActivitySeries: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let title: String
    package let startsAt: Instant
    package let endsAt: Instant
    package let rule: String
    package let perMonth: Int64?

    package init(
        id: Int64,
        community: Int64,
        title: String,
        startsAt: Instant,
        endsAt: Instant,
        rule: String,
        perMonth: Int64?
    ) {
        self.id = id
        self.community = community
        self.title = title
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.rule = rule
        self.perMonth = perMonth
    }

    /// Meetings are made for somewhat more than a year ahead; publishing again makes the next ones.
    package static let daysAhead = 400
    /// More than one a day is not a series of meetings.
    package static let meetingLimit = 400

    /// The days that the rule gives up to the horizon.
    package func days(at now: Instant, _ time: CommunityTime) throws(RecurrenceFault) -> [CivilDate] {
        let first = time.date(of: startsAt)
        let horizon = max(first, time.date(of: now)).advanced(byDays: Self.daysAhead)
        return try RecurrenceRule(parsing: rule).days(from: first, through: horizon, limit: Self.meetingLimit)
    }

    /// The time of the meeting of a day.
    package func span(on day: CivilDate, _ time: CommunityTime) -> Range<Instant> {
        let begin = time.instant(day, second: time.localSeconds(of: startsAt).seconds)
        return begin..<Instant(milliseconds: begin.milliseconds + endsAt.milliseconds - startsAt.milliseconds)
    }
}

/// A meeting that is still to come (系列待办活动).
package struct SeriesMeeting: Sendable, Hashable {
    package let id: Int64
    /// The day that the rule gave it.
    package let day: CivilDate
    package let startsAt: Instant
    package let isPublished: Bool

    package init(id: Int64, day: CivilDate, startsAt: Instant, isPublished: Bool) {
        self.id = id
        self.day = day
        self.startsAt = startsAt
        self.isPublished = isPublished
    }
}

/// How a series keeps its promise in each month (系列履约).
package struct SeriesMonths: Sendable {
    package let community: ReportedCommunity
    package let series: ActivitySeries
    /// `2021-03` with the meetings that were held, are planned, and were called off.
    package let months: [(month: String, held: Int64, planned: Int64, cancelled: Int64)]
    /// The month of today, which is not over.
    package let now: String

    package init(
        community: ReportedCommunity,
        series: ActivitySeries,
        months: [(month: String, held: Int64, planned: Int64, cancelled: Int64)],
        now: String
    ) {
        self.community = community
        self.series = series
        self.months = months
        self.now = now
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "series-months",
            title: Title("系列活动每月次数", "Meetings of a series by month"),
            header: community.header + [
                ReportFigure(key: "series_id", title: Title("系列编号", "Series"), value: .integer(series.id)),
                ReportFigure(key: "series", title: Title("系列", "Series"), value: .text(series.title)),
                ReportFigure(
                    key: "promised",
                    title: Title("每月承诺", "Promised a month"),
                    value: .optional(series.perMonth)
                ),
            ],
            chapters: [
                ReportChapter(
                    title: Title("各月", "Months"),
                    sections: [
                        .rows(
                            key: "months",
                            title: Title("各月", "Months"),
                            columns: [
                                .text("month", "月份", "Month", 7...7), .integer("held", "已举办", "Held", 0...400),
                                .integer("planned", "已排", "Planned", 0...400),
                                .integer("cancelled", "已取消", "Called off", 0...400),
                                .integer("missing", "尚缺", "Missing", 0...31).nullable(),
                                Field("kept", "履约", "Promise kept", .boolean).nullable(),
                            ],
                            rows: months.map(row)
                        )
                    ]
                )
            ]
        )
    }

    /// A month that is over keeps its promise by what was held, another by what is still to come as well.
    private func row(_ month: (month: String, held: Int64, planned: Int64, cancelled: Int64)) -> [ReportValue] {
        let expected = month.month < now ? month.held : month.held + month.planned
        let missing = series.perMonth.map { max(0, $0 - expected) }
        return [
            .text(month.month), .integer(month.held), .integer(month.planned), .integer(month.cancelled),
            .optional(missing), missing.map { .boolean($0 == 0) } ?? .null,
        ]
    }
}

/// What takes place again and again (系列活动), as its meetings are made from it.
package struct ActivitySeries: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let title: String
    package let startsAt: Instant
    package let endsAt: Instant
    package let rule: String
    package let perMonth: Int64?
    package var windows = SeriesWindows()
    /// Whether who comes to its meetings tells who is of the Party.
    package var isOfParty = false
    /// When all of it was called off.
    package var cancelledAt: Instant?

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
        return try RecurrenceRule(parsing: rule)
            .ending(atSecond: time.localSeconds(of: startsAt).seconds, offsetMinutes: time.offsetMinutes)
            .days(from: first, through: horizon, limit: Self.meetingLimit)
    }

    /// The time of the meeting of a day.
    package func span(on day: CivilDate, _ time: CommunityTime) -> Range<Instant> {
        let begin = time.instant(day, second: time.localSeconds(of: startsAt).seconds)
        return begin..<Instant(milliseconds: begin.milliseconds + endsAt.milliseconds - startsAt.milliseconds)
    }
}

/// When sign-up, cancelling and the release of quotas open and close (系列报名时段), in minutes before each meeting begins.
package struct SeriesWindows: Sendable, Hashable {
    package var opensBefore: Int64?
    package var closesBefore: Int64?
    package var cancelBefore: Int64?
    package var releaseBefore: Int64?

    package init() {}

    /// By the fields of the activity that a meeting is.
    package func moments(from start: Instant) -> [(field: String, at: FieldValue)] {
        [
            ("sign_up_opens_at", opensBefore), ("sign_up_closes_at", closesBefore), ("cancel_closes_at", cancelBefore),
            ("quotas_release_at", releaseBefore),
        ].map { field, minutes in
            (field: field, at: .optional(minutes.map { start.advanced(bySeconds: -$0 * 60).milliseconds }))
        }
    }

    /// What of a meeting's windows follows: those that stand as they were set before, none that was changed by hand.
    package func following(
        _ before: SeriesWindows,
        of meeting: Draft,
        from old: Instant,
        to new: Instant
    ) -> [(field: String, at: FieldValue)] {
        zip(before.moments(from: old), moments(from: new)).compactMap { was, now in
            meeting[was.field] == was.at && was.at != now.at ? now : nil
        }
    }
}

extension ActivitySeries {
    /// What each meeting has from the series and may have otherwise, by name.
    package static let shared = [
        "title", "summary", "venue_id", "online_url", "capacity", "reserved_places", "party_limit", "needs_approval",
        "promotion", "party_members_only", "for_branch_id", "for_grid_id", "least_age", "most_age", "for_care_tag",
        "for_group_id", "price_fen",
    ]
    /// What each meeting has from the series for good.
    package static let fixed = ["community_id", "kind", "theme", "organizer_id", "party_organization_id"]
    package static let windowFields = SeriesWindows().moments(from: Instant(milliseconds: 0)).map(\.field)
}

extension DomainError {
    /// Nothing is made or changed any more of what was called off for good.
    package static func seriesCancelled(
        _ series: ActivitySeries,
        at moment: Instant,
        _ time: CommunityTime
    ) -> DomainError {
        DomainError(
            .conflict,
            "series_cancelled",
            "整个系列已于 \(time.minute(of: moment)) 取消，不能再修改或发布；需要时请新建系列",
            "The whole series was called off at \(time.minute(of: moment)); make another one where it goes on",
            details: [("series_id", .integer(series.id))]
        )
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

    /// A month that is over kept its promise or did not; another one has by what was held, or it is not known yet.
    ///
    /// What is missing of it counts what is still to come as well.
    private func row(_ month: (month: String, held: Int64, planned: Int64, cancelled: Int64)) -> [ReportValue] {
        let expected = month.month < now ? month.held : month.held + month.planned
        let missing = series.perMonth.map { max(0, $0 - expected) }
        return [
            .text(month.month), .integer(month.held), .integer(month.planned), .integer(month.cancelled),
            .optional(missing), series.perMonth.flatMap { kept(month.month, month.held, of: $0) } ?? .null,
        ]
    }

    private func kept(_ month: String, _ held: Int64, of promised: Int64) -> ReportValue? {
        if held >= promised { return .boolean(true) }
        return month < now ? .boolean(false) : nil
    }
}

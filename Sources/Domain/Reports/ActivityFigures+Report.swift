extension ActivityFigures {
    /// The figures as a report (活动统计表): all, by month, kind, theme and organiser, and of a closed year by grid and age.
    package var report: ReportDocument {
        var report = ReportDocument(
            name: "activities",
            title: Title("活动统计", "Activities"),
            header: community.header(from: from, to: to) + [
                ReportFigure(
                    key: "smallest_group",
                    title: Title("少于此人数不显示", "Hidden below so many people"),
                    value: .integer(smallest)
                ),
                ReportFigure(
                    key: "people_rounded",
                    title: Title(
                        "不同居民、已用名额、应到和未到按上述人数向下取整（非已结束的整月、整年）",
                        "Different residents, places given, expected and no-shows in whole groups (not a whole month or year that is over)"
                    ),
                    value: .boolean(!isExact)
                ),
                ReportFigure(
                    key: "people_told_apart",
                    title: Title("含分网格、年龄段人数（仅已结束的整年）", "People by grid and age (of whole years that are over)"),
                    value: .boolean(people != nil)
                ),
                TypedFigures(typed: total.handTyped, own: total.ownTyped, corrected: total.corrected).note,
            ],
            chapters: [
                ReportChapter(
                    title: Title("活动", "Activities"),
                    sections: [.figures(key: "total", title: Title("合计", "Total"), totals)]
                        + ActivityDimension.allCases.map(table)
                )
            ] + peopleChapters + [promiseChapter]
        )
        report.charts = [
            ReportChart(
                section: "by_month",
                label: "title",
                value: "person_times",
                title: Title("各月人次", "Person-times by month")
            ),
            ReportChart(
                section: "by_kind",
                label: "title",
                value: "activities",
                title: Title("各类型场次", "Activities by kind")
            ),
            ReportChart(
                section: "by_theme",
                label: "title",
                value: "activities",
                title: Title("各主题场次", "Activities by theme")
            ),
        ]
        return report
    }

    private var totals: [ReportFigure] {
        let people = total.people == 0 || total.people >= smallest ? told(total.people) : nil
        let isFew = total.noShows > 0 && total.noShows < smallest
        let values = values(total, people: people, isHidden: people == nil, hidesMissed: isFew)
        return zip(Self.columns, values).map { column, value in
            ReportFigure(key: column.name, title: column.title, value: value)
        }
    }

    /// How many different people each group shows: one small group alone could be worked out from the others and the total.
    ///
    /// Where nobody was checked in nobody is hidden, nor hides another.
    private func people(of groups: [Group]) -> [Int64?] {
        let some = groups.indices.filter { groups[$0].counts.checkedIn > 0 }
        let shown = ShownPeople(some.map { groups[$0].counts.people }, smallest: smallest)
        var each = [Int64?](repeating: 0, count: groups.count)
        for (index, people) in zip(some, shown.each) { each[index] = told(people) }
        return each
    }

    /// Of which groups it is not told how many did not come: few of them are known to their neighbors, and one small group alone
    /// could be worked out from the others and the total.
    private func hidesMissed(of groups: [Group]) -> [Bool] {
        let some = groups.indices.filter { groups[$0].counts.noShows > 0 }
        let shown = ShownPeople(some.map { groups[$0].counts.noShows }, smallest: smallest)
        var each = [Bool](repeating: false, count: groups.count)
        for (index, missed) in zip(some, shown.each) { each[index] = missed == nil }
        return each
    }

    private func table(_ dimension: ActivityDimension) -> ReportSection {
        let groups = groups[dimension] ?? []
        let missed = hidesMissed(of: groups)
        return .rows(
            key: "by_\(dimension.rawValue)",
            title: Title("分\(dimension.title.chinese)", "By \(dimension.title.english.lowercased())"),
            columns: [
                .text(dimension.rawValue, dimension.title.chinese, dimension.title.english, 1...100).nullable(),
                .text("title", "名称", "Name", 1...100),
            ] + Self.columns + [.text("href", "明细", "The activities", 1...300).nullable()],
            rows: zip(zip(groups, missed), people(of: groups)).map { told, people in
                let (group, hidesMissed) = told
                return [group.code.isEmpty ? .null : .text(group.code), .text(group.name)]
                    + values(group.counts, people: people, isHidden: people == nil, hidesMissed: hidesMissed)
                    + [href(dimension, group).map { .text($0) } ?? .null]
            }
        )
    }

    /// Where the activities behind a line are listed.
    private func href(_ dimension: ActivityDimension, _ group: Group) -> String? {
        let period = "starts_at.gte=\(from)T00:00:00%2B08:00&starts_at.lt=\(to.advanced(byDays: 1))T00:00:00%2B08:00"
        let list = "/api/v1/activities?status=finished&community_id=\(community.id)&\(period)"
        switch dimension {
        case .month:
            let first = CivilDate("\(group.code)-01")
            guard let first else { return nil }
            let next = first.advanced(byDays: CivilDate.length(ofMonth: first.month, in: first.year))
            let (begin, end) = (max(from, first), min(to.advanced(byDays: 1), next))
            let month = "starts_at.gte=\(begin)T00:00:00%2B08:00&starts_at.lt=\(end)T00:00:00%2B08:00"
            return "/api/v1/activities?status=finished&community_id=\(community.id)&\(month)"
        case .grid: return Int64(group.code).map { "\(list)&for_grid_id=\($0)" }
        case .kind, .theme: return group.code.isEmpty ? nil : "\(list)&\(dimension.rawValue)=\(group.code)"
        case .organizer: return Int64(group.code).map { "\(list)&organizer_id=\($0)" }
        }
    }

    private static let columns: [Field] = [
        .integer("activities", "场次", "Activities", 0...Int64.max),
        .integer("person_times", "人次", "Person-times", 0...Int64.max),
        .integer("checked_in", "其中签到人次", "Of these checked in", 0...Int64.max).nullable(),
        .integer("hand_typed", "其中人工填报", "Of these typed by hand", 0...Int64.max).nullable(),
        .integer("own_typed", "其中主办单位自行填报", "Of these typed by the organization itself", 0...Int64.max).nullable(),
        .integer("corrected", "其中逾期补录或更正", "Of these entered or corrected late", 0...Int64.max).nullable(),
        .integer("people", "不同居民", "Different residents", 0...Int64.max).nullable(),
        .integer("places", "名额", "Places", 0...Int64.max),
        .integer("given", "已用名额", "Places given", 0...Int64.max).nullable(),
        .integer("fill_rate", "满员率（%）", "Fill rate (%)", 0...1000).nullable(),
        .integer("no_shows", "未到人次", "No-shows", 0...Int64.max).nullable(),
        .integer("expected", "应到人次", "Expected", 0...Int64.max).nullable(),
        .integer("no_show_rate", "未到率（%）", "No-show rate (%)", 0...1000).nullable(),
    ]

    /// Of a group whose people are hidden, what they could be told from is hidden as well: how many were checked in; and of one
    /// of whom few did not come, how many were expected or had a place, of whom those who came are told.
    private func values(
        _ counts: Counts,
        people: Int64?,
        isHidden: Bool,
        hidesMissed: Bool
    ) -> [ReportValue] {
        func shown(_ value: ReportValue) -> ReportValue { isHidden ? .null : value }
        func missed(_ value: ReportValue) -> ReportValue { isHidden || hidesMissed ? .null : value }
        // Of spans that can be subtracted from each other, a few who did not come could be worked out.
        let (noShows, expected, given) = (told(counts.noShows), told(counts.expected), told(counts.given))
        return [
            .integer(counts.activities), .integer(counts.personTimes), shown(.integer(counts.checkedIn)),
            shown(.integer(counts.handTyped)), shown(.integer(counts.ownTyped)), shown(.integer(counts.corrected)),
            .optional(people),
            .integer(counts.places), missed(.integer(given)), missed(Self.rate(given, counts.places)),
            missed(.integer(noShows)), missed(.integer(expected)), missed(Self.rate(noShows, expected)),
        ]
    }

    /// Tenths of a percent; nothing where there is nothing to compare with.
    static func rate(_ part: Int64, _ whole: Int64) -> ReportValue {
        whole == 0 ? .null : .tenths((part * 2_000 + whole) / (whole * 2))
    }

    private var promiseChapter: ReportChapter {
        ReportChapter(
            title: Title("承诺", "Promises"),
            sections: [
                .rows(
                    key: "promises",
                    title: Title("承诺与履行（已过去的周期）", "Promises and how they were kept, as far as they are over"),
                    columns: [
                        .choice("source", "来源", "Source", Promise.Source.self),
                        .integer("source_id", "编号", "Id", 1...Int64.max), .text("title", "事项", "Item", 1...200),
                        .choice("counter", "计数口径", "Counted by", PromiseCounter.self),
                        .choice("per", "周期", "Per", PromisePeriod.self),
                        .integer("target", "承诺", "Target", 1...Int64.max),
                        .integer("periods", "周期数", "Periods", 0...10_000),
                        .integer("kept", "履行的周期", "Periods kept", 0...10_000),
                        .text("href", "明细", "Period by period", 1...300),
                    ],
                    rows: promises.map { promise in
                        [
                            .text(promise.source.rawValue), .integer(promise.id), .text(promise.title),
                            .text(promise.counter.rawValue), .text(promise.per.rawValue), .integer(promise.target),
                            .integer(Int64(promise.periods)), .integer(Int64(promise.kept)),
                            .text(
                                promise.source == .series
                                    ? "/api/v1/activity-series/\(promise.id)/months"
                                    : "/api/v1/contracts/\(promise.id)/progress?year=\(to.year)"
                            ),
                        ]
                    }
                )
            ]
        )
    }
}

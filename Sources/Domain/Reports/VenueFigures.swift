/// What the venues of a community did in a period (阵地统计): open, used, visited.
package struct VenueFigures: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let venues: [Venue]
    /// On the last day.
    package let placements: Placements

    /// Social workers of organizations who work here (派驻), and contracts in force.
    package struct Placements: Sendable, Hashable {
        package let workers: Int64
        package let organizations: Int64
        package let contracts: Int64

        package init(workers: Int64, organizations: Int64, contracts: Int64) {
            self.workers = workers
            self.organizations = organizations
            self.contracts = contracts
        }
    }

    /// One venue with its figures (场馆指标).
    package struct Venue: Sendable {
        package let id: Int64
        package let name: String
        package let operatorName: String?
        /// By its hours: minutes it is open, of these outside the community's working hours, and days.
        package let openMinutes: Int64
        package let outsideMinutes: Int64
        package let plannedDays: Int64
        /// Of the planned days those for which visitors were written down; a day that was closed is not.
        package let keptDays: Int64
        package let visitors: Int64
        /// Of the kept days and the visitors those that the operator counted itself, and the days entered or changed late.
        package var ownDays: Int64 = 0
        package var ownVisitors: Int64 = 0
        package var correctedDays: Int64 = 0
        /// Of the hours and exceptions that the planned days rest on those that were entered when they were over.
        package var lateHours: Int64 = 0
        package let bookings: Int64
        package let bookedMinutes: Int64
        package let activities: Int64
        package let personTimes: Int64
        /// Of the person-times those typed by hand, by the organization itself, and entered or corrected late.
        package var handTyped: Int64 = 0
        package var ownTyped: Int64 = 0
        package var corrected: Int64 = 0
        /// Classes held here in each month of the period.
        package let lessonsByMonth: [String: Int64]

        package init(
            id: Int64,
            name: String,
            operatorName: String?,
            openMinutes: Int64,
            outsideMinutes: Int64,
            plannedDays: Int64,
            keptDays: Int64,
            visitors: Int64,
            bookings: Int64,
            bookedMinutes: Int64,
            activities: Int64,
            personTimes: Int64,
            lessonsByMonth: [String: Int64]
        ) {
            self.id = id
            self.name = name
            self.operatorName = operatorName
            self.openMinutes = openMinutes
            self.outsideMinutes = outsideMinutes
            self.plannedDays = plannedDays
            self.keptDays = keptDays
            self.visitors = visitors
            self.bookings = bookings
            self.bookedMinutes = bookedMinutes
            self.activities = activities
            self.personTimes = personTimes
            self.lessonsByMonth = lessonsByMonth
        }
    }

    /// Longer periods are asked for year by year: every day of each venue is looked at.
    package static let longestDays = 400

    package init(
        community: ReportedCommunity,
        from: CivilDate,
        to: CivilDate,
        venues: [Venue],
        placements: Placements
    ) {
        self.placements = placements
        self.community = community
        self.from = from
        self.to = to
        self.venues = venues
    }

    /// The months of the period, in their order: `2021-03`.
    private var months: [String] {
        var (months, day) = ([String](), from)
        while day <= to {
            let month = String("\(day)".prefix(7))
            if months.last != month { months.append(month) }
            day = day.advanced(byDays: 1)
        }
        return months
    }

    package var report: ReportDocument {
        var report = ReportDocument(
            name: "venues",
            title: Title("阵地统计", "Venues"),
            header: community.header(from: from, to: to),
            chapters: [
                ReportChapter(
                    title: Title("场馆", "Venues"),
                    sections: [
                        .figures(key: "separation", title: Title("政社分离", "Community and society"), separation),
                        .rows(
                            key: "venues",
                            title: Title("各场馆", "Each venue"),
                            columns: Self.columns,
                            rows: venues.map(row)
                        ),
                        .rows(
                            key: "lessons",
                            title: Title("各月课堂", "Classes of each month"),
                            columns: [
                                .integer("venue_id", "编号", "Id", 1...Int64.max), .text("name", "场馆", "Venue", 1...50),
                                .text("month", "月份", "Month", 7...7),
                                .integer("lessons", "课堂", "Classes", 0...Int64.max),
                            ],
                            rows: venues.filter { !$0.lessonsByMonth.isEmpty }.flatMap { venue in
                                months.map { month in
                                    [
                                        .integer(venue.id), .text(venue.name), .text(month),
                                        .integer(venue.lessonsByMonth[month] ?? 0),
                                    ]
                                }
                            }
                        ),
                    ]
                )
            ]
        )
        report.charts = [
            ReportChart(
                section: "venues",
                label: "name",
                value: "visitors",
                title: Title("各场馆客流", "Visitors of each venue")
            ),
            ReportChart(
                section: "venues",
                label: "name",
                value: "outside_minutes",
                title: Title("工作时间以外开放（分钟）", "Open outside working hours (minutes)")
            ),
        ]
        return report
    }

    /// What others do for the community, and at hours when its own office is closed.
    private var separation: [ReportFigure] {
        let outside = venues.filter { $0.operatorName != nil }.reduce(Int64(0)) { $0 + $1.outsideMinutes }
        let figures: [(key: String, title: Title, value: Int64)] = [
            ("placed_workers", Title("派驻社工", "Social workers placed"), placements.workers),
            ("placing_organizations", Title("派出组织", "Organizations that place them"), placements.organizations),
            ("contracts", Title("履行中的合同", "Contracts in force"), placements.contracts),
            (
                "outside_minutes",
                Title("委托运营场馆在工作时间以外开放（分钟）", "Operated venues open outside working hours (minutes)"), outside
            ),
        ]
        return figures.map { ReportFigure(key: $0.key, title: $0.title, value: .integer($0.value)) }
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("name", "场馆", "Venue", 1...50),
        .text("operator", "运营方", "Operator", 1...100).nullable(),
        .integer("open_minutes", "开放（分钟）", "Open (minutes)", 0...Int64.max),
        .integer("outside_minutes", "其中工作时间以外（分钟）", "Of these outside working hours (minutes)", 0...Int64.max),
        .integer("planned_days", "应开放天数", "Days to be open", 0...Int64.max),
        .integer("kept_days", "实际开放天数", "Days that were open", 0...Int64.max),
        .integer("own_days", "其中运营方自行登记", "Of these counted by the operator itself", 0...Int64.max),
        .integer("corrected_days", "其中逾期补录或更正", "Of these entered or corrected late", 0...Int64.max),
        .integer("late_hours", "事后补录的开放时间条数", "Opening times entered when they were over", 0...Int64.max),
        .integer("visitors", "客流", "Visitors", 0...Int64.max),
        .integer("own_visitors", "其中运营方自行登记客流", "Of these counted by the operator itself", 0...Int64.max),
        .integer("bookings", "预约", "Bookings", 0...Int64.max),
        .integer("booked_minutes", "预约时长（分钟）", "Booked (minutes)", 0...Int64.max),
        .integer("activities", "活动", "Activities", 0...Int64.max),
        .integer("person_times", "活动人次", "Person-times", 0...Int64.max),
        .integer("hand_typed", "其中人工填报", "Of these typed by hand", 0...Int64.max),
        .integer("own_typed", "其中主办单位自行填报", "Of these typed by the organization itself", 0...Int64.max),
        .integer("corrected", "其中逾期补录或更正", "Of these entered or corrected late", 0...Int64.max),
        .text("href", "活动明细", "The activities", 1...300),
    ]

    private func row(_ venue: Venue) -> [ReportValue] {
        let period = "starts_at.gte=\(from)T00:00:00%2B08:00&starts_at.lt=\(to.advanced(byDays: 1))T00:00:00%2B08:00"
        return [
            .integer(venue.id), .text(venue.name), venue.operatorName.map { .text($0) } ?? .null,
            .integer(venue.openMinutes), .integer(venue.outsideMinutes), .integer(venue.plannedDays),
            .integer(venue.keptDays), .integer(venue.ownDays), .integer(venue.correctedDays), .integer(venue.lateHours),
            .integer(venue.visitors), .integer(venue.ownVisitors), .integer(venue.bookings),
            .integer(venue.bookedMinutes),
            .integer(venue.activities), .integer(venue.personTimes), .integer(venue.handTyped),
            .integer(venue.ownTyped), .integer(venue.corrected),
            .text("/api/v1/activities?status=finished&venue_id=\(venue.id)&\(period)"),
        ]
    }
}

/// Who has not been visited for a while (走访覆盖): the doors of a grid, those longest unvisited first, and of two the one where
/// somebody needs more care.
package struct VisitCoverage: Sendable {
    package let community: ReportedCommunity
    package let date: CivilDate
    package let days: Int64
    /// Households that live there, and those of them that were visited within the days.
    package let households: Int64
    package let visited: Int64
    package let doors: [Door]

    /// One home that is to be visited (待走访户).
    package struct Door: Sendable {
        package let household: Int64
        package let grid: Int64?
        package let home: String
        package let head: String?
        /// People with a reason to be looked after.
        package let inCare: Int64
        package let lastVisit: Int64?

        package init(household: Int64, grid: Int64?, home: String, head: String?, inCare: Int64, lastVisit: Int64?) {
            self.household = household
            self.grid = grid
            self.home = home
            self.head = head
            self.inCare = inCare
            self.lastVisit = lastVisit
        }
    }

    package init(
        community: ReportedCommunity,
        date: CivilDate,
        days: Int64,
        households: Int64,
        visited: Int64,
        doors: [Door]
    ) {
        self.community = community
        self.date = date
        self.days = days
        self.households = households
        self.visited = visited
        self.doors = doors
    }

    /// Doors that are listed: more than anybody walks to in a month.
    package static let doorLimit: Int64 = 500
    /// A quarter, as the committee visits every household once in three months.
    package static let defaultDays: Int64 = 90

    package var report: ReportDocument {
        var document = ReportDocument(
            name: "visit-coverage",
            title: Title("走访覆盖", "Visit coverage"),
            header: [
                ReportFigure(key: "on", title: Title("日期", "On"), value: .text("\(date)")),
                ReportFigure(key: "days", title: Title("天数", "Days"), value: .integer(days)),
                ReportFigure(key: "households", title: Title("住户数", "Households"), value: .integer(households)),
                ReportFigure(key: "visited", title: Title("期内已走访", "Visited in time"), value: .integer(visited)),
            ] + community.header,
            chapters: [
                ReportChapter(
                    title: Title("待走访", "To be visited"),
                    sections: [
                        .rows(
                            key: "items",
                            title: Title("待走访户", "Households to be visited"),
                            columns: Self.columns,
                            rows: doors.map { door in
                                [
                                    .integer(door.household), door.grid.map(ReportValue.integer) ?? .null,
                                    .text(door.home), door.head.map(ReportValue.text) ?? .null,
                                    .integer(door.inCare), door.lastVisit.map(ReportValue.instant) ?? .null,
                                ]
                            }
                        )
                    ]
                )
            ]
        )
        document.people = ReportDocument.People(resource: .households, ids: doors.map(\.household))
        return document
    }

    private static let columns: [Field] = [
        .integer("household_id", "户编号", "Household id", 1...Int64.max),
        .integer("grid_id", "网格编号", "Grid id", 1...Int64.max).nullable(), .text("home", "住址", "Home", 1...200),
        .text("head", "户主", "Head", 1...50).nullable(), .integer("in_care", "关怀对象", "In care", 0...1000),
        Field("last_visit_at", "上次入户", "Last met at", .instant).nullable(),
    ]
}

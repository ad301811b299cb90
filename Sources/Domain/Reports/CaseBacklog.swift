/// What lay open when a day was over (在办积压): of any day in the past, as it was then.
package struct CaseBacklog: Sendable {
    package let community: ReportedCommunity
    package let on: CivilDate
    /// The day on which the oldest open case was first reported.
    package let oldest: CivilDate?
    package let grids: [Line]
    package let categories: [Line]
    /// The people who handle, 0 where nobody does yet.
    package let people: [Line]
    package let partners: [Line]
    /// How many have lain for how long, the newest first.
    package let ages: [Age]

    /// So many days since the first report (账龄).
    package struct Age: Sendable {
        package let range: String
        package let open: Int64

        package init(range: String, open: Int64) {
            self.range = range
            self.open = open
        }

        /// Where each begins, in days.
        package static let starts = [0, 8, 16, 31, 91]

        package static func range(_ position: Int) -> String {
            position + 1 < starts.count ? "\(starts[position])-\(starts[position + 1] - 1)" : "\(starts[position])+"
        }
    }

    /// One grid, category or handler.
    package struct Line: Sendable {
        package let id: Int64
        package let name: String
        /// Cases that had come in up to the day; not counted for handlers.
        package let opened: Int64
        package let open: Int64
        /// Of those open, the ones past their deadline.
        package let overdue: Int64

        package init(id: Int64, name: String, opened: Int64, open: Int64, overdue: Int64) {
            self.id = id
            self.name = name
            self.opened = opened
            self.open = open
            self.overdue = overdue
        }
    }

    package init(
        community: ReportedCommunity,
        on: CivilDate,
        oldest: CivilDate?,
        grids: [Line],
        categories: [Line],
        people: [Line],
        partners: [Line],
        ages: [Age]
    ) {
        self.community = community
        self.on = on
        self.oldest = oldest
        self.grids = grids
        self.categories = categories
        self.people = people
        self.partners = partners
        self.ages = ages
    }
}

extension CaseBacklog {
    /// The backlog as a report (在办积压表).
    package var report: ReportDocument {
        let opened = grids.reduce(0) { $0 + $1.opened }
        let open = grids.reduce(0) { $0 + $1.open }
        let overdue = grids.reduce(0) { $0 + $1.overdue }
        let days = oldest.map { ReportValue.integer(Int64(on.daysSince1970 - $0.daysSince1970)) } ?? .null
        return ReportDocument(
            name: CaseReport.backlog.rawValue,
            title: CaseReport.backlog.title,
            header: community.header + [
                ReportFigure(key: "on", title: Title("日期", "On"), value: .text(on.description))
            ],
            chapters: [
                ReportChapter(
                    title: Title("积压", "Backlog"),
                    sections: [
                        .figures(
                            key: "",
                            title: Title("合计", "Total"),
                            [
                                figure(.opened, opened), figure(.closed, opened - open), figure(.open, open),
                                figure(.overdue, overdue),
                                ReportFigure(
                                    key: "oldest_days",
                                    title: Title("最早一件已有天数", "Age of the oldest"),
                                    value: days,
                                    unit: Title("天", "days")
                                ),
                            ]
                        ),
                        .rows(
                            key: "by_age",
                            title: Title("各账龄", "Each age"),
                            columns: [
                                .text("age", "账龄（天）", "Age in days", 1...20),
                                Self.column(.open),
                            ],
                            rows: ages.map { [.text($0.range), .integer($0.open)] }
                        ),
                        rows("by_grid", Title("各网格", "Each grid"), "grid", grids),
                        rows("by_category", Title("各类别", "Each category"), "category", categories),
                        .rows(
                            key: "by_handler",
                            title: Title("各处理人", "Each handler"),
                            columns: [
                                .integer("handler_id", "处理人编号", "Person", 1...Int64.max).nullable(),
                                .integer("handler_organization_id", "处理单位编号", "Partner", 1...Int64.max).nullable(),
                                .text("handler", "处理人", "Handler", 1...100), Self.column(.open), Self.column(.overdue),
                            ],
                            rows: people.map { row($0, person: $0.id == 0 ? nil : $0.id, partner: nil) }
                                + partners.map { row($0, person: nil, partner: $0.id) }
                        ),
                    ]
                )
            ]
        )
    }

    private func row(_ line: Line, person: Int64?, partner: Int64?) -> [ReportValue] {
        [
            person.map { .integer($0) } ?? .null, partner.map { .integer($0) } ?? .null, .text(line.name),
            .integer(line.open), .integer(line.overdue),
        ]
    }

    private func figure(_ figure: BacklogFigure, _ value: Int64) -> ReportFigure {
        ReportFigure(key: figure.rawValue, title: figure.title, value: .integer(value), unit: Title("件", ""))
    }

    private static func column(_ figure: BacklogFigure) -> Field {
        .integer(figure.rawValue, figure.title.chinese, figure.title.english, 0...Int64.max)
    }

    private func rows(_ key: String, _ title: Title, _ name: String, _ lines: [Line]) -> ReportSection {
        .rows(
            key: key,
            title: title,
            columns: [
                .integer("\(name)_id", "编号", "Id", 1...Int64.max), .text(name, "名称", "Name", 1...100),
            ] + BacklogFigure.allCases.map(Self.column),
            rows: lines.map { line in
                [
                    .integer(line.id), .text(line.name), .integer(line.opened), .integer(line.opened - line.open),
                    .integer(line.open), .integer(line.overdue),
                ]
            }
        )
    }
}

/// What lay open when a day was over (在办积压): of any day in the past, as it was then.
package struct CaseBacklog: Sendable {
    package let community: ReportedCommunity
    package let on: CivilDate
    /// The day on which the oldest open case was first reported.
    package let oldest: CivilDate?
    package let grids: [Line]
    package let categories: [Line]
    package let handlers: [Line]

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
        handlers: [Line]
    ) {
        self.community = community
        self.on = on
        self.oldest = oldest
        self.grids = grids
        self.categories = categories
        self.handlers = handlers
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
            name: "backlog",
            title: Title("在办积压", "Backlog"),
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
                                figure("opened", "累计收到", "Opened so far", opened),
                                figure("closed", "累计办结", "Closed so far", opened - open),
                                figure("open", "在办", "Open", open),
                                figure("overdue", "其中超时", "Of these overdue", overdue),
                                ReportFigure(
                                    key: "oldest_days",
                                    title: Title("最早一件已有天数", "Age of the oldest"),
                                    value: days,
                                    unit: Title("天", "days")
                                ),
                            ]
                        ),
                        rows("by_grid", Title("各网格", "Each grid"), "grid", grids),
                        rows("by_category", Title("各类别", "Each category"), "category", categories),
                        .rows(
                            key: "by_handler",
                            title: Title("各处理人", "Each handler"),
                            columns: [
                                .text("handler", "处理人", "Handler", 1...100),
                                .integer("open", "在办", "Open", 0...Int64.max),
                                .integer("overdue", "其中超时", "Of these overdue", 0...Int64.max),
                            ],
                            rows: handlers.map { [.text($0.name), .integer($0.open), .integer($0.overdue)] }
                        ),
                    ]
                )
            ]
        )
    }

    private func figure(_ key: String, _ chinese: String, _ english: String, _ value: Int64) -> ReportFigure {
        ReportFigure(key: key, title: Title(chinese, english), value: .integer(value), unit: Title("件", ""))
    }

    private func rows(_ key: String, _ title: Title, _ name: String, _ lines: [Line]) -> ReportSection {
        .rows(
            key: key,
            title: title,
            columns: [
                .integer("\(name)_id", "编号", "Id", 1...Int64.max), .text(name, "名称", "Name", 1...100),
                .integer("opened", "累计收到", "Opened so far", 0...Int64.max),
                .integer("closed", "累计办结", "Closed so far", 0...Int64.max),
                .integer("open", "在办", "Open", 0...Int64.max),
                .integer("overdue", "其中超时", "Of these overdue", 0...Int64.max),
            ],
            rows: lines.map { line in
                [
                    .integer(line.id), .text(line.name), .integer(line.opened), .integer(line.opened - line.open),
                    .integer(line.open), .integer(line.overdue),
                ]
            }
        )
    }
}

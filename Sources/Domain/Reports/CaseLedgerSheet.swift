/// The zero-backlog ledger (零积压台账): of each grid and month, what was left to tell, what came, and how it was told.
package struct CaseLedgerSheet: Sendable {
    package let community: ReportedCommunity
    package let year: Int
    package let lines: [Line]

    /// One grid in one month.
    package struct Line: Sendable {
        package let grid: Int64
        package let name: String
        package let month: Int
        package let opening: Int64
        package let arrived: Int64
        package let household: Int64
        package let published: Int64
        package let nobody: Int64
        package let notReachable: Int64

        package init(
            grid: Int64,
            name: String,
            month: Int,
            opening: Int64,
            arrived: Int64,
            household: Int64,
            published: Int64,
            nobody: Int64,
            notReachable: Int64
        ) {
            self.grid = grid
            self.name = name
            self.month = month
            self.opening = opening
            self.arrived = arrived
            self.household = household
            self.published = published
            self.nobody = nobody
            self.notReachable = notReachable
        }

        package var told: Int64 { household + published + nobody + notReachable }
        /// What is left to tell at the end of the month.
        package var closing: Int64 { opening + arrived - told }
    }

    package init(community: ReportedCommunity, year: Int, lines: [Line]) {
        self.community = community
        self.year = year
        self.lines = lines
    }

    package var report: ReportDocument {
        ReportDocument(
            name: CaseReport.ledger.rawValue,
            title: CaseReport.ledger.title,
            header: community.header + [
                ReportFigure(key: "year", title: Title("年度", "Year"), value: .integer(Int64(year)))
            ],
            chapters: [
                ReportChapter(
                    title: Title("台账", "Ledger"),
                    sections: [
                        .rows(
                            key: "by_grid_and_month",
                            title: Title("各网格各月", "Each grid and month"),
                            columns: [
                                .integer("grid_id", "网格编号", "Grid id", 1...Int64.max),
                                .text("grid", "网格", "Grid", 1...100), .integer("month", "月份", "Month", 1...12),
                            ] + LedgerFigure.allCases.map(Self.column),
                            rows: lines.map { line in
                                [
                                    .integer(line.grid), .text(line.name), .integer(Int64(line.month)),
                                    .integer(line.opening), .integer(line.arrived), .integer(line.told),
                                    .integer(line.household), .integer(line.published), .integer(line.nobody),
                                    .integer(line.notReachable), .integer(line.closing),
                                ]
                            }
                        )
                    ]
                )
            ]
        )
    }

    private static func column(_ figure: LedgerFigure) -> Field {
        .integer(figure.rawValue, figure.title.chinese, figure.title.english, 0...Int64.max)
    }
}

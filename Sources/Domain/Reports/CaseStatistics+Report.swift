extension CaseStatistics {
    /// The statistics as a report (诉求统计表): the total, then a line for each community.
    package var report: ReportDocument {
        ReportDocument(
            name: CaseReport.statistics.rawValue,
            title: CaseReport.statistics.title,
            header: [
                ReportFigure(key: "from", title: Title("起始日", "From"), value: .text(from.description)),
                ReportFigure(key: "to", title: Title("截止日（含）", "To (included)"), value: .text(to.description)),
                ReportFigure(
                    key: "told_apart",
                    title: Title("含分网格、类别、处理人、月份明细", "Told apart by grid, category, handler and month"),
                    value: .boolean(facts != nil)
                ),
            ] + about,
            chapters: [
                ReportChapter(
                    title: Title("诉求", "Cases"),
                    sections: [
                        .figures(key: "total", title: Title("合计", "Total"), total.all.map(\.figure)),
                        .rows(
                            key: "by_community",
                            title: Title("各社区", "Each community"),
                            columns: [
                                .text("community", "社区", "Community", 1...50),
                                .integer("community_id", "社区编号", "Community id", 1...Int64.max),
                            ] + CaseFigures().all.map(\.column),
                            rows: lines.map { line in
                                [.text(line.community.name), .integer(line.community.id)]
                                    + line.figures.all.map(\.value)
                            }
                        ),
                    ] + (facts?.tables(rates: [Self.onTime]) ?? [])
                )
            ]
        )
    }

    private static let onTime = CaseRate<StatisticsFigure>(
        key: "on_time_rate",
        title: .closedOnTimeRate,
        part: .onTime,
        whole: .due
    )

    /// The one community by its name, several by their number.
    private var about: [ReportFigure] {
        if lines.count == 1, let line = lines.first { return line.community.header }
        return [
            ReportFigure(key: "communities", title: Title("社区数", "Communities"), value: .integer(Int64(lines.count))),
            ReportFigure(
                key: "demo",
                title: Title("演示数据", "Demonstration data"),
                value: .boolean(lines.contains(where: \.community.isDemonstration))
            ),
        ]
    }
}

extension CaseFigures {
    /// A figure with its name, as it stands in the total and as the head of a column.
    fileprivate struct Named {
        let key: String
        let title: Title
        let value: ReportValue
        var unit: Title?

        var figure: ReportFigure { ReportFigure(key: key, title: title, value: value, unit: unit) }

        var column: Field { .integer(key, title.chinese, title.english, 0...Int64.max) }
    }

    fileprivate var all: [Named] {
        [
            count(.received, received), count(.ended, ended), count(.closed, closed), count(.merged, merged),
            count(.declined, declined),
            count(.withdrawn, withdrawn), count(.void, void), count(.open, open), count(.due, due),
            count(.onTime, onTime),
            Named(
                key: "on_time_rate",
                title: .closedOnTimeRate,
                value: onTimeRate.map(ReportValue.tenths) ?? .null
            ),
        ]
    }

    private func count(_ figure: StatisticsFigure, _ value: Int64) -> Named {
        Named(key: figure.rawValue, title: figure.title, value: .integer(value), unit: Title("件", ""))
    }
}

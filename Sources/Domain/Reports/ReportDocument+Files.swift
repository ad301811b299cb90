extension ReportDocument {
    /// The same as it leaves in a file (导出): without the numbers of people in what anybody wrote.
    package var starred: ReportDocument {
        var report = self
        report.header = header.map(Self.starred)
        for chapter in report.chapters.indices {
            report.chapters[chapter].sections = report.chapters[chapter].sections.map { section in
                switch section {
                case .figures(let key, let title, let figures):
                    .figures(key: key, title: title, figures.map(Self.starred))
                case .rows(let key, let title, let columns, let rows):
                    .rows(key: key, title: title, columns: columns, rows: rows.map { $0.map(Self.starred) })
                }
            }
        }
        return report
    }

    private static func starred(_ figure: ReportFigure) -> ReportFigure {
        var figure = figure
        figure.value = starred(figure.value)
        return figure
    }

    private static func starred(_ value: ReportValue) -> ReportValue {
        switch value {
        // An address within the server is no word of anybody's.
        case .text(let text): text.contains("/api/") ? value : .text(PublicTitle.starred(text))
        case .texts(let texts): .texts(texts.map(PublicTitle.starred))
        case .null, .integer, .boolean, .instant, .tenths: value
        }
    }
}

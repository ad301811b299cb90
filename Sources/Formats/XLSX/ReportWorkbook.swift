import Domain
import JSON

/// A report as a workbook (报表工作簿): a sheet for each chapter, what it is about on top of the first.
struct ReportWorkbook {
    private let style: RenderingStyle
    private let showsTitles: Bool
    private var book: Workbook

    init(_ style: RenderingStyle) {
        self.style = style
        showsTitles = style.csvHeader == .titles
        book = Workbook(offsetMinutes: style.offsetMinutes)
    }

    mutating func write(_ report: ReportDocument, into out: inout ByteWriter) {
        book.begin(into: &out)
        // A report without chapters still says what it is about.
        let chapters = report.chapters.isEmpty ? [ReportChapter(title: report.title, sections: [])] : report.chapters
        for (index, chapter) in chapters.enumerated() {
            book.beginSheet(
                chapter.title.text(in: style.language),
                widths: Self.widths(chapter),
                frozen: 0,
                into: &out
            )
            if index == 0 {
                writeHeading(report.title.text(in: style.language), into: &out)
                for figure in report.header { writeFigure(figure, into: &out) }
                writeLine(into: &out) { _, _ in }
            }
            for section in chapter.sections { write(section, into: &out) }
            book.endSheet(into: &out)
        }
        book.end(into: &out)
    }

    private mutating func write(_ section: ReportSection, into out: inout ByteWriter) {
        switch section {
        case .figures(let key, let title, let figures):
            writeHeading(name(key, title), into: &out)
            for figure in figures { writeFigure(figure, into: &out) }
        case .rows(let key, let title, let columns, let rows):
            writeHeading(name(key, title), into: &out)
            let columns = columns.map(Column.init)
            let names = columns.map { name($0.key, $0.title) }
            writeLine(into: &out) { cells, out in
                for name in names { cells.text(name, as: .heading, into: &out) }
            }
            let (style, showsTitles) = (self.style, self.showsTitles)
            for row in rows {
                writeLine(into: &out) { cells, out in
                    for (value, column) in zip(row, columns) {
                        cells.value(value, of: column, style, showsTitles, into: &out)
                    }
                }
            }
        }
        writeLine(into: &out) { _, _ in }
    }

    private mutating func writeHeading(_ text: String, into out: inout ByteWriter) {
        writeLine(into: &out) { $0.text(text, as: .heading, into: &$1) }
    }

    private mutating func writeFigure(_ figure: ReportFigure, into out: inout ByteWriter) {
        let (style, showsTitles) = (self.style, self.showsTitles)
        let name = name(figure.key, figure.title)
        writeLine(into: &out) { cells, out in
            cells.text(name, into: &out)
            cells.value(figure.value, of: figure.column, style, showsTitles, into: &out)
            if let unit = figure.unit { cells.text(unit.text(in: style.language), into: &out) }
        }
    }

    private mutating func writeLine(
        into out: inout ByteWriter,
        _ write: (inout SheetCells, inout ByteWriter) -> Void
    ) {
        let mark = out.count
        book.cells.beginRow(into: &out)
        write(&book.cells, &out)
        book.cells.endRow(into: &out)
        book.takeRow(from: mark, into: &out)
    }

    private func name(_ key: String, _ title: Title) -> String {
        showsTitles ? title.text(in: style.language) : key
    }

    /// The first column names things, the others mostly count them.
    private static func widths(_ chapter: ReportChapter) -> [Int] {
        let columns = chapter.sections.map { section in
            if case .rows(_, _, let columns, _) = section { columns.count } else { 3 }
        }
        return [32] + Array(repeating: 16, count: max(columns.max() ?? 3, 3) - 1)
    }
}

extension SheetCells {
    /// A value of a report in its form.
    fileprivate mutating func value(
        _ value: ReportValue,
        of column: Column?,
        _ style: RenderingStyle,
        _ showsTitles: Bool,
        into out: inout ByteWriter
    ) {
        switch value {
        case .null: skip()
        case .integer(let value): number(value, into: &out)
        case .tenths(let value): tenths(value, into: &out)
        case .boolean(let flag) where showsTitles: text(ReadableText.word(flag, in: style.language), into: &out)
        case .boolean(let flag): self.flag(flag, into: &out)
        case .instant(let milliseconds): instant(milliseconds, into: &out)
        case .texts(let texts): text(texts.joined(separator: ", "), into: &out)
        case .text(let plain):
            let title = showsTitles ? column?.titles.first { $0.code.elementsEqual(plain.utf8) } : nil
            guard let title else {
                return Array(plain.utf8).withUnsafeBytes { bytes in
                    if case .date? = column?.type { date(bytes, into: &out) } else { text(bytes, into: &out) }
                }
            }
            (style.language == .chinese ? title.chinese : title.english).withUnsafeBytes { text($0, into: &out) }
        }
    }
}

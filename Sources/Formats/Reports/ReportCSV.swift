import Domain
import JSON

/// A report as flat CSV (报表 CSV): chapter, section, item, value, unit, so that one sheet holds all of it.
struct ReportCSV {
    private let style: RenderingStyle
    private var text: ReadableText

    private static let header = [
        ("chapter", Title("章节", "Chapter")), ("section", Title("栏目", "Section")), ("item", Title("项目", "Item")),
        ("value", Title("数值", "Value")), ("unit", Title("单位", "Unit")),
    ]

    init(_ style: RenderingStyle) {
        self.style = style
        text = ReadableText(style, showsTitles: style.csvHeader == .titles)
    }

    mutating func write(_ report: ReportDocument, into out: inout ByteWriter) {
        if style.csvBOM { out.appendByteOrderMark() }
        if report.isList { return writeList(report, into: &out) }
        for (index, (key, title)) in Self.header.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(name(key, title))
        }
        out.append("\r\n")
        for figure in report.header { writeLine("", "", figure, into: &out) }
        for chapter in report.chapters {
            let chapterName = chapter.title.text(in: style.language)
            for section in chapter.sections {
                switch section {
                case .figures(let key, let title, let figures):
                    for figure in figures { writeLine(chapterName, name(key, title), figure, into: &out) }
                case .rows(let key, let title, let columns, let rows):
                    let columns = columns.map(Column.init)
                    for row in rows { writeRow(chapterName, name(key, title), columns, row, into: &out) }
                }
            }
        }
    }

    /// A line for each row, under the columns; where there are several lists the first column names the one.
    private mutating func writeList(_ report: ReportDocument, into out: inout ByteWriter) {
        let sections = report.chapters.flatMap(\.sections)
        var isFirst = true
        for case .rows(let key, let title, let columns, let rows) in sections {
            let columns = columns.map(Column.init)
            if isFirst {
                let named = sections.count > 1 ? [name("list", Title("清单", "List"))] : []
                let header = named + columns.map { name($0.key, $0.title) }
                out.append(header.joined(separator: ",") + "\r\n")
                isFirst = false
            }
            for row in rows {
                if sections.count > 1 {
                    out.appendCSV(name(key, title), guarded: !style.raw)
                    out.append(UInt8(ascii: ","))
                }
                for (index, (column, value)) in zip(columns, row).enumerated() {
                    if index > 0 { out.append(UInt8(ascii: ",")) }
                    writeCell(value, column, into: &out)
                }
                out.append("\r\n")
            }
        }
    }

    private func name(_ key: String, _ title: Title) -> String {
        text.showsTitles ? title.text(in: style.language) : key
    }

    private mutating func writeLine(
        _ chapter: String,
        _ section: String,
        _ figure: ReportFigure,
        into out: inout ByteWriter
    ) {
        let unit = figure.unit?.text(in: style.language) ?? ""
        writeLine([chapter, section, name(figure.key, figure.title)], figure.value, figure.column, unit, into: &out)
    }

    /// A line for each column but the first, whose text names the row.
    private mutating func writeRow(
        _ chapter: String,
        _ section: String,
        _ columns: [Column],
        _ row: [ReportValue],
        into out: inout ByteWriter
    ) {
        guard let first = columns.first, let value = row.first else { return }
        if row.count == 1 {
            return writeLine([chapter, section, name(first.key, first.title)], value, first, "", into: &out)
        }
        var rowName = ByteWriter(capacity: 64)
        text.write(value, of: first, into: &rowName)
        let label = rowName.withBytes { String(decoding: $0, as: UTF8.self) }
        for (column, value) in zip(columns, row).dropFirst() {
            let item = "\(label) · \(name(column.key, column.title))"
            writeLine([chapter, section, item], value, column, "", into: &out)
        }
    }

    private mutating func writeLine(
        _ names: [String],
        _ value: ReportValue,
        _ column: Column?,
        _ unit: String,
        into out: inout ByteWriter
    ) {
        for name in names {
            out.appendCSV(name, guarded: !style.raw)
            out.append(UInt8(ascii: ","))
        }
        writeCell(value, column, into: &out)
        out.append(UInt8(ascii: ","))
        out.appendCSV(unit, guarded: !style.raw)
        out.append("\r\n")
    }

    private mutating func writeCell(_ value: ReportValue, _ column: Column?, into out: inout ByteWriter) {
        if case .text(let plain) = value {
            let title = text.showsTitles ? column?.titles.first { $0.code.elementsEqual(plain.utf8) } : nil
            let shown = title.map { style.language == .chinese ? $0.chinese : $0.english }
            (shown ?? Array(plain.utf8)).withUnsafeBytes { out.appendCSV($0, guarded: !style.raw) }
        } else {
            text.write(value, into: &out)
        }
    }
}

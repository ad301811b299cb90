import Domain
import JSON

/// A report as text to read or print (报表文本).
struct ReportTable {
    private let language: Language
    private var text: ReadableText

    init(_ style: RenderingStyle) {
        language = style.language
        text = ReadableText(style)
    }

    mutating func write(_ report: ReportDocument, into out: inout ByteWriter) {
        writeHeading(report.title, rule: UInt8(ascii: "="), into: &out)
        writeFigures(report.header, into: &out)
        for chapter in report.chapters {
            out.append(UInt8(ascii: "\n"))
            writeHeading(chapter.title, rule: UInt8(ascii: "-"), into: &out)
            for section in chapter.sections {
                out.append(UInt8(ascii: "\n"))
                switch section {
                case .figures(_, let title, let figures):
                    writeSectionTitle(title, into: &out)
                    writeFigures(figures, into: &out)
                case .rows(_, let title, let columns, let rows):
                    writeSectionTitle(title, into: &out)
                    writeRows(columns.map(Column.init), rows, into: &out)
                }
            }
        }
    }

    private func writeHeading(_ title: Title, rule: UInt8, into out: inout ByteWriter) {
        let text = title.text(in: language)
        out.append(text)
        out.append(UInt8(ascii: "\n"))
        out.append(repeating: rule, count: DisplayWidth.of(text))
        out.append(UInt8(ascii: "\n"))
    }

    private func writeSectionTitle(_ title: Title, into out: inout ByteWriter) {
        out.append(language == .chinese ? "【" : "[")
        out.append(title.text(in: language))
        out.append(language == .chinese ? "】\n" : "]\n")
    }

    /// Numbers stand at the right; where a text is among them, all stand at the left, or they would drift apart.
    private mutating func writeFigures(_ figures: [ReportFigure], into out: inout ByteWriter) {
        var grid = TextGrid([.left, figures.allSatisfy(\.value.isNumber) ? .right : .left, .left], gaps: [2, 1])
        for figure in figures {
            grid.add(figure.title.text(in: language))
            grid.add(through: &out) { text.write(figure.value, of: figure.column, into: &$0) }
            grid.add(figure.unit?.text(in: language) ?? "")
        }
        grid.write(into: &out, hasHeader: false)
    }

    private mutating func writeRows(_ columns: [Column], _ rows: [[ReportValue]], into out: inout ByteWriter) {
        let alignments = columns.indices.map { index in
            let values = rows.compactMap { index < $0.count ? $0[index] : nil }
            return TextGrid.Alignment(isRight: !values.isEmpty && values.allSatisfy(\.isNumber))
        }
        var grid = TextGrid(alignments)
        for column in columns { grid.add(column.title.text(in: language)) }
        for row in rows {
            for (index, column) in columns.enumerated() {
                // A short row is filled up, so that the columns of the next do not shift.
                let value = index < row.count ? row[index] : .null
                grid.add(limit: TableSink.limit, through: &out) { text.write(value, of: column, into: &$0) }
            }
        }
        grid.write(into: &out, hasHeader: true)
    }
}

extension ReportValue {
    /// Whether it stands at the right, as numbers do.
    var isNumber: Bool {
        switch self {
        case .integer, .tenths, .null: true
        default: false
        }
    }
}

extension TextGrid.Alignment {
    fileprivate init(isRight: Bool) { self = isRight ? .right : .left }
}

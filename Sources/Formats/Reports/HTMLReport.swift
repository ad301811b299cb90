package import Domain
import JSON

/// A report as a page to look at and print (报表页面): headings and tables, without a script.
package struct HTMLReport {
    private let language: Language
    private var text: ReadableText

    /// The whole style; the answer's Content-Security-Policy names its digest, so that a page has no other.
    package static let style = """
        body{font:15px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem auto;ma\
        x-width:60rem;padding:0 1rem;color:#111}h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:1px so\
        lid #999}h3{font-size:1rem}table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px\
         solid #999;padding:.2rem .5rem;text-align:left}td.n{text-align:right;font-variant-numeric:tabular-n\
        ums}tr{break-inside:avoid}@page{size:A4;margin:15mm}@media print{body{margin:0;max-width:none}}
        """

    package init(_ style: RenderingStyle) {
        language = style.language
        text = ReadableText(style)
    }

    /// The page of a report.
    package func page(of report: ReportDocument) -> [UInt8] {
        var pen = self
        return frame(report.title.text(in: language)) { out in
            pen.writeFigures(report.header, into: &out)
            for chapter in report.chapters {
                out.element("h2", chapter.title.text(in: pen.language))
                for section in chapter.sections {
                    switch section {
                    case .figures(_, let title, let figures):
                        out.element("h3", title.text(in: pen.language))
                        pen.writeFigures(figures, into: &out)
                    case .rows(let key, let title, let columns, let rows):
                        out.element("h3", title.text(in: pen.language))
                        for chart in report.charts where chart.section == key {
                            pen.draw(chart, columns, rows, into: &out)
                        }
                        pen.writeRows(columns.map(Column.init), rows, into: &out)
                    }
                }
            }
        }
    }

    /// A page that leads to others.
    package func page(leadingTo pages: [(href: String, title: Title)]) -> [UInt8] {
        frame(Title("报表", "Reports").text(in: language)) { out in
            out.append("<ul>")
            for page in pages {
                out.append("<li><a href=\"")
                out.appendHTML(page.href)
                out.append("\">")
                out.appendHTML(page.title.text(in: language))
                out.append("</a></li>")
            }
            out.append("</ul>")
        }
    }

    private func frame(_ title: String, _ content: (inout ByteWriter) -> Void) -> [UInt8] {
        var out = ByteWriter(capacity: 16 * 1024)
        out.append("<!DOCTYPE html><html lang=\"")
        out.append(language.tag)
        out.append("\"><head><meta charset=\"utf-8\">")
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        out.element("title", title)
        out.append("<style>")
        out.append(Self.style)
        out.append("</style></head><body>")
        out.element("h1", title)
        content(&out)
        out.append("</body></html>\n")
        return out.array()
    }

    private mutating func writeFigures(_ figures: [ReportFigure], into out: inout ByteWriter) {
        out.append("<table>")
        for figure in figures {
            out.append("<tr>")
            out.element("th", figure.title.text(in: language))
            writeCell(figure.value, of: figure.column, unit: figure.unit?.text(in: language), into: &out)
            out.append("</tr>")
        }
        out.append("</table>")
    }

    /// Draws what the table has, as far as it has numbers; a hidden one has no bar.
    private mutating func draw(
        _ chart: ReportChart,
        _ columns: [Field],
        _ rows: [[ReportValue]],
        into out: inout ByteWriter
    ) {
        guard let label = columns.firstIndex(where: { $0.name == chart.label }),
            let value = columns.firstIndex(where: { $0.name == chart.value })
        else { return }
        let (name, measure) = (Column(columns[label]), columns[value].title.text(in: language))
        var bars: [(label: String, value: Int64)] = []
        for row in rows {
            guard case .integer(let number) = row[value] else { continue }
            var plain = ByteWriter(capacity: 64)
            text.write(row[label], of: name, into: &plain)
            bars.append((plain.withBytes { String(decoding: $0, as: UTF8.self) }, number))
        }
        guard !bars.isEmpty, bars.count <= BarChart.limit else { return }
        let title = chart.title.text(in: language)
        let words = bars.map { "\($0.label) \($0.value)" }.joined(separator: language == .chinese ? "；" : "; ")
        BarChart(title: title, description: "\(measure): \(words)", bars: bars).write(into: &out)
    }

    private mutating func writeRows(_ columns: [Column], _ rows: [[ReportValue]], into out: inout ByteWriter) {
        out.append("<table><thead><tr>")
        for column in columns { out.element("th", column.title.text(in: language)) }
        out.append("</tr></thead><tbody>")
        for row in rows {
            out.append("<tr>")
            for (column, value) in zip(columns, row) { writeCell(value, of: column, unit: nil, into: &out) }
            out.append("</tr>")
        }
        out.append("</tbody></table>")
    }

    private mutating func writeCell(
        _ value: ReportValue,
        of column: Column?,
        unit: String?,
        into out: inout ByteWriter
    ) {
        var plain = ByteWriter(capacity: 64)
        text.write(value, of: column, into: &plain)
        if let unit, !unit.isEmpty {
            plain.append(" ")
            plain.append(unit)
        }
        out.append(value.isNumber ? "<td class=\"n\">" : "<td>")
        out.appendHTML(plain.withBytes { String(decoding: $0, as: UTF8.self) })
        out.append("</td>")
    }
}

extension ByteWriter {
    /// Adds text between the tags of an element.
    mutating func element(_ name: StaticString, _ text: String) {
        append("<")
        append(name)
        append(">")
        appendHTML(text)
        append("</")
        append(name)
        append(">")
    }

    /// Adds text in which nothing is markup, nor ends an attribute (HTML section 13.3).
    mutating func appendHTML(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "'"): append("&#39;")
            default: append(byte)
            }
        }
    }
}

package import Domain
package import JSON

/// Writes a report in one of the formats (报表输出): JSON to nest, lines to stream, CSV to calculate with, text to read.
package func render(
    _ report: ReportDocument,
    as format: Format,
    style: RenderingStyle,
    into out: inout ByteWriter
) {
    let report = format.holdsAll ? report.starred : report
    switch format {
    case .json:
        var json = ReportJSON(style)
        json.write(report, into: &out)
    case .ndjson:
        var json = ReportJSON(style)
        json.writeLines(report, into: &out)
    case .csv:
        var csv = ReportCSV(style)
        csv.write(report, into: &out)
    case .xlsx:
        var book = ReportWorkbook(style)
        book.write(report, into: &out)
    case .table:
        var table = ReportTable(style)
        table.write(report, into: &out)
    }
}

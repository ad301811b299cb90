import Domain
package import JSON

/// Rows as CSV for spreadsheets and scripts (CSV 表格): BOM, CRLF, a header line, empty for null.
package struct CSVSink: RowSink {
    private let style: RenderingStyle
    private var text: ReadableText
    private var columns: [Column] = []

    package init(_ style: RenderingStyle) {
        self.style = style
        text = ReadableText(style, showsTitles: style.csvHeader == .titles)
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        self.columns = columns
        if style.csvBOM { out.appendByteOrderMark() }
        for column in columns {
            out.appendCSV(text.showsTitles ? column.title.text(in: style.language) : column.key, guarded: !style.raw)
            out.append(UInt8(ascii: ","))
        }
        endRow(into: &out)
    }

    package mutating func beginRow(into out: inout ByteWriter) {}

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        switch cell {
        case .text(let bytes):
            if text.showsTitles, let title = columns[index].title(ofCode: bytes, in: style.language) {
                title.withUnsafeBytes { out.appendCSV($0, guarded: !style.raw) }
            } else {
                out.appendCSV(bytes, guarded: !style.raw)
            }
        // JSON starts with a bracket, a quote, a letter or a number of our own, never with a formula.
        case .json(let bytes): out.appendCSV(bytes, guarded: false)
        // What is left is made of digits and words of ours and needs no quotes.
        default: text.write(cell, of: columns[index], into: &out)
        }
        out.append(UInt8(ascii: ","))
    }

    package mutating func endRow(into out: inout ByteWriter) {
        // The comma behind the last field; a row without columns has none.
        if !columns.isEmpty { out.truncate(to: out.count - 1) }
        out.append("\r\n")
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {}
}

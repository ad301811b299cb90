import Domain
package import JSON

/// Rows as an aligned table for the terminal (文本表格).
///
/// The width of a column is known only after its last cell, so the rows of the page are kept and written at the end. One thing by
/// itself is shown as a line for each field.
package struct TableSink: RowSink {
    private let style: RenderingStyle
    private let single: Bool
    private var text: ReadableText
    private var columns: [Column] = []
    private var grid = TextGrid([])
    private var rows = 0

    /// Where long texts of a list are cut, in columns of the terminal.
    static let limit = 60

    package init(_ style: RenderingStyle, single: Bool = false) {
        self.style = style
        self.single = single
        text = ReadableText(style)
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        self.columns = columns
        rows = 0
        if single {
            grid = TextGrid([.left, .left])
        } else {
            grid = TextGrid(columns.map { $0.isNumeric ? .right : .left })
            for column in columns { grid.add(column.title.text(in: style.language)) }
        }
    }

    package mutating func beginRow(into out: inout ByteWriter) {}

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        if single { grid.add(columns[index].title.text(in: style.language)) }
        grid.add(limit: single ? .max : Self.limit, through: &out) { text.write(cell, of: columns[index], into: &$0) }
    }

    package mutating func endRow(into out: inout ByteWriter) { rows += 1 }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        grid.write(into: &out, hasHeader: !single)
        if !single { writeFooter(page, into: &out) }
        grid = TextGrid([])
    }

    private func writeFooter(_ page: PageEnd, into out: inout ByteWriter) {
        switch style.language {
        case .chinese:
            out.append("共 \(rows) 行")
            if let total = page.total { out.append("，总计 \(total) 行") }
            if let cursor = page.nextCursor { out.append("；下一页游标：\(cursor)") }
        case .english:
            out.append(rows == 1 ? "1 row" : "\(rows) rows")
            if let total = page.total { out.append(" of \(total)") }
            if let cursor = page.nextCursor { out.append("; next cursor: \(cursor)") }
        }
        out.append(UInt8(ascii: "\n"))
    }
}

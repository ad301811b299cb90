import Domain
package import JSON

/// Rows as a workbook (电子表格): numbers, dates and moments as such, all else as text, which is never run as a formula.
package struct XLSXSink: RowSink {
    private let style: RenderingStyle
    private let showsTitles: Bool
    private var book: Workbook
    private var columns: [Column] = []
    private var mark = 0
    private let sheetRows: Int

    /// The rows that a sheet holds, its header included (Excel specifications and limits); what is more begins a new one.
    package static let rowLimit = 1_048_576

    package init(_ style: RenderingStyle, sheetRows: Int = Self.rowLimit) {
        self.style = style
        self.sheetRows = sheetRows
        showsTitles = style.csvHeader == .titles
        book = Workbook(offsetMinutes: style.offsetMinutes)
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        self.columns = columns
        book.begin(into: &out)
        beginSheet(into: &out)
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        if book.cells.row >= sheetRows {
            book.endSheet(filtered: columns.count, into: &out)
            beginSheet(into: &out)
        }
        mark = out.count
        book.cells.beginRow(into: &out)
    }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        switch cell {
        case .null: book.cells.skip()
        case .integer(let value): book.cells.number(value, into: &out)
        case .boolean(let flag) where showsTitles:
            book.cells.text(ReadableText.word(flag, in: style.language), into: &out)
        case .boolean(let flag): book.cells.flag(flag, into: &out)
        case .instant(let milliseconds): book.cells.instant(milliseconds, into: &out)
        case .text(let bytes):
            if case .date = columns[index].type { return book.cells.date(bytes, into: &out) }
            if showsTitles, let title = columns[index].title(ofCode: bytes, in: style.language) {
                title.withUnsafeBytes { book.cells.text($0, into: &out) }
            } else {
                book.cells.text(bytes, into: &out)
            }
        case .json(let bytes): book.cells.text(bytes, into: &out)
        }
    }

    package mutating func endRow(into out: inout ByteWriter) {
        book.cells.endRow(into: &out)
        book.takeRow(from: mark, into: &out)
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        book.endSheet(filtered: columns.count, into: &out)
        book.end(into: &out)
    }

    private mutating func beginSheet(into out: inout ByteWriter) {
        let name = style.language == .chinese ? "清单" : "List"
        book.beginSheet(name, widths: columns.map(\.sheetWidth), frozen: 1, into: &out)
        let mark = out.count
        book.cells.beginRow(into: &out)
        for column in columns {
            let name = showsTitles ? column.title.text(in: style.language) : column.key
            book.cells.text(name, as: .heading, into: &out)
        }
        book.cells.endRow(into: &out)
        book.takeRow(from: mark, into: &out)
    }
}

extension Column {
    /// How wide it is shown, in digits: the values of a kind are about as long.
    fileprivate var sheetWidth: Int {
        let wanted =
            switch type {
            case .identifier, .integer, .reference, .boolean, .timeOfDay: 10
            case .date, .maskedDate: 12
            case .instant: 20
            case .text(let range): min(max(range.upperBound, 12), 40)
            default: 18
            }
        return max(wanted, DisplayWidth.of(title.chinese) + 2)
    }
}

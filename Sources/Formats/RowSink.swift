package import Domain
package import JSON

/// Takes rows cell by cell and writes them in one format (行输出).
///
/// The calls come as `begin`, for each row `beginRow`, every column once in order and `endRow`, and `end`. Whoever feeds it may
/// empty the writer between rows, to send a long answer in pieces.
package protocol RowSink {
    /// Starts the answer; the columns are those that every row will have.
    mutating func begin(_ columns: [Column], into out: inout ByteWriter)
    /// Starts it with keys that were made before; only JSON needs them.
    mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter)
    /// Starts a row.
    mutating func beginRow(into out: inout ByteWriter)
    /// Takes the value of the column at that index.
    mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter)
    /// Ends the row.
    mutating func endRow(into out: inout ByteWriter)
    /// Ends the answer.
    mutating func end(_ page: PageEnd, into out: inout ByteWriter)
}

extension RowSink {
    package mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter) {
        begin(columns, into: &out)
    }
}

/// The sink of whichever format was asked for (任一格式).
///
/// JSON lies here itself and is called directly: most answers are JSON, and a flag costs them less than a call by a table for
/// each cell.
package struct AnySink: RowSink {
    private let isJSON: Bool
    var json: JSONSink
    private var other: (any RowSink)?

    package init(_ format: Format, single: Bool, style: RenderingStyle, dates: WrittenDates = WrittenDates()) {
        isJSON = format == .json || format == .ndjson
        json = JSONSink(
            format == .ndjson ? .lines : single ? .object : .page,
            offsetMinutes: style.offsetMinutes,
            dates: dates
        )
        switch format {
        case .json, .ndjson: break
        case .csv: other = CSVSink(style)
        case .table: other = TableSink(style, single: single)
        case .xlsx: other = XLSXSink(style)
        }
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        if isJSON { json.begin(columns, into: &out) } else { other?.begin(columns, into: &out) }
    }

    package mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter) {
        if isJSON { json.begin(columns, keys, into: &out) } else { other?.begin(columns, into: &out) }
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        if isJSON { json.beginRow(into: &out) } else { other?.beginRow(into: &out) }
    }

    /// Takes several cells at once: a call for each would cost as much as writing most of them.
    package mutating func cells(_ cells: Span<Cell>, _ range: Range<Int>, into out: inout ByteWriter) {
        if isJSON { return json.cells(cells, range, into: &out) }
        for index in range { other?.cell(index, cells[index], into: &out) }
    }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        if isJSON { json.cell(index, cell, into: &out) } else { other?.cell(index, cell, into: &out) }
    }

    package mutating func endRow(into out: inout ByteWriter) {
        if isJSON { json.endRow(into: &out) } else { other?.endRow(into: &out) }
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        if isJSON { json.end(page, into: &out) } else { other?.end(page, into: &out) }
    }
}

/// The sink for an answer: of one thing by itself, or of a list.
package func makeSink(
    _ format: Format,
    single: Bool,
    style: RenderingStyle,
    dates: WrittenDates = WrittenDates()
) -> AnySink {
    AnySink(format, single: single, style: style, dates: dates)
}

extension Format {
    /// What stands in `Content-Type`; JSON is UTF-8 by definition (RFC 8259 §8.1) and has no such parameter.
    package var contentType: StaticString {
        switch self {
        case .json: "application/json"
        case .ndjson: "application/x-ndjson"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .table: "text/plain; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }
}

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
/// All of them lie side by side, of which one is used: a switch and a direct call, which changes the state in place, cost less
/// than an existential or an enum whose payload is taken out and put back for each cell.
package struct AnySink: RowSink {
    /// Asked first and for each cell: a flag costs less than an optional with so much behind it.
    let isJSON: Bool
    var json: JSONSink
    private var csv: CSVSink?
    private var table: TableSink?
    private var xlsx: XLSXSink?

    package init(_ format: Format, single: Bool, style: RenderingStyle, dates: WrittenDates = WrittenDates()) {
        isJSON = format == .json || format == .ndjson
        json = JSONSink(
            format == .ndjson ? .lines : single ? .object : .page,
            offsetMinutes: style.offsetMinutes,
            dates: dates
        )
        if format == .csv { csv = CSVSink(style) }
        if format == .table { table = TableSink(style, single: single) }
        if format == .xlsx { xlsx = XLSXSink(style) }
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        if isJSON { return json.begin(columns, into: &out) }
        csv?.begin(columns, into: &out)
        table?.begin(columns, into: &out)
        xlsx?.begin(columns, into: &out)
    }

    package mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter) {
        if isJSON { return json.begin(columns, keys, into: &out) }
        csv?.begin(columns, into: &out)
        table?.begin(columns, into: &out)
        xlsx?.begin(columns, into: &out)
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        if isJSON { return json.beginRow(into: &out) }
        csv?.beginRow(into: &out)
        table?.beginRow(into: &out)
        xlsx?.beginRow(into: &out)
    }

    /// Takes several cells at once: a call for each would cost as much as writing most of them.
    package mutating func cells(_ cells: Span<Cell>, _ range: Range<Int>, into out: inout ByteWriter) {
        if isJSON { return json.cells(cells, range, into: &out) }
        for index in range { cell(index, cells[index], into: &out) }
    }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        if isJSON { return json.cell(index, cell, into: &out) }
        csv?.cell(index, cell, into: &out)
        table?.cell(index, cell, into: &out)
        xlsx?.cell(index, cell, into: &out)
    }

    package mutating func endRow(into out: inout ByteWriter) {
        if isJSON { return json.endRow(into: &out) }
        csv?.endRow(into: &out)
        table?.endRow(into: &out)
        xlsx?.endRow(into: &out)
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        if isJSON { return json.end(page, into: &out) }
        csv?.end(page, into: &out)
        table?.end(page, into: &out)
        xlsx?.end(page, into: &out)
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

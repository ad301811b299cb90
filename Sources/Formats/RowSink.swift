package import Domain
package import JSON

/// Takes rows cell by cell and writes them in one format (行输出).
///
/// The calls come as `begin`, for each row `beginRow`, every column once in order and `endRow`, and `end`. Whoever feeds it may
/// empty the writer between rows, to send a long answer in pieces.
package protocol RowSink {
    /// Starts the answer; the columns are those that every row will have.
    mutating func begin(_ columns: [Column], into out: inout ByteWriter)
    /// Starts a row.
    mutating func beginRow(into out: inout ByteWriter)
    /// Takes the value of the column at that index.
    mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter)
    /// Ends the row.
    mutating func endRow(into out: inout ByteWriter)
    /// Ends the answer.
    mutating func end(_ page: PageEnd, into out: inout ByteWriter)
}

/// The sink of whichever format was asked for (任一格式).
///
/// All of them lie side by side, empty but for one: a switch and a direct call, which changes the state in place, cost less than an
/// existential or an enum whose payload is taken out and put back for each cell.
package struct AnySink: RowSink {
    private let kind: Kind
    private var page = JSONPageSink()
    private var object = JSONObjectSink()
    private var lines = NDJSONSink()
    private var csv: CSVSink
    private var table: TableSink

    private enum Kind {
        case page, object, lines, csv, table
    }

    package init(_ format: Format, single: Bool, style: RenderingStyle) {
        kind =
            switch format {
            case .json: single ? .object : .page
            case .ndjson: .lines
            case .csv: .csv
            case .table: .table
            }
        page = JSONPageSink(offsetMinutes: style.offsetMinutes)
        object = JSONObjectSink(offsetMinutes: style.offsetMinutes)
        lines = NDJSONSink(offsetMinutes: style.offsetMinutes)
        csv = CSVSink(style)
        table = TableSink(style, single: single)
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        switch kind {
        case .page: page.begin(columns, into: &out)
        case .object: object.begin(columns, into: &out)
        case .lines: lines.begin(columns, into: &out)
        case .csv: csv.begin(columns, into: &out)
        case .table: table.begin(columns, into: &out)
        }
    }

    /// Begins with keys that were made before; only JSON needs them.
    package mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter) {
        switch kind {
        case .page: page.begin(keys, into: &out)
        case .object: object.begin(keys, into: &out)
        case .lines: lines.begin(keys, into: &out)
        case .csv: csv.begin(columns, into: &out)
        case .table: table.begin(columns, into: &out)
        }
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        switch kind {
        case .page: page.beginRow(into: &out)
        case .object: object.beginRow(into: &out)
        case .lines: lines.beginRow(into: &out)
        case .csv: csv.beginRow(into: &out)
        case .table: table.beginRow(into: &out)
        }
    }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        switch kind {
        case .page: page.cell(index, cell, into: &out)
        case .object: object.cell(index, cell, into: &out)
        case .lines: lines.cell(index, cell, into: &out)
        case .csv: csv.cell(index, cell, into: &out)
        case .table: table.cell(index, cell, into: &out)
        }
    }

    package mutating func endRow(into out: inout ByteWriter) {
        switch kind {
        case .page: page.endRow(into: &out)
        case .object: object.endRow(into: &out)
        case .lines: lines.endRow(into: &out)
        case .csv: csv.endRow(into: &out)
        case .table: table.endRow(into: &out)
        }
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        switch kind {
        case .page: self.page.end(page, into: &out)
        case .object: object.end(page, into: &out)
        case .lines: lines.end(page, into: &out)
        case .csv: csv.end(page, into: &out)
        case .table: table.end(page, into: &out)
        }
    }
}

/// The sink for an answer: of one thing by itself, or of a list.
package func makeSink(_ format: Format, single: Bool, style: RenderingStyle) -> AnySink {
    AnySink(format, single: single, style: style)
}

extension Format {
    /// What stands in `Content-Type`; JSON is UTF-8 by definition (RFC 8259 §8.1) and has no such parameter.
    package var contentType: StaticString {
        switch self {
        case .json: "application/json"
        case .ndjson: "application/x-ndjson"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .table: "text/plain; charset=utf-8"
        }
    }
}

package import JSON

/// Rows in JSON (JSON 输出): a page, one object by itself, or a line for each row.
///
/// Each value is followed by a comma, and the last comma becomes the brace, so that no cell has to ask whether it is first.
package struct JSONSink: RowSink {
    /// What surrounds the rows.
    package enum Shape: Sendable {
        /// `{"items":[…],"next_cursor":…}`, with `total` where it was asked for.
        case page
        /// The object with nothing around it.
        case object
        /// For streams and scripts; the next cursor stands in the `Link` header alone.
        case lines
    }

    let shape: Shape
    var keys = JSONSink.noKeys
    var instants: InstantWriter
    var hasRows = false

    private static let noKeys = JSONKeys([Column]())

    package init(_ shape: Shape, offsetMinutes: Int = 480, dates: WrittenDates = WrittenDates()) {
        self.shape = shape
        instants = InstantWriter(offsetMinutes: offsetMinutes, dates: dates)
    }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        begin(JSONKeys(columns), into: &out)
    }

    /// Begins with keys that were made before.
    package mutating func begin(_ columns: [Column], _ keys: JSONKeys, into out: inout ByteWriter) {
        begin(keys, into: &out)
    }

    private mutating func begin(_ keys: JSONKeys, into out: inout ByteWriter) {
        self.keys = keys
        if shape == .page { out.append("{\"items\":[") }
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        if hasRows, shape == .page { out.append(UInt8(ascii: ",")) }
        hasRows = true
        out.append(UInt8(ascii: "{"))
    }

    /// Several cells, one after the other.
    mutating func cells(_ cells: Span<Cell>, _ range: Range<Int>, into out: inout ByteWriter) {
        for index in range { cell(index, cells[index], into: &out) }
    }

    @inline(__always)
    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        switch cell {
        case .integer(let value): out.append(keys, at: index, integer: value)
        case .text(let text): out.append(keys, at: index, text: text)
        case .instant(let milliseconds):
            let text = instants.rfc3339(milliseconds)
            out.append(keys, at: index, clean: text.words, count: text.count)
        case .null: out.append(keys, at: index, literal: "null,")
        case .boolean(true): out.append(keys, at: index, literal: "true,")
        case .boolean(false): out.append(keys, at: index, literal: "false,")
        case .json(let json):
            out.append(keys, at: index)
            out.append(json)
            out.append(UInt8(ascii: ","))
        }
    }

    package mutating func endRow(into out: inout ByteWriter) {
        if out.last == UInt8(ascii: ",") {
            out.replaceLast(with: UInt8(ascii: "}"))
        } else {
            out.append(UInt8(ascii: "}"))
        }
        if shape == .lines { out.append(UInt8(ascii: "\n")) }
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        guard shape == .page else { return }
        out.append("],\"next_cursor\":")
        if let cursor = page.nextCursor { out.appendJSONString(cursor) } else { out.append("null") }
        if let total = page.total {
            out.append(",\"total\":")
            out.appendInteger(total)
        }
        out.append(UInt8(ascii: "}"))
    }
}

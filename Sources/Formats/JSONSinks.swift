package import JSON

/// A page of a list in JSON (JSON 列表): `{"items":[…],"next_cursor":…}`, with `total` where it was asked for.
package struct JSONPageSink: RowSink, Sendable {
    private var row: JSONRow
    private var hasRows = false

    package init(offsetMinutes: Int = 480) { row = JSONRow(offsetMinutes: offsetMinutes) }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) {
        begin(JSONKeys(columns), into: &out)
    }

    mutating func begin(_ keys: JSONKeys, into out: inout ByteWriter) {
        row.begin(keys)
        out.append("{\"items\":[")
    }

    package mutating func beginRow(into out: inout ByteWriter) {
        if hasRows { out.append(UInt8(ascii: ",")) }
        hasRows = true
        row.open(&out)
    }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        row.cell(index, cell, into: &out)
    }

    package mutating func endRow(into out: inout ByteWriter) { row.close(&out) }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {
        out.append("],\"next_cursor\":")
        if let cursor = page.nextCursor { out.appendJSONString(cursor) } else { out.append("null") }
        if let total = page.total {
            out.append(",\"total\":")
            out.appendInteger(total)
        }
        out.append(UInt8(ascii: "}"))
    }
}

/// One thing in JSON (JSON 对象): the object itself, with nothing around it.
package struct JSONObjectSink: RowSink, Sendable {
    private var row: JSONRow

    package init(offsetMinutes: Int = 480) { row = JSONRow(offsetMinutes: offsetMinutes) }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) { row.begin(columns) }

    mutating func begin(_ keys: JSONKeys, into out: inout ByteWriter) { row.begin(keys) }

    package mutating func beginRow(into out: inout ByteWriter) { row.open(&out) }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        row.cell(index, cell, into: &out)
    }

    package mutating func endRow(into out: inout ByteWriter) { row.close(&out) }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {}
}

/// Rows as lines of JSON (逐行 JSON), for streams and scripts; the next cursor stands in the `Link` header alone.
package struct NDJSONSink: RowSink, Sendable {
    private var row: JSONRow

    package init(offsetMinutes: Int = 480) { row = JSONRow(offsetMinutes: offsetMinutes) }

    package mutating func begin(_ columns: [Column], into out: inout ByteWriter) { row.begin(columns) }

    mutating func begin(_ keys: JSONKeys, into out: inout ByteWriter) { row.begin(keys) }

    package mutating func beginRow(into out: inout ByteWriter) { row.open(&out) }

    package mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        row.cell(index, cell, into: &out)
    }

    package mutating func endRow(into out: inout ByteWriter) {
        row.close(&out)
        out.append(UInt8(ascii: "\n"))
    }

    package mutating func end(_ page: PageEnd, into out: inout ByteWriter) {}
}

import JSON

/// The object of one row in JSON, which pages, single objects and lines have in common (JSON 行).
///
/// Each value is followed by a comma, and the last comma becomes the brace, so that no cell has to ask whether it is first.
struct JSONRow: Sendable {
    private var keys = JSONRow.noKeys
    private var instants: InstantWriter

    init(offsetMinutes: Int) { instants = InstantWriter(offsetMinutes: offsetMinutes) }

    private static let noKeys = JSONKeys([])

    mutating func begin(_ columns: [Column]) { begin(JSONKeys(columns)) }

    mutating func begin(_ keys: JSONKeys) { self.keys = keys }

    func open(_ out: inout ByteWriter) { out.append(UInt8(ascii: "{")) }

    mutating func cell(_ index: Int, _ cell: Cell, into out: inout ByteWriter) {
        let range = keys.ends[index]..<keys.ends[index + 1]
        keys.bytes.withUnsafeBytes { out.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
        switch cell {
        case .null: out.append("null")
        case .integer(let value): out.appendInteger(value)
        case .boolean(let flag): if flag { out.append("true") } else { out.append("false") }
        case .instant(let milliseconds):
            out.append(UInt8(ascii: "\""))
            instants.appendRFC3339(milliseconds, to: &out)
            out.append(UInt8(ascii: "\""))
        case .text(let text): out.appendJSONString(text)
        case .json(let json): out.append(json)
        }
        out.append(UInt8(ascii: ","))
    }

    func close(_ out: inout ByteWriter) {
        if out.last == UInt8(ascii: ",") {
            out.replaceLast(with: UInt8(ascii: "}"))
        } else {
            out.append(UInt8(ascii: "}"))
        }
    }
}

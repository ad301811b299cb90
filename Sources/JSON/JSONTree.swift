/// A JSON value as a tree (JSON 树), for documents that are put together by hand, such as the OpenAPI description.
///
/// Members keep their order. Answers with rows do not pass through it: they are written as bytes.
package indirect enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([(String, JSONTree)])

    /// Writes the tree, on one line or with two spaces for each level.
    package func write(to out: inout ByteWriter, indent: Bool = false) {
        write(to: &out, level: indent ? 0 : nil)
    }

    /// The member of that name, where this is an object that has one.
    package subscript(_ name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }

    private func write(to out: inout ByteWriter, level: Int?) {
        switch self {
        case .null: out.append("null")
        case .bool(true): out.append("true")
        case .bool(false): out.append("false")
        case .integer(let value): out.appendInteger(value)
        // JSON has no infinity and no NaN (RFC 8259 §6).
        case .number(let value): out.append(value.isFinite ? value.description : "null")
        case .string(let text): out.appendJSONString(text)
        case .array(let elements):
            out.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.breakLine(level.map { $0 + 1 }, &out)
                element.write(to: &out, level: level.map { $0 + 1 })
            }
            if !elements.isEmpty { Self.breakLine(level, &out) }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (index, (name, value)) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.breakLine(level.map { $0 + 1 }, &out)
                out.appendJSONString(name)
                if level == nil { out.append(":") } else { out.append(": ") }
                value.write(to: &out, level: level.map { $0 + 1 })
            }
            if !members.isEmpty { Self.breakLine(level, &out) }
            out.append(UInt8(ascii: "}"))
        }
    }

    private static func breakLine(_ level: Int?, _ out: inout ByteWriter) {
        guard let level else { return }
        out.append(UInt8(ascii: "\n"))
        out.append(repeating: UInt8(ascii: " "), count: level * 2)
    }
}

extension JSONTree: ExpressibleByNilLiteral {
    package init(nilLiteral: ()) { self = .null }
}

extension JSONTree: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONTree: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONTree: ExpressibleByFloatLiteral {
    package init(floatLiteral value: Double) { self = .number(value) }
}

extension JSONTree: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONTree: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
}

extension JSONTree: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONTree)...) { self = .object(elements) }
}

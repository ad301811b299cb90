import Domain

/// The parameters of a query, percent-decoded (查询参数).
package struct QueryString: Sendable {
    package let items: [(name: String, value: String)]

    package static let empty = QueryString(items: [])

    private init(items: [(name: String, value: String)]) { self.items = items }

    /// Parses `name=value&…` in UTF-8, `+` being a space as in forms.
    ///
    /// Throws 400 for an escape that is none.
    package init(_ bytes: ArraySlice<UInt8>) throws {
        let parsed = try bytes.split(separator: UInt8(ascii: "&")).map { pair -> (name: String, value: String) in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts.first ?? [])
            return (name, try Self.decode(parts.count > 1 ? parts[1] : [], of: name))
        }
        var seen: Set<String> = []
        // One of them would win in silence, and nobody could say which.
        for item in parsed where !seen.insert(item.name).inserted {
            throw DomainError.badParameters([
                .parameter(item.name, "repeated", "参数重复；多个值请用逗号分隔", "Stands twice; separate several values by commas")
            ])
        }
        items = parsed
    }

    package func values(of name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    private static func decode(_ bytes: ArraySlice<UInt8>, of name: String = "") throws -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"):
                decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, let high = hexValue(bytes[index + 1]),
                    let low = hexValue(bytes[index + 2])
                else { throw bad(name) }
                decoded.append(high << 4 | low)
                index += 2
            case let byte:
                decoded.append(byte)
            }
            index += 1
        }
        guard let text = String(validating: decoded, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw bad(name)
        }
        return text
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    private static func bad(_ name: String) -> DomainError {
        .badParameters([
            .parameter(name, "bad_encoding", "不是有效的 UTF-8 百分号编码", "Is not valid percent-encoded UTF-8")
        ])
    }
}

import Domain
import Synchronization

/// The parameters of a query, percent-decoded (查询参数).
package final class QueryString: Sendable {
    package let items: [(name: String, value: String)]
    /// What it asked for last; whoever asks the same again and again gets it without its names being read anew.
    private let view = Mutex<Remembered<View>?>(nil)
    private let list = Mutex<Remembered<ListParameters>?>(nil)

    /// What was made for a key; a class, so that looking whether it is the same copies nothing.
    private final class Remembered<Made: Sendable>: Sendable {
        let key: ViewKey
        let made: Made

        init(_ key: ViewKey, _ made: Made) {
            self.key = key
            self.made = made
        }
    }

    /// What an answer's look depends on beside the query.
    struct ViewKey: Equatable, Sendable {
        let resource: ResourceName
        let scope: DataScope
        let permissions: PermissionSet
        let showsNames: Bool
        let language: Language
        let accept: String?
        let prefer: String?
    }

    package static let empty = QueryString(items: [])

    private init(items: [(name: String, value: String)]) { self.items = items }

    /// The view, as it was made for the same question before.
    func view(_ key: ViewKey, _ make: () throws -> View) rethrows -> View {
        if let known = view.withLock({ $0 }), known.key == key { return known.made }
        let made = try make()
        view.withLock { $0 = Remembered(key, made) }
        return made
    }

    /// The rows, as they were asked for in the same way before.
    func list(_ key: ViewKey, _ make: () throws -> ListParameters) rethrows -> ListParameters {
        if let known = list.withLock({ $0 }), known.key == key { return known.made }
        let made = try make()
        list.withLock { $0 = Remembered(key, made) }
        return made
    }

    /// Parses `name=value&…` in UTF-8, `+` being a space as in forms.
    ///
    /// Throws 400 for an escape that is none.
    package init(_ bytes: ArraySlice<UInt8>) throws {
        var items: [(name: String, value: String)] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.endIndex
            if end > start {
                let pair = bytes[start..<end]
                let middle = pair.firstIndex(of: UInt8(ascii: "=")) ?? end
                let name = try Self.decode(pair[..<middle])
                // Of two values one would win in silence, and nobody could say which.
                guard !items.contains(where: { $0.name == name }) else { throw Self.repeated(name) }
                items.append((name, try Self.decode(pair[min(middle + 1, end)...], of: name)))
                guard items.count <= Self.limit else { throw Self.tooMany }
            }
            start = end + 1
        }
        self.items = items
    }

    /// More parameters than any endpoint has filters.
    private static let limit = 200

    private static func repeated(_ name: String) -> DomainError {
        .badParameters([
            .parameter(name, "repeated", "参数重复；多个值请用逗号分隔", "Stands twice; separate several values by commas")
        ])
    }

    private static let tooMany = DomainError.badParameters([
        .parameter("", "too_many_parameters", "参数超过 \(limit) 个", "There are more than \(limit) parameters")
    ])

    package func value(of name: String) -> String? { items.first { $0.name == name }?.value }

    private static func decode(_ bytes: ArraySlice<UInt8>, of name: String = "") throws -> String {
        let source = bytes.span
        var (index, isPlain) = (0, true)
        while index < source.count, isPlain {
            isPlain = source[index] != UInt8(ascii: "%") && source[index] != UInt8(ascii: "+")
            index += 1
        }
        // The parser let only visible ASCII through.
        if isPlain { return String(decoding: bytes, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(source.count)
        var hasZero = false
        index = 0
        while index < source.count {
            var byte = source[index]
            if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            } else if byte == UInt8(ascii: "%") {
                guard index + 2 < source.count, let high = hexValue(source[index + 1]),
                    let low = hexValue(source[index + 2])
                else { throw bad(name) }
                byte = high << 4 | low
                hasZero = hasZero || byte == 0
                index += 2
            }
            decoded.append(byte)
            index += 1
        }
        guard !hasZero, let text = String(validating: decoded, as: UTF8.self) else { throw bad(name) }
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

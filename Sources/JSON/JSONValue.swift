/// One value of a JSON document (JSON 值) and its place in the source.
package struct JSONValue: Sendable {
    let storage: JSONDocument.Storage
    let index: Int

    /// What sort of value it is.
    package enum Kind: UInt8, Sendable, Hashable {
        case null, bool, number, string, array, object
    }

    private var token: JSONToken { storage.tokens[index] }

    /// What sort of value it is, which decides which of the properties below has it.
    package var kind: Kind { token.kind }

    /// Whether it is `null`, which is not the same as absent.
    package var isNull: Bool { kind == .null }

    /// Where the value stands in the source, with its quotes or brackets.
    package var range: Range<Int> { Int(token.start)..<Int(token.end) }

    /// How many elements or members it has.
    package var count: Int { Int(token.count) }

    /// The text of a string, its escapes resolved.
    package var string: String? {
        guard kind == .string else { return nil }
        if token.isComplex { return String(decoding: decoded, as: UTF8.self) }
        return String(decoding: storage.bytes[range.lowerBound + 1..<range.upperBound - 1], as: UTF8.self)
    }

    /// A number that is written as a whole number and fits; `1.0` and `1e3` are not.
    package var integer: Int64? {
        let token = token
        guard token.kind == .number, !token.isComplex else { return nil }
        var digits = range
        let isNegative = storage.bytes[digits.lowerBound] == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        var value: Int64 = 0
        // Counted below zero, where there is room for one more.
        for position in digits {
            let (product, tooFar) = value.multipliedReportingOverflow(by: 10)
            let (next, over) = product.subtractingReportingOverflow(Int64(storage.bytes[position] &- 48))
            guard !tooFar, !over else { return nil }
            value = next
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// The nearest floating-point number; nothing where the number is too large for one.
    package var double: Double? {
        guard kind == .number, let value = Double(String(decoding: storage.bytes[range], as: UTF8.self)),
            value.isFinite
        else { return nil }
        return value
    }

    /// The truth value of `true` and `false`.
    package var bool: Bool? {
        guard kind == .bool else { return nil }
        return storage.bytes[range.lowerBound] == UInt8(ascii: "t")
    }

    /// The elements of an array; none for any other value.
    package var elements: JSONElements {
        JSONElements(storage: storage, place: index + 1, end: kind == .array ? Int(token.next) : index + 1)
    }

    /// The members of an object in their order; none for any other value.
    package var members: JSONMembers {
        JSONMembers(storage: storage, place: index + 1, end: kind == .object ? Int(token.next) : index + 1)
    }

    /// The member of that name, where this is an object that has one.
    package subscript(key: String) -> JSONValue? {
        guard kind == .object else { return nil }
        let end = Int(token.next)
        var name = index + 1
        while name < end {
            let value = JSONValue(storage: storage, index: name + 1)
            if JSONValue(storage: storage, index: name).spells(key) { return value }
            name = Int(value.token.next)
        }
        return nil
    }

    /// The bytes of a string that holds escapes.
    private var decoded: [UInt8] {
        let bytes = storage.bytes
        return JSONText.decode(token, bytes.span)
    }

    /// Whether this string is exactly that text, byte by byte.
    private func spells(_ text: String) -> Bool {
        if token.isComplex { return decoded.elementsEqual(text.utf8) }
        let range = range
        guard range.count - 2 == text.utf8.count else { return false }
        var place = range.lowerBound
        for byte in text.utf8 {
            place += 1
            guard storage.bytes[place] == byte else { return false }
        }
        return true
    }
}

/// The elements of an array (JSON 数组元素).
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
    let storage: JSONDocument.Storage
    var place: Int
    let end: Int

    package mutating func next() -> JSONValue? {
        guard place < end else { return nil }
        defer { place = Int(storage.tokens[place].next) }
        return JSONValue(storage: storage, index: place)
    }
}

/// The members of an object (JSON 对象成员), each with its name.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    let storage: JSONDocument.Storage
    var place: Int
    let end: Int

    package mutating func next() -> (key: String, value: JSONValue)? {
        guard place < end else { return nil }
        let name = JSONValue(storage: storage, index: place)
        let value = JSONValue(storage: storage, index: place + 1)
        place = Int(storage.tokens[place + 1].next)
        return (name.string ?? "", value)
    }
}

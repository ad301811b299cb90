/// Reads a JSON text once from front to back and notes the place of each value.
struct JSONParser: ~Copyable, ~Escapable {
    let bytes: Span<UInt8>
    let limits: JSONLimits
    var tokens: [JSONToken] = []
    var position = 0
    private var depth = 0
    private var memberCount = 0

    /// Objects with more members are checked for equal names by a set instead of pair by pair, which would grow with
    /// the square of their number.
    private static let pairwiseLimit = 24

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        // A member of a typical body takes some twenty bytes and two tokens.
        tokens.reserveCapacity(min(bytes.count, 1 << 16) / 12 + 4)
    }

    mutating func parse() throws(JSONFailure) {
        guard bytes.count <= limits.bytes else { throw JSONFailure(.tooLong, limits.bytes) }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONFailure(.byteOrderMark, 0)
        }
        skipSpace()
        guard position < bytes.count else { throw JSONFailure(.empty, position) }
        try parseValue()
        skipSpace()
        guard position == bytes.count else { throw JSONFailure(.trailingContent, position) }
    }

    private mutating func parseValue() throws(JSONFailure) {
        guard position < bytes.count else { throw JSONFailure(.unexpectedEnd, position) }
        switch bytes[position] {
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "{"): try parseObject()
        case UInt8(ascii: "["): try parseArray()
        case UInt8(ascii: "-"), 0x30...0x39: try parseNumber()
        case UInt8(ascii: "t"): try parseWord("true", .bool)
        case UInt8(ascii: "f"): try parseWord("false", .bool)
        case UInt8(ascii: "n"): try parseWord("null", .null)
        default: throw JSONFailure(.unexpectedCharacter, position)
        }
    }

    private mutating func parseObject() throws(JSONFailure) {
        let object = try open(.object)
        var count = 0
        skipSpace()
        if peek() == UInt8(ascii: "}") { return close(object, count) }
        while true {
            skipSpace()
            try expect(UInt8(ascii: "\""), consume: false)
            try countMember()
            let name = tokens.count
            try parseString()
            if count < Self.pairwiseLimit, repeats(name, in: object) {
                throw JSONFailure(.duplicateMember, Int(tokens[name].start))
            }
            count += 1
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            try parseValue()
            skipSpace()
            if peek() == UInt8(ascii: "}") { break }
            try expect(UInt8(ascii: ","))
        }
        if count > Self.pairwiseLimit { try refuseRepeats(in: object) }
        close(object, count)
    }

    private mutating func parseArray() throws(JSONFailure) {
        let array = try open(.array)
        var count = 0
        skipSpace()
        if peek() == UInt8(ascii: "]") { return close(array, count) }
        while true {
            skipSpace()
            try countMember()
            try parseValue()
            count += 1
            skipSpace()
            if peek() == UInt8(ascii: "]") { break }
            try expect(UInt8(ascii: ","))
        }
        close(array, count)
    }

    private mutating func open(_ kind: JSONValue.Kind) throws(JSONFailure) -> Int {
        guard depth < limits.depth else { throw JSONFailure(.tooDeep, position) }
        depth += 1
        tokens.append(JSONToken(start: UInt32(position), end: 0, next: 0, kind: kind))
        position += 1
        return tokens.count - 1
    }

    private mutating func close(_ container: Int, _ count: Int) {
        depth -= 1
        position += 1
        tokens[container].end = UInt32(position)
        tokens[container].next = UInt32(tokens.count)
        tokens[container].count = UInt32(count)
    }

    private mutating func countMember() throws(JSONFailure) {
        memberCount += 1
        guard memberCount <= limits.members else { throw JSONFailure(.tooManyMembers, position) }
    }

    private mutating func parseWord(_ word: StaticString, _ kind: JSONValue.Kind) throws(JSONFailure) {
        let start = position
        let length = word.utf8CodeUnitCount
        for offset in 0..<length {
            guard start + offset < bytes.count else { throw JSONFailure(.unexpectedEnd, bytes.count) }
            guard bytes[start + offset] == word.letter(at: offset) else {
                throw JSONFailure(.unexpectedCharacter, start + offset)
            }
        }
        position = start + length
        note(kind, from: start)
    }

    mutating func note(_ kind: JSONValue.Kind, from start: Int, isComplex: Bool = false) {
        tokens.append(
            JSONToken(
                start: UInt32(start),
                end: UInt32(position),
                next: UInt32(tokens.count + 1),
                kind: kind,
                isComplex: isComplex
            )
        )
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func expect(_ byte: UInt8, consume: Bool = true) throws(JSONFailure) {
        guard position < bytes.count else { throw JSONFailure(.unexpectedEnd, position) }
        guard bytes[position] == byte else { throw JSONFailure(.unexpectedCharacter, position) }
        if consume { position += 1 }
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func repeats(_ name: Int, in object: Int) -> Bool {
        var other = object + 1
        while other < name {
            if isSameName(tokens[other], tokens[name]) { return true }
            other = Int(tokens[other + 1].next)
        }
        return false
    }

    private func isSameName(_ left: JSONToken, _ right: JSONToken) -> Bool {
        // "a" and "\u0061" are the same name.
        if left.isComplex || right.isComplex { return decoded(left) == decoded(right) }
        let length = left.end - left.start
        guard length == right.end - right.start else { return false }
        for offset in 1..<Int(length) where bytes[Int(left.start) + offset] != bytes[Int(right.start) + offset] {
            return false
        }
        return true
    }

    private func refuseRepeats(in object: Int) throws(JSONFailure) {
        // Arrays of bytes, since Strings that differ in normalisation compare equal. The set is seeded at random.
        var names: Set<[UInt8]> = []
        var name = object + 1
        while name < tokens.count {
            guard names.insert(decoded(tokens[name])).inserted else {
                throw JSONFailure(.duplicateMember, Int(tokens[name].start))
            }
            name = Int(tokens[name + 1].next)
        }
    }

    private func decoded(_ token: JSONToken) -> [UInt8] { JSONText.decode(token, bytes) }
}

extension StaticString {
    /// A letter of one of the words that JSON knows.
    fileprivate func letter(at index: Int) -> UInt8 {
        withUTF8Buffer { $0[index] }
    }
}

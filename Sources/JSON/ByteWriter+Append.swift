extension ByteWriter {
    /// Adds one byte.
    @inlinable @inline(__always)
    package mutating func append(_ byte: UInt8) {
        reserve(1)
        base.storeBytes(of: byte, toByteOffset: length, as: UInt8.self)
        length &+= 1
    }

    /// Adds up to eight bytes that lie in a word, the first in its lowest eight bits.
    ///
    /// All eight are stored, since one store is cheaper than a loop; those behind `count` are overwritten by what follows.
    @inlinable @inline(__always)
    package mutating func append(word: UInt64, count: Int) {
        reserve(8)
        base.storeBytes(of: word.littleEndian, toByteOffset: length, as: UInt64.self)
        length &+= min(max(count, 0), 8)
    }

    /// Adds a literal.
    @inlinable @inline(__always)
    package mutating func append(_ text: StaticString) {
        guard text.hasPointerRepresentation else {
            append(text.description)
            return
        }
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds bytes as they are.
    @inlinable @inline(__always)
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + length).copyMemory(from: start, byteCount: bytes.count)
        length &+= bytes.count
    }

    /// Adds bytes as they are.
    @inlinable
    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Adds the UTF-8 of a text as it is, without quotes.
    ///
    /// Disfavoured, so that a literal is taken for a `StaticString`, whose bytes become plain stores.
    @_disfavoredOverload
    @inlinable
    package mutating func append(_ text: String) {
        let written: Void? = text.utf8.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0)) }
        guard written == nil else { return }
        for byte in text.utf8 { append(byte) }
    }

    /// Adds a whole number in decimal.
    package mutating func appendInteger(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let digits = Self.digitCount(rest)
        reserve(digits)
        var place = length &+ digits
        length = place
        // Two digits for each division, which is what a number costs.
        while rest >= 10 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            let tens = UInt16(truncatingIfNeeded: pair / 10)
            let units = UInt16(truncatingIfNeeded: pair % 10)
            place &-= 2
            base.storeBytes(of: (0x3030 + tens + units << 8).littleEndian, toByteOffset: place, as: UInt16.self)
            rest = quotient
        }
        // An even number of digits leaves nothing.
        guard place > length &- digits else { return }
        base.storeBytes(of: UInt8(truncatingIfNeeded: 48 &+ rest), toByteOffset: place &- 1, as: UInt8.self)
    }

    @inline(__always)
    private static func digitCount(_ value: UInt64) -> Int {
        var rest = value
        var digits = 1
        while rest >= 10_000 {
            rest /= 10_000
            digits += 4
        }
        if rest >= 1000 { return digits + 3 }
        if rest >= 100 { return digits + 2 }
        return rest >= 10 ? digits + 1 : digits
    }

    /// Adds a number that is not negative in at least `width` digits, with zeros in front.
    package mutating func appendPadded(_ value: Int, width: Int) {
        var bound = 10
        var digits = 1
        while digits < width || value >= bound {
            if digits < width, value < bound { append(UInt8(ascii: "0")) }
            digits += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        appendInteger(Int64(max(value, 0)))
    }

    /// Adds the same byte many times.
    package mutating func append(repeating byte: UInt8, count: Int) {
        guard count > 0 else { return }
        reserve(count)
        (base + length).initializeMemory(as: UInt8.self, repeating: byte, count: count)
        length += count
    }

    /// Writes over the last byte.
    @inlinable @inline(__always)
    package mutating func replaceLast(with byte: UInt8) {
        precondition(length > 0)
        base.storeBytes(of: byte, toByteOffset: length &- 1, as: UInt8.self)
    }
}

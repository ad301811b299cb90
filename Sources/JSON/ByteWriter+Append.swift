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
        // A text of up to fifteen bytes lies in its own reference and is copied out of it at once.
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a whole number in decimal.
    @inlinable @inline(__always)
    package mutating func appendInteger(_ value: Int64) {
        // Every id and count; the rest is not worth its code at each place.
        guard value >= 0, value < 100_000_000 else { return appendLongInteger(value) }
        let digits = DecimalDigits(UInt64(truncatingIfNeeded: value))
        append(word: digits.word, count: digits.count)
    }

    @usableFromInline @inline(never)
    mutating func appendLongInteger(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let magnitude = value.magnitude
        guard magnitude >= 100_000_000 else {
            let digits = DecimalDigits(magnitude)
            append(word: digits.word, count: digits.count)
            return
        }
        let (high, low) = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        appendLongInteger(Int64(high))
        append(word: DecimalDigits.eight(low) | DecimalDigits.zeros, count: 8)
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

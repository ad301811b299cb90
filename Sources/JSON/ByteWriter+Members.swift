/// Members of an object whose keys are ready; each is followed by a comma, and whoever ends the object puts the brace in its place.
extension ByteWriter {
    /// Adds a whole number under the key with that number.
    @inlinable @inline(__always)
    package mutating func append(_ keys: borrowing JSONKeys, at index: Int, integer value: Int64) {
        append(keys, at: index)
        guard value >= 0, value < 10_000_000 else {
            appendLongInteger(value)
            append(UInt8(ascii: ","))
            return
        }
        // The digits leave room for the comma in their word.
        let digits = DecimalDigits(UInt64(truncatingIfNeeded: value))
        let comma = UInt64(UInt8(ascii: ",")) &<< UInt64(truncatingIfNeeded: digits.count &<< 3)
        append(word: digits.word | comma, count: digits.count &+ 1)
    }

    /// Adds a text as a JSON string under the key with that number.
    @inlinable @inline(__always)
    package mutating func append(_ keys: borrowing JSONKeys, at index: Int, text: UnsafeRawBufferPointer) {
        append(keys, at: index)
        append(UInt8(ascii: "\""))
        if let start = text.baseAddress { appendEscaped(start, text.count) }
        append(word: 0x2C22, count: 2)
    }

    /// Adds up to 31 bytes that need no escape as a JSON string under the key with that number.
    @inlinable @inline(__always)
    package mutating func append(_ keys: borrowing JSONKeys, at index: Int, clean text: SIMD4<UInt64>, count: Int) {
        append(keys, at: index)
        append(UInt8(ascii: "\""))
        reserve(32)
        base.storeBytes(of: text, toByteOffset: length, as: SIMD4<UInt64>.self)
        length &+= min(max(count, 0), 32)
        append(word: 0x2C22, count: 2)
    }

    /// Adds a value from the program, with its comma, under the key with that number.
    @inlinable @inline(__always)
    package mutating func append(_ keys: borrowing JSONKeys, at index: Int, literal: StaticString) {
        append(keys, at: index)
        append(literal)
    }
}

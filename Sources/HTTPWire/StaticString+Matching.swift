extension StaticString {
    /// Whether the bytes of the range are exactly this text.
    func isEqual(to bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard utf8CodeUnitCount == range.count else { return false }
        let text = utf8Start
        for index in 0..<range.count where bytes[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    /// Whether the bytes of the range are this lower-case text in any case of letters.
    ///
    /// Only ASCII letters fold: setting bit 5 would also turn `@` into a backquote, therefore the text must hold
    /// letters, digits and hyphens only, none of which has such a twin among the bytes of a token.
    ///
    /// Eight bytes are compared at a time, the last of them overlapping those before. A letter of the text has bit 6 and
    /// no hyphen or digit has it, which gives bit 5 for just those bytes that may come in capitals.
    func isEqualIgnoringCase(to bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        let count = range.count
        guard utf8CodeUnitCount == count, range.upperBound <= bytes.count else { return false }
        let text = UnsafeRawPointer(utf8Start)
        guard count >= 4 else {
            for index in 0..<count {
                let letter = utf8Start[index]
                guard bytes[range.lowerBound + index] | (letter & 0x40) >> 1 == letter else { return false }
            }
            return true
        }
        if count < 8 {
            return difference(text, bytes, range.lowerBound, 0) | difference(text, bytes, range.lowerBound, count &- 4)
                == 0
        }
        var difference: UInt64 = 0
        var offset = 0
        while offset < count {
            let start = min(offset, count &- 8)
            let letters = text.loadUnaligned(fromByteOffset: start, as: UInt64.self)
            let found = bytes.word(at: range.lowerBound &+ start)
            difference |= (found | (letters & 0x4040_4040_4040_4040) &>> 1) ^ letters
            offset &+= 8
        }
        return difference == 0
    }

    /// The same for four bytes at an offset.
    @inline(__always)
    private func difference(
        _ text: UnsafeRawPointer,
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ offset: Int
    ) -> UInt32 {
        let letters = text.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let found = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start &+ offset, as: UInt32.self)
        return (found | (letters & 0x4040_4040) &>> 1) ^ letters
    }
}

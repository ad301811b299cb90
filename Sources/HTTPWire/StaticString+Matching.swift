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
    func isEqualIgnoringCase(to bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard utf8CodeUnitCount == range.count else { return false }
        let text = utf8Start
        for index in 0..<range.count {
            let byte = bytes[range.lowerBound + index]
            let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
            guard folded == text[index] else { return false }
        }
        return true
    }
}

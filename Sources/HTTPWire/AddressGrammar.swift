/// The grammar of literal addresses (RFC 3986, section 3.2.2).
enum AddressGrammar {
    /// Eight groups of up to four hexadecimal digits; one `::` stands for the groups that are missing, and an IPv4
    /// address may stand for the last two.
    static func isIPv6(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var groups = 0
        var hasGap = false
        if range.count >= 2, bytes[index] == ByteClass.colon, bytes[index + 1] == ByteClass.colon {
            hasGap = true
            index += 2
        }
        while index < range.upperBound {
            let start = index
            while index < range.upperBound, index - start < 4, ByteClass.hexadecimal(bytes[index]) != nil {
                index += 1
            }
            guard index > start else { return false }
            if index < range.upperBound, bytes[index] == UInt8(ascii: ".") {
                guard isIPv4(bytes, start..<range.upperBound) else { return false }
                groups += 2
                break
            }
            groups += 1
            guard index < range.upperBound else { break }
            // A group is followed by another one or by the gap, never by a colon alone.
            guard bytes[index] == ByteClass.colon, index + 1 < range.upperBound else { return false }
            index += 1
            if bytes[index] == ByteClass.colon {
                guard !hasGap else { return false }
                hasGap = true
                index += 1
            }
        }
        return hasGap ? groups < 8 : groups == 8
    }

    /// Four numbers up to 255 without leading zeros, which some readers take for octal.
    static func isIPv4(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        for part in 0..<4 {
            let start = index
            var number = 0
            while index < range.upperBound, index - start < 3, ByteClass.isDigit(bytes[index]) {
                number = number * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            guard index > start, number <= 255, index == start + 1 || bytes[start] != 0x30 else { return false }
            guard part < 3 else { break }
            guard index < range.upperBound, bytes[index] == UInt8(ascii: ".") else { return false }
            index += 1
        }
        return index == range.upperBound
    }
}

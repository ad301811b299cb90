/// The grammar of a host with an optional port (RFC 9110, section 7.2; RFC 3986, section 3.2).
///
/// A Host that two readers understand in two ways poisons caches and defeats checks by host name; user information and
/// an empty host are refused with everything else that is not plainly a host.
enum HostGrammar {
    static func isValid(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        let isLiteral = bytes[range.lowerBound] == UInt8(ascii: "[")
        guard
            let end = isLiteral ? endOfLiteral(bytes, range) : endOfName(bytes, range)
        else { return false }
        guard end < range.upperBound else { return true }
        return bytes[end] == ByteClass.colon && isPort(bytes, end + 1..<range.upperBound)
    }

    private static func endOfName(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if ByteClass.isRegisteredName(byte) {
                index += 1
            } else if byte == UInt8(ascii: "%") {
                guard
                    index + 2 < range.upperBound,
                    ByteClass.hexadecimal(bytes[index + 1]) != nil,
                    ByteClass.hexadecimal(bytes[index + 2]) != nil
                else { return nil }
                index += 3
            } else {
                break
            }
        }
        return index == range.lowerBound ? nil : index
    }

    private static func endOfLiteral(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound + 1
        while index < range.upperBound, bytes[index] != UInt8(ascii: "]") {
            index += 1
        }
        guard index < range.upperBound, AddressGrammar.isIPv6(bytes, range.lowerBound + 1..<index) else { return nil }
        return index + 1
    }

    // The grammar allows a colon without digits.
    private static func isPort(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 5 else { return false }
        var port = 0
        for index in range {
            guard ByteClass.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] - 0x30)
        }
        return port <= 65_535
    }
}

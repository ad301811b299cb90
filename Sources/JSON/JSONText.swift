/// Turns the source of a string, which was checked when it was read, into the text that it stands for.
enum JSONText {
    static func decode(_ token: JSONToken, _ bytes: borrowing Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var index = Int(token.start) + 1
        let end = Int(token.end) - 1
        text.reserveCapacity(end - index)
        while index < end {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "u"):
                var value = unit(bytes, at: index + 2) ?? 0xFFFD
                index += 4
                if (0xD800...0xDBFF).contains(value) {
                    let low = unit(bytes, at: index + 4) ?? 0xDC00
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                    index += 6
                }
                append(value, to: &text)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case let plain: text.append(plain)
            }
            index += 2
        }
        return text
    }

    /// The number that four hexadecimal digits write.
    static func unit(_ bytes: borrowing Span<UInt8>, at index: Int) -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for offset in 0..<4 {
            let byte = bytes[index + offset]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

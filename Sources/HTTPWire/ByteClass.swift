/// The kinds of bytes that the grammar of HTTP tells apart, as bit sets in two machine words.
enum ByteClass {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let questionMark = UInt8(ascii: "?")

    /// Whether the byte may stand in a token: methods and field names (RFC 9110, section 5.6.2).
    @inline(__always)
    static func isToken(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x03ff_6cfa_0000_0000, high: 0x57ff_ffff_c7ff_fffe)
    }

    /// Whether the byte may stand in a registered name, percent signs apart (RFC 3986, section 3.2.2).
    static func isRegisteredName(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x2bff_7fd2_0000_0000, high: 0x47ff_fffe_87ff_fffe)
    }

    /// Whether the byte may stand in a field value or a chunk extension (RFC 9110, section 5.5).
    ///
    /// CR, LF and NUL in a value are how one message is smuggled inside another.
    @inline(__always)
    static func isFieldText(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte != 0x7f) || byte == tab
    }

    /// Whether the byte may stand in a request target; a fragment never travels (RFC 9112, section 3.2).
    @inline(__always)
    static func isTarget(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "#")
    }

    /// Whether all eight bytes may stand in a target.
    ///
    /// A subtraction borrows through the high bit of a byte that is too small; a false alarm only means that each byte is
    /// looked at by itself.
    @inline(__always)
    static func areTarget(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let spaces = word &- ones &* 0x21
        let deletes = word &+ ones
        let hashes = (word ^ ones &* 0x23) &- ones
        return (spaces | deletes | hashes | word) & (ones &* 0x80) == 0
    }

    /// Whether all eight bytes may stand in a field value, tabs and letters beyond ASCII apart.
    @inline(__always)
    static func areFieldText(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let controls = word &- ones &* 0x20
        let deletes = word &+ ones
        return (controls | deletes | word) & (ones &* 0x80) == 0
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    /// The value of a hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x41 + 10
        default: nil
        }
    }

    @inline(__always)
    private static func contains(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
        byte < 128 && ((byte < 64 ? low : high) &>> UInt64(byte & 63)) & 1 != 0
    }
}

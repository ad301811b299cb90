extension JSONParser {
    /// A string in its quotes; it is checked here and decoded when it is asked for.
    mutating func parseString() throws(JSONFailure) {
        let start = position
        var isComplex = false
        position += 1
        while true {
            skipPlain()
            guard position < bytes.count else { throw JSONFailure(.unexpectedEnd, position) }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return note(.string, from: start, isComplex: isComplex)
            case UInt8(ascii: "\\"):
                isComplex = true
                try skipEscape()
            case 0..<0x20: throw JSONFailure(.controlCharacter, position)
            case 0x80...: try skipMultibyte(byte)
            default: position += 1
            }
        }
    }

    /// Goes over printable ASCII eight bytes at a time, up to the first byte that needs a look.
    private mutating func skipPlain() {
        let raw = bytes.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= raw.byteCount {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            // A subtraction borrows through the high bit of each byte that is too small.
            let quotes = (word ^ (ones &* 0x22)) &- ones
            let backslashes = (word ^ (ones &* 0x5C)) &- ones
            let marks = ((word &- (ones &* 0x20)) | quotes | backslashes | word) & highBits
            guard marks == 0 else {
                position &+= marks.trailingZeroBitCount / 8
                return
            }
            position &+= 8
        }
    }

    /// Runs of characters outside ASCII, refusing overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629).
    private mutating func skipMultibyte(_ first: UInt8) throws(JSONFailure) {
        var first = first
        while true {
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch first {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: length = 3
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: throw JSONFailure(.invalidUTF8, position)
            }
            guard position &+ length <= bytes.count, second.contains(bytes[position &+ 1]),
                length < 3 || bytes[position &+ 2] & 0xC0 == 0x80, length < 4 || bytes[position &+ 3] & 0xC0 == 0x80
            else { throw JSONFailure(.invalidUTF8, position) }
            position &+= length
            guard position < bytes.count, bytes[position] >= 0x80 else { return }
            first = bytes[position]
        }
    }

    private mutating func skipEscape() throws(JSONFailure) {
        let start = position
        guard position + 1 < bytes.count else { throw JSONFailure(.unexpectedEnd, bytes.count) }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try readUnit()
            switch unit {
            case 0xD800...0xDBFF:
                guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                    bytes[position + 1] == UInt8(ascii: "u"), (0xDC00...0xDFFF).contains(try readUnit())
                else { throw JSONFailure(.loneSurrogate, start) }
            case 0xDC00...0xDFFF: throw JSONFailure(.loneSurrogate, start)
            default: break
            }
        default: throw JSONFailure(.invalidEscape, start)
        }
    }

    /// The sixteen bits of `\uXXXX` at the position.
    private mutating func readUnit() throws(JSONFailure) -> UInt32 {
        guard position + 6 <= bytes.count else { throw JSONFailure(.invalidEscape, position) }
        guard let unit = JSONText.unit(bytes, at: position + 2) else { throw JSONFailure(.invalidEscape, position) }
        position += 6
        return unit
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` (RFC 8259 §6).
    mutating func parseNumber() throws(JSONFailure) {
        let start = position
        var isComplex = false
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        try skipDigits(start)
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 { throw JSONFailure(.invalidNumber, start) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isComplex = true
            position += 1
            try skipDigits(start)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isComplex = true
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try skipDigits(start)
        }
        note(.number, from: start, isComplex: isComplex)
    }

    private mutating func skipDigits(_ start: Int) throws(JSONFailure) {
        let first = position
        while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
        guard position > first else { throw JSONFailure(.invalidNumber, start) }
    }
}

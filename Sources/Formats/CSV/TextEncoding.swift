/// How the characters of a text file are written as bytes (字符编码).
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// The national standard, which holds all of GBK and GB 2312: what a Chinese Excel writes as CSV.
    case gb18030
    /// What Excel writes as “Unicode text”; only ever recognized by its mark.
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    /// The name under which people write it, in any case, with or without hyphens.
    package init?(name: String) {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" }
        switch plain {
        case "utf8": self = .utf8
        case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
        case "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        default: return nil
        }
    }

    /// What a file that begins so is marked as; the mark is passed over when it is read.
    static func marked(_ bytes: some Collection<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }
}

/// Finds out how a file is written, from all of its bytes in pieces (编码识别).
///
/// A mark decides; what is UTF-8 nearly throughout is UTF-8, since Chinese text in GB18030 hardly ever is by chance, and a broken
/// byte in it is then told as that; the rest is taken for GB18030.
package struct EncodingProbe: Sendable {
    private var beginning: [UInt8] = []
    private var check = UTF8Check()
    private var faults = 0

    /// For each fault so many characters of more than one byte are to be well-formed.
    private static let charactersOfFault = 20

    package init() {}

    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        if beginning.count < 3 { beginning += bytes.prefix(3 - beginning.count) }
        for byte in bytes where !check.take(byte) {
            faults += 1
            check.goOn()
        }
    }

    package var encoding: TextEncoding {
        if let marked = TextEncoding.marked(beginning) { return marked.encoding }
        // A character that only began is one more.
        let all = faults + (check.isWhole ? 0 : 1)
        return all == 0 || check.longCharacters >= all * Self.charactersOfFault ? .utf8 : .gb18030
    }
}

/// Whether bytes are well-formed UTF-8 (RFC 3629), byte by byte.
struct UTF8Check: Sendable {
    /// How many continuation bytes are still owed, and the range of the next one.
    private var owed = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF
    private var isBroken = false
    /// How many characters of more than one byte were whole.
    private(set) var longCharacters = 0

    /// No fault so far, and no character that has only begun.
    var isWhole: Bool { !isBroken && owed == 0 }

    /// Takes a byte; false from the first fault on.
    mutating func take(_ byte: UInt8) -> Bool {
        if isBroken { return false }
        if owed > 0 {
            guard low <= byte, byte <= high else { return fail() }
            owed -= 1
            if owed == 0 { longCharacters += 1 }
            (low, high) = (0x80, 0xBF)
            return true
        }
        switch byte {
        case 0..<0x80: return true
        case 0xC2...0xDF: owed = 1
        // No overlong forms, no surrogates, nothing above U+10FFFF.
        case 0xE0: (owed, low) = (2, 0xA0)
        case 0xED: (owed, high) = (2, 0x9F)
        case 0xE1...0xEF: owed = 2
        case 0xF0: (owed, low) = (3, 0x90)
        case 0xF1...0xF3: owed = 3
        case 0xF4: (owed, high) = (3, 0x8F)
        default: return fail()
        }
        return true
    }

    /// Passes over a fault, as if the next byte began a character.
    mutating func goOn() {
        isBroken = false
        owed = 0
        (low, high) = (0x80, 0xBF)
    }

    private mutating func fail() -> Bool {
        isBroken = true
        return false
    }
}

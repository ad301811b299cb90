/// Base64 with `+`, `/` and padding (RFC 4648 §4), as webhook signatures and basic authentication use it.
package enum Base64 {
    /// The text of the bytes, padded with `=`.
    package static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.standard.encode(bytes, isPadded: true)
    }

    /// The bytes of a text, padded or not; nil when it is not the one text that stands for its bytes.
    package static func decode(_ text: String) -> [UInt8]? {
        Base64Alphabet.standard.decode(text)
    }
}

/// Base64 with `-` and `_`, without padding (RFC 4648 §5), for tokens and cursors in addresses.
package enum Base64URL {
    /// The text of the bytes, without padding.
    package static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.url.encode(bytes, isPadded: false)
    }

    /// The bytes of a text, padded or not; nil when it is not the one text that stands for its bytes.
    package static func decode(_ text: String) -> [UInt8]? {
        Base64Alphabet.url.decode(text)
    }
}

/// The 64 characters of one kind of Base64, and both directions.
struct Base64Alphabet {
    static let standard = Base64Alphabet(plus: 0x2B, slash: 0x2F)
    static let url = Base64Alphabet(plus: 0x2D, slash: 0x5F)

    /// The character for 62.
    let plus: UInt8
    /// The character for 63.
    let slash: UInt8

    func encode(_ bytes: [UInt8], isPadded: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(character(for: UInt8(truncatingIfNeeded: bits >> held) & 63))
            }
        }
        if held > 0 { text.append(character(for: UInt8(truncatingIfNeeded: bits << (6 - held)) & 63)) }
        while isPadded && !text.count.isMultiple(of: 4) { text.append(0x3D) }
        return String(decoding: text, as: UTF8.self)
    }

    func decode(_ text: String) -> [UInt8]? {
        var characters = Array(text.utf8)[...]
        if characters.last == 0x3D {
            // Padding, when it is there, must be all of it.
            guard characters.count.isMultiple(of: 4) else { return nil }
            characters = characters.dropLast()
            if characters.last == 0x3D { characters = characters.dropLast() }
        }
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for character in characters {
            guard let value = value(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        // Bits left over must be 0: otherwise several texts would stand for the same bytes, and a token or a cursor
        // could be changed without becoming invalid.
        return bits & ((1 << held) - 1) == 0 ? bytes : nil
    }

    private func character(for value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: 0x41 + value
        case 26..<52: 0x61 + value - 26
        case 52..<62: 0x30 + value - 52
        case 62: plus
        default: slash
        }
    }

    private func value(of character: UInt8) -> UInt8? {
        switch character {
        case 0x41...0x5A: character - 0x41
        case 0x61...0x7A: character - 0x61 + 26
        case 0x30...0x39: character - 0x30 + 52
        case plus: 62
        case slash: 63
        default: nil
        }
    }
}

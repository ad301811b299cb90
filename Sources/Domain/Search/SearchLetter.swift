/// How one character of a text takes part in search (字符类别).
enum SearchLetter {
    /// Belongs to a word that spaces end: letters and digits, folded to one case and one width.
    case word(Unicode.Scalar)
    /// Belongs to a run that is written without spaces: Chinese characters, kana, hangul.
    case character(Unicode.Scalar)
    /// Changes the look of the character before it and is passed over.
    case mark
    /// Separates: spaces, punctuation, pictures.
    case separator

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: self = .word(scalar)
        case 0x41...0x5A: self = .word(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 0x20)))
        case 0..<0x80: self = .separator
        case 0x4E00...0x9FFF: self = .character(scalar)
        // Full-width forms of ASCII, as Chinese keyboards make them.
        case 0xFF01...0xFF5E: self = Self(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
        default: self = Self.rare(scalar)
        }
    }

    private static func rare(_ scalar: Unicode.Scalar) -> SearchLetter {
        if isWrittenWithoutSpaces(scalar.value) { return .character(scalar) }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            // The few letters that lower to two keep the first: all that matters is that both sides do.
            return .word(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
        default: return .separator
        }
    }

    private static func isWrittenWithoutSpaces(_ value: UInt32) -> Bool {
        switch value {
        // 々 and 〇; kana and bopomofo; extension A; hangul; compatibility; half-width kana; extensions B and later.
        case 0x3005, 0x3007, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F, 0x3400...0x4DBF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

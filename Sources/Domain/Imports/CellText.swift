/// The text of a cell as people write it, made comparable (单元格文字).
package enum CellText {
    /// Without the space around it, and without the `'` that keeps a spreadsheet from running it as a formula.
    package static func clean(_ text: String) -> String {
        var utf8 = text.utf8[...]
        // Nearly every cell has nothing to take away; then no scalar needs to be looked at.
        if let first = utf8.first, let last = utf8.last, isPlain(first), isPlain(last) { return text }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        utf8 = text[first...last].utf8[...]
        if utf8.first == UInt8(ascii: "'") {
            let rest = text[first...last].dropFirst()
            // The guard stands before what would start a formula; Excel shows text that is forced so, too.
            if let next = rest.unicodeScalars.first, next != "'" { return String(rest) }
        }
        return String(text[first...last])
    }

    /// Full-width letters, digits and signs as half-width ones; the ideographic space as a space.
    package static func halfWidth(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0xEF || $0 == 0xE3 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x3000: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A name or number in half-width letters without any spaces, by which things are compared.
    package static func compact(_ text: String) -> String {
        let narrow = halfWidth(text)
        guard narrow.unicodeScalars.contains(where: isBlank) else { return narrow }
        return String(String.UnicodeScalarView(narrow.unicodeScalars.filter { !isBlank($0) }))
    }

    /// Letters and digits at both ends, which nothing has to be taken from.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// White space of every width, and the marks without width that copying out of web pages leaves behind.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09...0x0D, 0xA0, 0x3000, 0x2000...0x200B, 0x202F, 0x205F, 0xFEFF, 0x200E, 0x200F, 0x2060: true
        default: false
        }
    }
}

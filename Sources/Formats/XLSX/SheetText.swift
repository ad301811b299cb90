import JSON

/// Texts in the XML of a sheet (表格文本), which must be what XML 1.0 takes and what Excel does not read as a sign of its own.
extension ByteWriter {
    /// Adds a text, without the controls that XML forbids, and cut where a cell ends: so many units of UTF-16.
    mutating func appendSheetText(_ text: UnsafeRawBufferPointer, limit: Int) {
        var units = 0
        for (index, byte) in text.enumerated() {
            // A character is counted where it begins: two units from four bytes on, one below.
            if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
            if units > limit { return }
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            // Within an attribute, such as the name of a sheet.
            case UInt8(ascii: "\""): append("&quot;")
            // A bare CR would be read as the end of a line, as LF is (XML 1.0 section 2.11).
            case 0x0D: append("&#13;")
            case 0x00..<0x20 where byte != 0x09 && byte != 0x0A: continue
            case UInt8(ascii: "_") where isEscape(text, at: index): append("_x005F_")
            // U+FFFE and U+FFFF are no characters of XML: EF BF and one of these.
            case 0xEF where isNoCharacter(text, at: index): append("\u{FFFD}")
            case 0xBE where index > 1 && isNoCharacter(text, at: index - 2): continue
            case 0xBF where index > 0 && isNoCharacter(text, at: index - 1): continue
            case 0xBF where index > 1 && isNoCharacter(text, at: index - 2): continue
            default: append(byte)
            }
        }
    }
}

/// Whether `_x0041_` stands there, which would be shown as the character of that number (ECMA-376 part 1 section 22.9.2.19).
private func isEscape(_ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    guard index + 6 < text.count, text[index + 1] == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_") else {
        return false
    }
    return text[index + 2..<index + 6].allSatisfy { byte in
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}

private func isNoCharacter(_ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    index + 2 < text.count && text[index] == 0xEF && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
}

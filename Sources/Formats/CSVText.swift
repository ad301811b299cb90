import JSON

/// Fields of CSV (RFC 4180), which a spreadsheet must not run as formulas (CSV 字段).
extension ByteWriter {
    /// Adds a text, quoted where it must be, with a `'` in front where a spreadsheet would take it for a formula.
    mutating func appendCSV(_ text: UnsafeRawBufferPointer, guarded: Bool) {
        let needsGuard = guarded && startsFormula(text)
        guard text.contains(where: breaksField) else {
            if needsGuard { append(UInt8(ascii: "'")) }
            append(text)
            return
        }
        append(UInt8(ascii: "\""))
        if needsGuard { append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }

    /// Adds a text, quoted where it must be, with a `'` in front where a spreadsheet would take it for a formula.
    mutating func appendCSV(_ text: String, guarded: Bool) {
        var text = text
        text.withUTF8 { appendCSV(UnsafeRawBufferPointer($0), guarded: guarded) }
    }

    /// The three bytes that Excel needs to see UTF-8.
    mutating func appendByteOrderMark() { append("\u{FEFF}") }
}

/// Comma, quote, CR and LF.
private func breaksField(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x22 || byte == 0x0D || byte == 0x0A
}

/// Whether the first character is one of `= + - @`, tab, CR, LF, NUL or the full-width `＝ ＋ － ＠` (OWASP, CSV injection).
private func startsFormula(_ text: UnsafeRawBufferPointer) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A, 0x00: true
    // U+FF1D, U+FF0B, U+FF0D and U+FF20 are EF BC and one of these.
    case 0xEF: text.count >= 3 && text[1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(text[2])
    default: false
    }
}

extension CellForm {
    /// What a cell says, or why it can not be taken; nothing for an empty one.
    package func read(_ cell: String) throws(CellFault) -> FieldValue? {
        let text = CellText.clean(cell)
        guard !text.isEmpty else { return nil }
        switch self {
        case .text(let length): return .text(try Self.checked(text, length))
        case .personName: return .text(try Self.checked(Self.withoutPadding(text), 1...50))
        case .place: return .text(try Self.checked(CellText.halfWidth(text), 1...50))
        case .integer(let range):
            guard let number = Self.integer(text), range.contains(number) else { throw .integer(range) }
            return .integer(number)
        case .squareMeters: return .integer(try Self.hundredths(text))
        case .date: return .text(try CellDate.read(text).description)
        case .choice(let enumeration, let words): return .text(try Self.choice(text, enumeration, words))
        case .flag: return .integer(try Self.flag(text) ? 1 : 0)
        case .phone: return .text(try Self.phone(text))
        case .identityNumber: return .text(try Self.identityNumber(text).text)
        case .share: return .text(try OwnershipShare.read(text).description)
        }
    }

    private static func checked(_ text: String, _ length: ClosedRange<Int>) throws(CellFault) -> String {
        let count = text.unicodeScalars.count
        guard length.contains(count) else { throw .length(length, not: count) }
        guard !text.unicodeScalars.contains(where: \.isInvisibleInText) else { throw .controlCharacter }
        return text
    }

    /// 张　三 is 张三; the spaces between Latin words stay.
    private static func withoutPadding(_ name: String) -> String {
        let isHan = { (scalar: Unicode.Scalar) in scalar.value >= 0x3400 }
        guard name.unicodeScalars.allSatisfy({ isHan($0) || CellText.isBlank($0) }) else { return name }
        return CellText.compact(name)
    }

    /// Excel writes whole numbers as 18 or 18.0.
    private static func integer(_ text: String) -> Int64? {
        var digits = CellText.compact(text)
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        return digits.hasPrefix("+") ? nil : Int64(digits)
    }

    private static func hundredths(_ text: String) throws(CellFault) -> Int64 {
        var number = CellText.compact(text).lowercased()
        for unit in ["平方米", "平米", "㎡", "m²", "m2"] where number.hasSuffix(unit) { number.removeLast(unit.count) }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let digits = { (part: Substring) in part.utf8.allSatisfy { (48...57).contains($0) } }
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 7, digits(whole), parts.count <= 2 else {
            throw .squareMeters
        }
        let decimals = parts.count == 2 ? parts[1] : ""
        // Zeros behind the second decimal are a matter of the format of the cell.
        guard digits(decimals), decimals.dropFirst(2).allSatisfy({ $0 == "0" }) else { throw .squareMeters }
        let cents = (decimals.prefix(2) + "00").prefix(2)
        guard let value = Int64("\(whole)\(cents)"), (1...100_000_000).contains(value) else { throw .squareMeters }
        return value
    }

    private static func choice(
        _ text: String,
        _ enumeration: Enumeration,
        _ words: [String: String]
    ) throws(CellFault) -> String {
        let word = CellText.compact(text).lowercased()
        if let code = words[word] { return code }
        for value in enumeration.values
        where [value.code, value.title.chinese, value.title.english.lowercased()].contains(word) {
            return value.code
        }
        throw .choice(enumeration)
    }

    private static func flag(_ text: String) throws(CellFault) -> Bool {
        switch CellText.compact(text).lowercased() {
        case "是", "有", "√", "✓", "yes", "y", "true", "1": return true
        case "否", "无", "×", "✗", "no", "n", "false", "0": return false
        default: throw .flag
        }
    }

    private static func phone(_ text: String) throws(CellFault) -> String {
        let number = CellText.compact(text)
        if number.contains("*") { throw .masked }
        if isScientific(number) { throw .scientific }
        guard let mobile = MobileNumber(number) else { throw .phone }
        return mobile.digits
    }

    private static func identityNumber(_ text: String) throws(CellFault) -> IdentityNumber {
        let number = CellText.compact(text)
        if number.contains("*") { throw .masked }
        if let known = IdentityNumber(number) ?? IdentityNumber(fifteenDigits: number) { return known }
        // Excel keeps fifteen digits and shows long numbers as powers of ten.
        if isScientific(number) || number.utf8.count == 18 && number.hasSuffix("000") { throw .scientific }
        throw .identityNumber
    }

    /// 3.20402E+17 and the like.
    private static func isScientific(_ text: String) -> Bool {
        let utf8 = text.utf8
        guard let mark = utf8.firstIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }) else {
            return false
        }
        let isNumber = { (byte: UInt8) in
            (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
        }
        let (mantissa, power) = (utf8[..<mark], utf8[utf8.index(after: mark)...])
        return !mantissa.isEmpty && !power.isEmpty && mantissa.allSatisfy(isNumber) && power.allSatisfy(isNumber)
    }
}

extension Unicode.Scalar {
    /// Controls, and what would hide or turn around the text beside it.
    package var isInvisibleInText: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F, 0x00AD, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
            0x115F, 0x1160, 0x3164, 0xFFA0, 0xFDD0...0xFDEF:
            true
        // Joiners stay: pictures of families are made with them.
        default: value & 0xFFFE == 0xFFFE
        }
    }
}

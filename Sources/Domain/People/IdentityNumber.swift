/// A resident identity number (居民身份证号), GB 11643-1999: area, birth date, sequence and check character.
package struct IdentityNumber: Sendable, Hashable {
    /// Eighteen characters, the check character as a capital X.
    package let text: String
    package let birthDate: CivilDate
    package let sex: Sex

    package init?(_ text: String) {
        let text = text.uppercased()
        let bytes = Array(text.utf8)
        guard bytes.count == 18, bytes[..<17].allSatisfy({ (48...57).contains($0) }) else { return nil }
        let digits = bytes[..<17].map { Int($0 - 48) }
        guard Self.provinces.contains(digits[0] * 10 + digits[1]), bytes[17] == Self.check(digits) else { return nil }
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let date = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)),
            date.year >= 1880
        else { return nil }
        self.text = text
        birthDate = date
        sex = digits[16].isMultiple(of: 2) ? .female : .male
    }

    /// The check character of the first seventeen digits.
    package static func check(_ digits: [Int]) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let remainder = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return Array("10X98765432".utf8)[remainder]
    }

    /// The province of first registration (GB/T 2260); the finer parts change over the years and are not checked.
    private static let provinces = Set([
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63,
        64, 65, 71, 81, 82, 83,
    ])
}

extension IdentityNumber {
    /// The number of eighteen characters that replaced one of fifteen digits: the century and a check character were added.
    ///
    /// Numbers of fifteen digits were given out before 1999 and are no longer valid; old registers still hold them.
    package init?(fifteenDigits text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 15, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let digits = (bytes[..<6] + [UInt8(ascii: "1"), UInt8(ascii: "9")] + bytes[6...]).map { Int($0 - 48) }
        let check = String(decoding: [Self.check(digits)], as: UTF8.self)
        self.init(digits.map(String.init).joined() + check)
    }
}

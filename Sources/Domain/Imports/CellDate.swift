/// A date as people and spreadsheets write it (日期单元格).
package enum CellDate {
    /// Years of people and communities; what lies outside is a slip of the finger.
    static let years = 1850...2200

    package static func read(_ cell: String) throws(CellFault) -> CivilDate {
        // The common form first: a register of a hundred thousand people has two of them in each row.
        if let date = CivilDate(cell), years.contains(date.year) { return date }
        let text = CellText.halfWidth(cell)
        guard !text.contains("*") else { throw .masked }
        let date = fromDigits(text) ?? fromParts(withoutTime(text))
        guard let date, years.contains(date.year) else { throw .date }
        return date
    }

    /// 20211105, or the number of a day in Excel: five digits, from 1927 on, since four could be a year.
    private static func fromDigits(_ text: String) -> CivilDate? {
        let digits = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else { return nil }
        switch digits.utf8.count {
        case 8: return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        case 5: return CivilDate(excelSerial: number)
        default: return nil
        }
    }

    /// 2021-11-05, 2021/11/5, 2021.11.5, 2021年11月5日.
    private static func fromParts(_ text: Substring) -> CivilDate? {
        let parts = text.split(omittingEmptySubsequences: false) { "-/.年月日 ".contains($0) }
            .filter { !$0.isEmpty }
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count <= 2, parts[2].utf8.count <= 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Spreadsheets add a midnight to dates: 2021-11-05 0:00, 2021-11-05T00:00:00.
    private static func withoutTime(_ text: String) -> Substring {
        guard let mark = text.firstIndex(where: { $0 == " " || $0 == "T" }) else { return text[...] }
        let time = text[text.index(after: mark)...]
        return time.contains(":") && time.allSatisfy { $0 == "0" || $0 == ":" } ? text[..<mark] : text[...]
    }
}

extension CivilDate {
    /// The day that Excel counts so in its 1900 system: 46027 is 2026-01-05.
    ///
    /// Excel holds 1900 for a leap year; before its day 61 the count is one off, and nothing is read from there.
    package init?(excelSerial serial: Int) {
        guard serial > 60 else { return nil }
        self.init(daysSince1970: serial - 25_569)
    }
}

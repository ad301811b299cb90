/// What is wrong with a cell, a row or a header of an imported table (导入问题).
package struct ImportProblem: Sendable, Hashable {
    /// From 1, as a spreadsheet counts; the header is a row, too.
    package let row: Int
    /// The letter over the column; nothing where the row as a whole is at fault.
    package let letter: String?
    package let header: String?
    /// What stands there, masked where it could tell who somebody is.
    package let value: String?
    package let code: String
    package let detail: Title

    package init(row: Int, position: Int? = nil, header: String? = nil, value: String? = nil, _ fault: CellFault) {
        self.row = row
        letter = position.map(HeaderMatch.letter)
        self.header = header
        self.value = value.map(Self.shown)
        code = fault.code
        detail = fault.detail
    }

    /// Long enough to find the cell again, short enough for a line.
    private static let shownLength = 40

    /// A value as it may be repeated: long numbers keep three digits in front and four behind, wherever they stand.
    static func shown(_ value: String) -> String {
        var result = ""
        var run = ""
        for character in CellText.halfWidth(CellText.clean(value)) {
            if "0123456789xX* -".contains(character) {
                run.append(character)
            } else {
                result += masked(run)
                run = ""
                result.append(character)
            }
        }
        result += masked(run)
        return result.count > shownLength ? "\(result.prefix(shownLength))…" : result
    }

    /// Seven digits and more are a telephone number, or what is left of one; eight are let through, since they are a date.
    private static func masked(_ run: String) -> String {
        let number = run.filter { $0.isNumber || $0 == "x" || $0 == "X" }
        // What was masked before is shown as it was.
        guard number.count > 8 || number.count == 7 && !run.contains("*") else { return run }
        guard number.count > 8 else { return "\(number.prefix(1))****\(number.suffix(2))" }
        return "\(number.prefix(3))\(String(repeating: "*", count: max(number.count - 7, 4)))\(number.suffix(4))"
    }
}

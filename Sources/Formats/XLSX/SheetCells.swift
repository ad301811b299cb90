import Domain
import JSON

/// Writes the cells of a sheet (单元格的 XML), each in its form: SpreadsheetML, ECMA-376 part 1 section 18.3.
struct SheetCells {
    /// The looks of `Workbook.styles`, in their order.
    enum Look: Int {
        case plain, text, date, instant, tenths, heading
    }

    /// What a cell may hold (Excel specifications and limits), in units of UTF-16.
    static let textLimit = 32_767

    /// The row that is being written, from 1.
    private(set) var row = 0
    private var column = 0
    private let offset: Int64

    init(offsetMinutes: Int) { offset = Int64(offsetMinutes) * 60_000 }

    mutating func beginRow(into out: inout ByteWriter) {
        row += 1
        column = 0
        out.append("<row r=\"")
        out.appendInteger(Int64(row))
        out.append("\">")
    }

    func endRow(into out: inout ByteWriter) { out.append("</row>") }

    mutating func skip() { column += 1 }

    mutating func number(_ value: Int64, into out: inout ByteWriter) {
        open(.plain, into: &out)
        out.append("><v>")
        out.appendInteger(value)
        out.append("</v></c>")
    }

    mutating func tenths(_ value: Int64, into out: inout ByteWriter) {
        open(.tenths, into: &out)
        out.append("><v>")
        if value < 0 { out.append(UInt8(ascii: "-")) }
        out.append("\(value.magnitude / 10).\(value.magnitude % 10)")
        out.append("</v></c>")
    }

    mutating func flag(_ value: Bool, into out: inout ByteWriter) {
        open(.plain, into: &out)
        out.append(value ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
    }

    /// A moment in the community's zone, as days and their fraction since the end of 1899.
    mutating func instant(_ milliseconds: Int64, into out: inout ByteWriter) {
        let day = Int64(86_400_000)
        let local = milliseconds + offset
        let (days, rest) = ((local - (local % day + day) % day) / day, (local % day + day) % day)
        open(.instant, into: &out)
        out.append("><v>")
        out.appendInteger(days + Self.epoch)
        out.append(UInt8(ascii: "."))
        // Eleven digits tell milliseconds apart.
        out.appendPadded(Int(rest * 100_000_000_000 / day), width: 11)
        out.append("</v></c>")
    }

    /// A civil date, where the text is one.
    mutating func date(_ text: UnsafeRawBufferPointer, into out: inout ByteWriter) {
        guard let date = CivilDate(String(decoding: text, as: UTF8.self)) else { return self.text(text, into: &out) }
        open(.date, into: &out)
        out.append("><v>")
        out.appendInteger(Int64(date.daysSince1970) + Self.epoch)
        out.append("</v></c>")
    }

    mutating func text(_ text: UnsafeRawBufferPointer, as look: Look = .text, into out: inout ByteWriter) {
        open(look, into: &out)
        out.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        out.appendSheetText(text, limit: Self.textLimit)
        out.append("</t></is></c>")
    }

    mutating func text(_ text: String, as look: Look = .text, into out: inout ByteWriter) {
        Array(text.utf8).withUnsafeBytes { self.text($0, as: look, into: &out) }
    }

    /// 1970-01-01 in days since 1899-12-30, from which Excel counts.
    private static let epoch: Int64 = 25_569

    private mutating func open(_ look: Look, into out: inout ByteWriter) {
        out.append("<c r=\"")
        out.append(Self.letters(column))
        out.appendInteger(Int64(row))
        out.append("\" s=\"")
        out.appendInteger(Int64(look.rawValue))
        out.append(UInt8(ascii: "\""))
        column += 1
    }

    /// A column by its letters: A to Z, AA, AB.
    static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}

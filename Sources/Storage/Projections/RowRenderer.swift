import Domain
import Formats
import JSON
import SQLite

/// Writes rows of a plan into a sink (行渲染), straight from the columns to bytes; masking happens here and nowhere else.
struct RowRenderer {
    let plan: SelectPlan
    let table: String
    let vault: Vault
    var sink: AnySink
    /// Shows personal values whole; for exports whose reason was written down.
    var isUnmasked = false
    /// Shows a contact's own number whole to those who keep it.
    var showsContacts = false
    /// Stars the numbers of people in what anybody wrote; for what leaves as a file with its personal columns masked.
    var starsNumbers = false

    init(
        _ plan: SelectPlan,
        table: String,
        vault: Vault,
        format: Format,
        single: Bool,
        style: RenderingStyle,
        dates: WrittenDates
    ) {
        self.plan = plan
        self.table = table
        self.vault = vault
        sink = makeSink(format, single: single, style: style, dates: dates)
    }

    /// Texts are pointers of SQLite's into the row, good until the statement steps on, which it does not before the end.
    mutating func row(_ statement: borrowing Statement, into out: inout ByteWriter) throws {
        sink.beginRow(into: &out)
        // Out of the plan for the time of the row, so that filling it holds nothing else, and back whatever happens.
        var row: [Cell] = []
        swap(&row, &plan.row)
        defer { swap(&row, &plan.row) }
        var waiting = row.mutableSpan
        var first = 0
        for index in plan.cells.indices {
            let column = Int32(truncatingIfNeeded: index)
            switch plan.cells[index] {
            case .integer:
                let value = statement.integer(column)
                waiting[index] = value == 0 && isNull(index, statement) ? .null : .integer(value)
            case .boolean:
                let flag = statement.integer(column) != 0
                waiting[index] = !flag && isNull(index, statement) ? .null : .boolean(flag)
            case .instant:
                let value = statement.integer(column)
                waiting[index] = value == 0 && isNull(index, statement) ? .null : .instant(value)
            case .words where starsNumbers && Self.mayHoldNumber(statement.withTextBytes(column) { $0 }):
                sink.cells(waiting.span, first..<index, into: &out)
                first = index + 1
                var text = PublicTitle.starred(statement.text(column))
                text.withUTF8 { sink.cell(index, .text(UnsafeRawBufferPointer($0)), into: &out) }
            case .text, .words:
                let bytes = statement.withTextBytes(column) { $0 }
                waiting[index] = bytes.isEmpty && isNull(index, statement) ? .null : .text(bytes)
            case .sealed where isNull(index, statement), .maskedDate where isNull(index, statement),
                .contact where isNull(index, statement):
                waiting[index] = .null
            case .sealed, .maskedDate, .contact:
                // A text of our own, which nobody keeps until the end of the row.
                sink.cells(waiting.span, first..<index, into: &out)
                first = index + 1
                var text = try text(index, statement)
                text.withUTF8 { sink.cell(index, .text(UnsafeRawBufferPointer($0)), into: &out) }
            }
        }
        sink.cells(waiting.span, first..<plan.cells.count, into: &out)
        sink.endRow(into: &out)
    }

    /// Whether there are digits enough for a mobile number, wide ones by the first byte of theirs, and letters that look like one; most
    /// texts are passed over so.
    private static func mayHoldNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var digits = 0
        for byte in bytes where (48...57).contains(byte) || byte == 0xEF || isLookalike(byte) { digits += 1 }
        return digits >= 11
    }

    private static func isLookalike(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "O") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "l") || byte == UInt8(ascii: "I")
    }

    /// A value that is opened or cut short before it is shown.
    private func text(_ index: Int, _ statement: borrowing Statement) throws -> String {
        let column = Int32(truncatingIfNeeded: index)
        if case .contact = plan.cells[index] {
            let number = statement.text(column)
            return isUnmasked || showsContacts ? number : ContactNumber.masked(number)
        }
        guard case .sealed(let mask, column: let name) = plan.cells[index] else {
            let date = statement.text(column)
            return isUnmasked ? date : "\(date.prefix(4))-**-**"
        }
        let plain = try vault.open(
            statement.blob(column),
            table: table,
            column: name,
            row: statement.integer(plan.idIndex)
        )
        return isUnmasked ? plain : mask.apply(to: plain)
    }

    /// Whether a value that reads as 0 or empty is none; SQLite is asked only then, and only about what may be absent.
    @inline(__always)
    private func isNull(_ index: Int, _ statement: borrowing Statement) -> Bool {
        plan.canBeNull[index] && statement.isNull(Int32(truncatingIfNeeded: index))
    }
}

extension RenderingStyle {
    init(_ view: View) {
        self.init(
            language: view.language,
            offsetMinutes: view.time.offsetMinutes,
            csvHeader: view.csv.headerIsKeys ? .keys : .titles,
            csvBOM: view.csv.hasBOM,
            raw: view.csv.isRaw
        )
    }
}

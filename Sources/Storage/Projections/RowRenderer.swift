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

    init(_ plan: SelectPlan, table: String, vault: Vault, format: Format, single: Bool, style: RenderingStyle) {
        self.plan = plan
        self.table = table
        self.vault = vault
        sink = makeSink(format, single: single, style: style)
    }

    mutating func row(_ statement: borrowing Statement, into out: inout ByteWriter) throws {
        sink.beginRow(into: &out)
        for index in plan.cells.indices {
            let column = Int32(truncatingIfNeeded: index)
            switch plan.cells[index] {
            case .integer:
                let value = statement.integer(column)
                let isNull = value == 0 && isNull(index, statement)
                sink.cell(index, isNull ? .null : .integer(value), into: &out)
            case .boolean:
                let flag = statement.integer(column) != 0
                let isNull = !flag && isNull(index, statement)
                sink.cell(index, isNull ? .null : .boolean(flag), into: &out)
            case .instant:
                let value = statement.integer(column)
                let isNull = value == 0 && isNull(index, statement)
                sink.cell(index, isNull ? .null : .instant(value), into: &out)
            case .text:
                // The pointer is SQLite's, and good until the statement steps on, which it does not before `endRow`.
                let bytes = statement.withTextBytes(column) { $0 }
                let isNull = bytes.isEmpty && isNull(index, statement)
                sink.cell(index, isNull ? .null : .text(bytes), into: &out)
            case .sealed where isNull(index, statement), .maskedDate where isNull(index, statement):
                sink.cell(index, .null, into: &out)
            case .sealed(let mask, column: let name):
                let plain = try vault.open(
                    statement.blob(column),
                    table: table,
                    column: name,
                    row: statement.integer(plan.idIndex)
                )
                text(isUnmasked ? plain : mask.apply(to: plain), index, into: &out)
            case .maskedDate:
                let date = statement.text(column)
                text(isUnmasked ? date : "\(date.prefix(4))-**-**", index, into: &out)
            }
        }
        sink.endRow(into: &out)
    }

    /// Whether a value that reads as 0 or empty is none; SQLite is asked only then, and only about what may be absent.
    @inline(__always)
    private func isNull(_ index: Int, _ statement: borrowing Statement) -> Bool {
        plan.canBeNull[index] && statement.isNull(Int32(truncatingIfNeeded: index))
    }

    private mutating func text(_ string: String, _ index: Int, into out: inout ByteWriter) {
        var string = string
        string.withUTF8 { sink.cell(index, .text(UnsafeRawBufferPointer($0)), into: &out) }
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

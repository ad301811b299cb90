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
            if plan.canBeNull[index], statement.isNull(column) {
                sink.cell(index, .null, into: &out)
                continue
            }
            switch plan.cells[index] {
            case .integer: sink.cell(index, .integer(statement.integer(column)), into: &out)
            case .boolean: sink.cell(index, .boolean(statement.integer(column) != 0), into: &out)
            case .instant: sink.cell(index, .instant(statement.integer(column)), into: &out)
            case .text:
                // The pointer is SQLite's, and good until the statement steps on, which it does not before `endRow`.
                sink.cell(index, .text(statement.withTextBytes(column) { $0 }), into: &out)
            case .sealed(let mask, column: let name):
                let plain = try vault.open(
                    statement.blob(column),
                    table: table,
                    column: name,
                    row: statement.integer(plan.idIndex)
                )
                text(mask.apply(to: plain), index, into: &out)
            case .maskedDate:
                text("\(statement.text(column).prefix(4))-**-**", index, into: &out)
            }
        }
        sink.endRow(into: &out)
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

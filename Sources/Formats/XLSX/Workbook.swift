import Domain
import JSON

/// A workbook that is written while it is sent (工作簿): Office Open XML, ECMA-376, as spreadsheets read it.
///
/// Nothing of it is kept but the names of its sheets: what must be known of them stands behind them.
struct Workbook {
    private var archive = ZipArchive()
    private var names: [String] = []
    private let offsetMinutes: Int
    /// The cells of the sheet that is open.
    var cells: SheetCells

    init(offsetMinutes: Int) {
        self.offsetMinutes = offsetMinutes
        cells = SheetCells(offsetMinutes: offsetMinutes)
    }

    mutating func begin(into out: inout ByteWriter) {
        add("[Content_Types].xml", Self.contentTypes, into: &out)
        add("_rels/.rels", Self.relations, into: &out)
        add("xl/styles.xml", Self.styles, into: &out)
    }

    /// Starts a sheet; its first so many rows stay where they are when one scrolls.
    mutating func beginSheet(_ name: String, widths: [Int], frozen: Int, into out: inout ByteWriter) {
        names.append(SheetNames.unique(name, among: names))
        cells = SheetCells(offsetMinutes: offsetMinutes)
        archive.open("xl/worksheets/sheet\(names.count).xml", into: &out)
        let mark = out.count
        out.append(Self.head)
        out.append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
        out.append("<sheetViews><sheetView workbookViewId=\"0\">")
        if frozen > 0 {
            out.append("<pane ySplit=\"\(frozen)\" topLeftCell=\"A\(frozen + 1)\" activePane=\"bottomLeft\"")
            out.append(" state=\"frozen\"/>")
        }
        out.append("</sheetView></sheetViews>")
        if !widths.isEmpty {
            out.append("<cols>")
            for (index, width) in widths.enumerated() {
                out.append("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
            }
            out.append("</cols>")
        }
        out.append("<sheetData>")
        archive.add(from: mark, into: &out)
    }

    /// Takes a row that was written from a mark on.
    mutating func takeRow(from mark: Int, into out: inout ByteWriter) { archive.add(from: mark, into: &out) }

    /// Ends the sheet; one list of so many columns below a header can be filtered.
    mutating func endSheet(filtered columns: Int? = nil, into out: inout ByteWriter) {
        let mark = out.count
        out.append("</sheetData>")
        if let columns, columns > 0 {
            out.append("<autoFilter ref=\"A1:\(SheetCells.letters(columns - 1))\(max(cells.row, 1))\"/>")
        }
        out.append("</worksheet>")
        archive.add(from: mark, into: &out)
        archive.close(into: &out)
    }

    mutating func end(into out: inout ByteWriter) {
        archive.open("xl/workbook.xml", into: &out)
        let mark = out.count
        out.append(Self.head)
        out.append("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"")
        out.append("http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
        out.append("<bookViews><workbookView/></bookViews><sheets>")
        for (index, name) in names.enumerated() {
            out.append("<sheet name=\"")
            Array(name.utf8).withUnsafeBytes { out.appendSheetText($0, limit: SheetNames.limit) }
            out.append("\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 2)\"/>")
        }
        out.append("</sheets></workbook>")
        archive.add(from: mark, into: &out)
        archive.close(into: &out)
        add("xl/_rels/workbook.xml.rels", workbookRelations, into: &out)
        archive.end(into: &out)
    }

    private mutating func add(_ name: String, _ content: String, into out: inout ByteWriter) {
        archive.open(name, into: &out)
        let mark = out.count
        out.append(content)
        archive.add(from: mark, into: &out)
        archive.close(into: &out)
    }
}

/// The parts that say what the others are (工作簿的部件).
extension Workbook {
    private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// Sheets are what is not said otherwise: how many there will be is not known when this is written.
    private static let contentTypes = """
        \(head)<Types xmlns="\(package)/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="\(kinds).worksheet+xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(kinds).sheet.main+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(kinds).styles+xml"/></Types>
        """

    private static let relations = """
        \(head)<Relationships xmlns="\(package)/relationships">\
        <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """

    private var workbookRelations: String {
        let sheets = names.indices.map {
            #"<Relationship Id="rId\#($0 + 2)" Type="\#(Self.office)/worksheet" Target="worksheets/sheet\#($0 + 1).xml"/>"#
        }
        return """
            \(Self.head)<Relationships xmlns="\(Self.package)/relationships">\
            <Relationship Id="rId1" Type="\(Self.office)/styles" Target="styles.xml"/>\
            \(sheets.joined())</Relationships>
            """
    }

    /// `SheetCells.Look` in its order: plain, text (49), date, moment, tenths, heading.
    private static let styles = """
        \(head)<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
        <numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
        <numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="0.0"/></numFmts>\
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
        <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill>\
        <fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="6">\(looks.joined())</cellXfs>\
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """

    private static let looks = [(0, 0), (49, 0), (164, 0), (165, 0), (166, 0), (49, 1)].map { format, font in
        """
        <xf numFmtId="\(format)" fontId="\(font)" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        """
    }
}

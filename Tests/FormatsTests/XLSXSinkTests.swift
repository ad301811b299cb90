import Domain
import JSON
import Testing

@testable import Formats

@Suite("Rows in a workbook")
struct XLSXSinkTests {
    private func archive(_ style: RenderingStyle = RenderingStyle(), sheetRows: Int = 9) throws -> StoredArchive {
        var out = ByteWriter()
        var sink = XLSXSink(style, sheetRows: sheetRows)
        Sample.feed(&sink, Sample.columns, Sample.rows, PageEnd(), into: &out)
        return try StoredArchive(out.array())
    }

    private func cell(_ text: String, _ type: FieldType = .text(0...99)) throws -> String {
        var out = ByteWriter()
        var sink = XLSXSink(RenderingStyle(csvHeader: .keys))
        Sample.feed(&sink, [Column(Field("a", "文", "Text", type))], [[.text(text)]], PageEnd(), into: &out)
        let sheet = try StoredArchive(out.array()).text("xl/worksheets/sheet1.xml")
        return sheet.part(between: "<row r=\"2\">", and: "</row>")
    }

    @Test("Numbers and moments are such, all else is text, and what stands above is the names for people")
    func writesForPeople() throws {
        let sheet = try archive().text("xl/worksheets/sheet1.xml")
        let heads = ["编号", "标题", "状态", "公开", "上报时间", "标签"]
        for head in heads { #expect(sheet.contains(">\(head)</t>")) }
        let row = sheet.part(between: "<row r=\"2\">", and: "</row>")
        let text = #" t="inlineStr"><is><t xml:space="preserve">"#
        // The evening of 2021-11-05 at 19:00 is day 44505 and 19/24 of it.
        #expect(
            row == #"<c r="A2" s="0"><v>7</v></c><c r="B2" s="1"\#(text)楼道灯不亮</t></is></c>"#
                + #"<c r="C2" s="1"\#(text)已办结</t></is></c><c r="D2" s="1"\#(text)是</t></is></c>"#
                + #"<c r="E2" s="3"><v>44505.79166666666</v></c><c r="F2" s="1"\#(text)["a","b"]"#
                .replacing("\"a\"", with: "&quot;a&quot;").replacing("\"b\"", with: "&quot;b&quot;") + "</t></is></c>"
        )
        #expect(sheet.contains(#"<autoFilter ref="A1:F3"/>"#) && sheet.contains(#"state="frozen""#))
    }

    @Test("Scripts get keys, codes and flags")
    func writesForScripts() throws {
        let sheet = try archive(RenderingStyle(csvHeader: .keys)).text("xl/worksheets/sheet1.xml")
        #expect(sheet.contains(">is_public</t>") && sheet.contains(">closed</t>"))
        #expect(sheet.contains(#"<c r="D2" s="0" t="b"><v>1</v></c>"#))
    }

    @Test("What a sheet does not hold goes on in the next, under the same header")
    func nextSheet() throws {
        let book = try archive(sheetRows: 2)
        #expect(book.text("xl/worksheets/sheet1.xml").contains(">楼道灯不亮<"))
        let second = book.text("xl/worksheets/sheet2.xml")
        #expect(second.contains(">标题<") && second.contains("He said &quot;hi&quot;, 再见"))
        let names = book.text("xl/workbook.xml")
        #expect(names.contains(#"name="清单" sheetId="1""#) && names.contains(#"name="清单 (2)" sheetId="2""#))
    }

    @Test("A date is a date, a masked one and one that does not exist are text")
    func dates() throws {
        #expect(try cell("2026-01-05", .date).hasSuffix(#"s="2"><v>46027</v></c>"#))
        #expect(try cell("1987-**-**", .maskedDate).contains(">1987-**-**<"))
        #expect(try cell("2021-02-30", .date).contains(">2021-02-30<"))
    }

    @Test(
        "No text breaks the sheet, runs as a formula or is read as another",
        arguments: [
            ("=1+1", "=1+1"), ("<b>&", "&lt;b&gt;&amp;"), ("a\u{0}\u{8}b\tc\nd", "ab\tc\nd"), ("a\rb", "a&#13;b"),
            ("_x0041_", "_x005F_x0041_"), ("_x41_", "_x41_"), ("a\u{FFFE}b\u{FFFF}", "a\u{FFFD}b\u{FFFD}"),
            ("\u{FFBE}\u{FFBF}", "\u{FFBE}\u{FFBF}"), ("320102198701010024", "320102198701010024"),
        ]
    )
    func texts(text: String, written: String) throws {
        let cell = try cell(text)
        #expect(cell.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">\(written)</t>"), "\(cell)")
    }

    @Test("A cell ends where Excel ends it, between two characters")
    func longTexts() throws {
        let cell = try cell(String(repeating: "😀", count: 20_000))
        #expect(cell.part(between: "\"preserve\">", and: "</t>").unicodeScalars.count == 16_383)
    }

    @Test("A column has the letters of its place")
    func letters() {
        #expect([0, 25, 26, 51, 52, 701, 702].map(SheetCells.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }

    @Test("A sheet has a name that Excel takes, and no other has it")
    func names() {
        #expect(SheetNames.unique("一、[党建]: a/b?", among: []) == "一、 党建   a b")
        #expect(SheetNames.unique("List", among: ["list"]) == "List (2)")
        let long = String(repeating: "长", count: 40)
        let first = SheetNames.unique(long, among: [])
        #expect(first.utf16.count == 31 && SheetNames.unique(long, among: [first]).utf16.count == 31)
    }

    @Test("Content longer than a block is parted, and behind four gigabytes the long form says where things are")
    func longArchive() throws {
        let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for before in [UInt64(0), 5_000_000_000] {
            var out = ByteWriter()
            var archive = ZipArchive(behind: before)
            archive.open("first", into: &out)
            archive.close(into: &out)
            archive.open("second", into: &out)
            for piece in [content[..<150_000], content[150_000...]] {
                let mark = out.count
                out.append(Array(piece))
                archive.add(from: mark, into: &out)
            }
            archive.close(into: &out)
            archive.end(into: &out)
            let read = try StoredArchive(out.array(), behind: before)
            #expect(read.entries.map(\.name) == ["first", "second"] && read.entries.last?.content == content)
            #expect(read.entries.first?.offset == before && read.entries.first?.content == [])
        }
    }
}

extension String {
    /// What stands between two words.
    fileprivate func part(between start: String, and end: String) -> String {
        guard let from = firstRange(of: start)?.upperBound, let until = self[from...].firstRange(of: end)?.lowerBound
        else { return "" }
        return String(self[from..<until])
    }
}

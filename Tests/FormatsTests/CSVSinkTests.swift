import Domain
import Formats
import JSON
import Testing

@Suite("Rows in CSV")
struct CSVSinkTests {
    private static let oneColumn = [Column(Field("a", "文", "Text", .text(0...99)))]

    private func field(_ value: Sample.Value, raw: Bool = false) -> String {
        let style = RenderingStyle(csvHeader: .keys, csvBOM: false, raw: raw)
        let text = Sample.page(.csv, style: style, columns: Self.oneColumn, rows: [[value]])
        return String(text.unicodeScalars.dropFirst(3).dropLast(2))
    }

    @Test("People get a BOM, titles, local times and words")
    func writesForPeople() {
        let expected =
            "\u{FEFF}编号,标题,状态,公开,上报时间,标签\r\n"
            + "7,楼道灯不亮,已办结,是,2021-11-05 19:00:00,\"[\"\"a\"\",\"\"b\"\"]\"\r\n"
            + "1234,\"He said \"\"hi\"\", 再见\",处理中,否,2021-11-05 19:00:00,\r\n"
        #expect(Array(Sample.page(.csv, end: PageEnd(nextCursor: "abc")).utf8) == Array(expected.utf8))
    }

    @Test("Scripts get keys and codes")
    func writesForScripts() {
        let style = RenderingStyle(csvHeader: .keys, csvBOM: false)
        let expected =
            "id,title,status,is_public,created_at,tags\r\n"
            + "7,楼道灯不亮,closed,true,2021-11-05 19:00:00,\"[\"\"a\"\",\"\"b\"\"]\"\r\n"
        #expect(Sample.page(.csv, style: style, rows: [Sample.rows[0]]) == expected)
    }

    @Test("Titles and words follow the language")
    func followsLanguage() {
        let style = RenderingStyle(language: .english, csvBOM: false)
        let lines = Sample.page(.csv, style: style).split(separator: "\r\n")
        #expect(lines.first == "No.,Title,Status,Public,Created,Tags")
        #expect(lines.last?.hasSuffix("Open,no,2021-11-05 19:00:00,") == true)
    }

    @Test(
        "A text that a spreadsheet would run is guarded",
        arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\u{0}x", "＝1", "＋1", "－1", "＠1"]
    )
    func guardsFormulas(text: String) {
        #expect(field(.text(text)) == "'\(text)")
        #expect(field(.text(text), raw: true) == text)
    }

    @Test("The guard stands inside the quotes")
    func guardsInsideQuotes() {
        #expect(field(.text("=A1,\"x\"")) == "\"'=A1,\"\"x\"\"\"")
        #expect(field(.text("\rx")) == "\"'\rx\"")
        #expect(field(.text("\nx")) == "\"'\nx\"")
    }

    @Test("Numbers of our own and harmless texts are not guarded")
    func leavesOthers() {
        #expect(field(.integer(-5)) == "-5")
        #expect(field(.json("-5")) == "-5")
        #expect(field(.text("a=1")) == "a=1")
        #expect(field(.text("￥5")) == "￥5")
        #expect(field(.text("")).isEmpty)
        #expect(field(.null).isEmpty)
    }
}

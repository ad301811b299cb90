import Domain
@testable import Formats
import Testing

@Suite("Rows as a table of text")
struct TableSinkTests {
    @Test("Chinese lines up with Latin, numbers stand at the right")
    func writesTable() {
        let expected = """
            编号  标题                状态    公开  上报时间             标签
            ----  ------------------  ------  ----  -------------------  ---------
               7  楼道灯不亮          已办结  是    2021-11-05 19:00:00  ["a","b"]
            1234  He said "hi", 再见  处理中  否    2021-11-05 19:00:00  -
            共 2 行，总计 12 行；下一页游标：abc

            """
        let table = Sample.page(.table, end: PageEnd(nextCursor: "abc", total: 12))
        #expect(table == expected)
    }

    @Test("Every column begins at the same place on every line")
    func linesUp() {
        let columns = [
            Column(Field("a", "甲", "A", .text(0...9))), Column(Field("b", "乙", "B", .text(0...9))),
            Column(Field("c", "丙", "C", .integer(0...9))),
        ]
        let texts = ["", "x", "中文", "e\u{301}te\u{301}", "ＡＢ", "한국어", "👍🏽", "ｶﾅ", "カナ", "a\u{200B}b", "\u{20000}"]
        let rows = texts.map { [Sample.Value.text($0), .text("|"), .integer(5)] }
        let lines = Sample.page(.table, columns: columns, rows: rows).split(separator: "\n").dropFirst(2).dropLast()
        let starts = lines.compactMap { line in
            line.firstIndex(of: "|").map { DisplayWidth.of(line[..<$0]) }
        }
        #expect(starts.count == texts.count)
        #expect(Set(starts).count == 1)
        #expect(Set(lines.map { DisplayWidth.of($0) }).count == 1)
    }

    @Test("The widths are those of Unicode")
    func measures() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("社区，ＯＫ！") == 12)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("½…─—") == 4)
        #expect(DisplayWidth.of("\u{1112}\u{1161}\u{11AB}") == 2)
        #expect(DisplayWidth.of("😀") == 2)
        #expect(DisplayWidth.of("\u{FEFF}\u{200D}") == 0)
    }

    @Test("A cell can neither break its line nor reach the terminal")
    func disarmsControls() {
        let columns = [Column(Field("a", "文", "Text", .text(0...99)))]
        let text = "a\nb\r\nc\u{1B}[31md\te\u{9B}f\u{2028}g\u{202E}h\u{7F}"
        let table = Sample.page(.table, columns: columns, rows: [[.text(text)]])
        #expect(table.split(separator: "\n")[2] == "a↵b↵c [31md e f↵gh ")
    }

    @Test("Long text is cut to sixty columns, never in the middle of a character")
    func cutsLongText() {
        let columns = [Column(Field("a", "文", "Text", .text(0...99)))]
        let rows: [[Sample.Value]] = [
            [.text(String(repeating: "长", count: 40))], [.text(String(repeating: "x", count: 60))],
            [.text(String(repeating: "x", count: 61))], [.text(String(repeating: "长", count: 30))],
        ]
        let lines = Sample.page(.table, columns: columns, rows: rows).split(separator: "\n")
        #expect(lines[2] == "\(String(repeating: "长", count: 29))…")
        #expect(lines[3] == String(repeating: "x", count: 60))
        #expect(lines[4] == "\(String(repeating: "x", count: 59))…")
        #expect(lines[5] == String(repeating: "长", count: 30))
    }

    @Test("One thing is shown as a line for each field")
    func writesSingle() {
        let expected = """
            编号      7
            标题      楼道灯不亮
            状态      已办结
            公开      是
            上报时间  2021-11-05 19:00:00
            标签      ["a","b"]

            """
        #expect(Sample.page(.table, single: true, rows: [Sample.rows[0]]) == expected)
    }

    @Test("The last line is in the language")
    func followsLanguage() {
        let style = RenderingStyle(language: .english)
        let one = Sample.page(.table, style: style, rows: [Sample.rows[0]])
        #expect(one.hasSuffix("\n1 row\n"))
        let page = Sample.page(.table, style: style, end: PageEnd(nextCursor: "abc", total: 9))
        #expect(page.hasSuffix("\n2 rows of 9; next cursor: abc\n"))
        #expect(Sample.page(.table, rows: []).hasSuffix("\n共 0 行\n"))
    }
}

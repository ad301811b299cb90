import Domain
import Formats
import JSON
import Testing

@Suite("A report in every format")
struct ReportTests {
    private static let report = ReportDocument(
        name: "year",
        title: Title("年度工作报告", "Report of the year"),
        header: [
            ReportFigure(key: "year", title: Title("年份", "Year"), value: .integer(2021)),
            ReportFigure(key: "community", title: Title("社区", "Community"), value: .text("东苑社区")),
        ],
        chapters: [
            ReportChapter(
                title: Title("党建", "Party"),
                sections: [
                    .figures(
                        key: "party",
                        title: Title("概况", "Overview"),
                        [
                            ReportFigure(
                                key: "members",
                                title: Title("党员", "Members"),
                                value: .integer(320),
                                unit: Title("人", "people")
                            ),
                            ReportFigure(
                                key: "share",
                                title: Title("占居民比例", "Share"),
                                value: .tenths(-5),
                                unit: Title("%", "%")
                            ),
                            ReportFigure(key: "rate", title: Title("满意度", "Satisfaction"), value: .null),
                        ]
                    ),
                    .rows(
                        key: "party.branches",
                        title: Title("支部", "Branches"),
                        columns: [
                            Field("name", "名称", "Name", .text(1...20)),
                            Field("members", "党员", "Members", .integer(0...9)),
                            Field(
                                "kind",
                                "类别",
                                "Kind",
                                .enumeration(Enumeration([("hub", "中心户", "Hub"), ("other", "其他", "Other")]))
                            ),
                        ],
                        rows: [
                            [.text("=第一支部"), .integer(120), .text("hub")],
                            [.text("B"), .integer(7), .text("other")],
                        ]
                    ),
                    .figures(
                        key: "party",
                        title: Title("其他", "Other"),
                        [
                            ReportFigure(key: "is_final", title: Title("定稿", "Final"), value: .boolean(true)),
                            ReportFigure(
                                key: "as_of",
                                title: Title("截至", "As of"),
                                value: .instant(Sample.evening)
                            ),
                        ]
                    ),
                ]
            )
        ]
    )

    private func rendered(_ format: Format, _ style: RenderingStyle = RenderingStyle()) -> String {
        var out = ByteWriter()
        render(Self.report, as: format, style: style, into: &out)
        return String(decoding: out.array(), as: UTF8.self)
    }

    @Test("JSON nests by the dots of the keys and joins sections of the same key")
    func writesJSON() {
        let expected =
            #"{"year":2021,"community":"东苑社区","party":{"members":320,"share":-0.5,"rate":null,"#
            + #""branches":[{"name":"=第一支部","members":120,"kind":"hub"},{"name":"B","members":7,"kind":"other"}],"#
            + #""is_final":true,"as_of":"2021-11-05T19:00:00+08:00"}}"# + "\n"
        #expect(rendered(.json) == expected)
    }

    @Test("NDJSON has a line for each figure and row")
    func writesLines() {
        let expected = """
            {"section":"","key":"year","value":2021}
            {"section":"","key":"community","value":"东苑社区"}
            {"section":"party","key":"members","value":320}
            {"section":"party","key":"share","value":-0.5}
            {"section":"party","key":"rate","value":null}
            {"section":"party.branches","name":"=第一支部","members":120,"kind":"hub"}
            {"section":"party.branches","name":"B","members":7,"kind":"other"}
            {"section":"party","key":"is_final","value":true}
            {"section":"party","key":"as_of","value":"2021-11-05T19:00:00+08:00"}

            """
        #expect(rendered(.ndjson) == expected)
    }

    @Test("CSV is flat, with titles for people")
    func writesCSV() {
        let lines = [
            "\u{FEFF}章节,栏目,项目,数值,单位", ",,年份,2021,", ",,社区,东苑社区,", "党建,概况,党员,320,人", "党建,概况,占居民比例,-0.5,%",
            "党建,概况,满意度,,", "党建,支部,'=第一支部 · 党员,120,", "党建,支部,'=第一支部 · 类别,中心户,", "党建,支部,B · 党员,7,",
            "党建,支部,B · 类别,其他,", "党建,其他,定稿,是,", "党建,其他,截至,2021-11-05 19:00:00,", "",
        ]
        #expect(rendered(.csv) == lines.joined(separator: "\r\n"))
    }

    @Test("CSV has keys and codes for scripts")
    func writesCSVWithKeys() {
        let text = rendered(.csv, RenderingStyle(language: .english, csvHeader: .keys, csvBOM: false))
        let lines = text.split(separator: "\r\n")
        #expect(lines.first == "chapter,section,item,value,unit")
        #expect(lines[3] == "Party,party,members,320,people")
        #expect(lines[7] == "Party,party.branches,'=第一支部 · kind,hub,")
        #expect(lines[10] == "Party,party,is_final,true,")
    }

    @Test("Text reads as a printed report")
    func writesTable() {
        let expected = """
            年度工作报告
            ============
            年份  2021
            社区  东苑社区

            党建
            ----

            【概况】
            党员         320 人
            占居民比例  -0.5 %
            满意度         -

            【支部】
            名称       党员  类别
            ---------  ----  ------
            =第一支部   120  中心户
            B             7  其他

            【其他】
            定稿  是
            截至  2021-11-05 19:00:00

            """
        #expect(rendered(.table) == expected)
    }

    @Test("A workbook has a sheet for each chapter, with numbers to calculate with")
    func workbook() throws {
        var out = ByteWriter()
        render(Self.report, as: .xlsx, style: RenderingStyle(), into: &out)
        let book = try StoredArchive(out.array())
        #expect(book.text("xl/workbook.xml").contains(#"<sheet name="党建" sheetId="1""#))
        let sheet = book.text("xl/worksheets/sheet1.xml")
        // The title, the year and the community, a line left free, the title of the section, and its figures.
        #expect(
            sheet.contains(#"<row r="2"><c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">年份</t></is></c>"#)
        )
        #expect(sheet.contains(#"<c r="B2" s="0"><v>2021</v></c></row>"#))
        #expect(sheet.contains(#"<c r="B6" s="0"><v>320</v></c><c r="C6" s="1""#))
        #expect(sheet.contains(#"<c r="B7" s="4"><v>-0.5</v></c>"#))
    }
}

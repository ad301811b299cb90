import Domain
import Formats
import JSON

extension ImportReport {
    /// The result as a document, which every format can show.
    ///
    /// For people a table is narrow: the sentences follow below it.
    func document(encoding: String, forPeople: Bool, shown limit: Int) -> ReportDocument {
        var header = [
            ReportFigure("kind", "导入", "Import", .text("\(kind.title.chinese) \(kind.rawValue)")),
            ReportFigure("encoding", "编码", "Encoding", .text(encoding)),
            ReportFigure("dry_run", "试运行", "Dry run", .boolean(isDryRun)),
            ReportFigure("applied", "已写入", "Applied", .boolean(isClean && !isDryRun)),
            ReportFigure("rows", "行数", "Rows", .integer(Int64(rows))),
            ReportFigure("skipped", "略过的行", "Rows passed over", .integer(Int64(skipped))),
            ReportFigure("problems", "问题", "Problems", .integer(Int64(problemCount))),
        ]
        if !ignoredHeaders.isEmpty {
            header.append(
                ReportFigure("ignored", "略过的列", "Columns passed over", .text(ignoredHeaders.joined(separator: ", ")))
            )
        }
        var sections: [ReportSection] = []
        if !tallies.isEmpty { sections.append(tallySection) }
        if !problems.isEmpty { sections.append(problemSection(forPeople: forPeople, limit)) }
        return ReportDocument(
            name: "import",
            title: Title("导入结果 Import", "Import"),
            header: header,
            chapters: [ReportChapter(title: Title("明细 Details", "Details"), sections: sections)]
        )
    }

    private var tallySection: ReportSection {
        .rows(
            key: "registers",
            title: Title("台账 Registers", "Registers"),
            columns: [
                .text("register", "台账", "Register", 0...50), .integer("new", "新增", "New", 0...Int64.max),
                .integer("changed", "更改", "Changed", 0...Int64.max), .integer("same", "不变", "Same", 0...Int64.max),
            ],
            rows: tallies.map { resource, tally in
                [
                    .text(resource.path), .integer(Int64(tally.new)), .integer(Int64(tally.changed)),
                    .integer(Int64(tally.same)),
                ]
            }
        )
    }

    private func problemSection(forPeople: Bool, _ limit: Int) -> ReportSection {
        let count = forPeople ? Self.narrowColumns : Self.problemColumns.count
        return .rows(
            key: "problem_list",
            title: Title("问题 Problems", "Problems"),
            columns: Array(Self.problemColumns.prefix(count)),
            rows: problems.prefix(limit).map { Array(Self.cells($0).prefix(count)) }
        )
    }

    /// All but the sentences.
    private static let narrowColumns = 5

    private static let problemColumns: [Field] = [
        .integer("row", "行", "Row", 0...Int64.max), .text("column", "列", "Column", 0...10),
        .text("header", "表头", "Header", 0...100), .text("value", "内容", "Value", 0...100),
        .text("code", "代码", "Code", 0...50), .text("expected", "说明", "Explanation", 0...500),
        .text("expected_en", "说明（英文）", "Explanation (English)", 0...500),
    ]

    private static func cells(_ problem: ImportProblem) -> [ReportValue] {
        [
            .integer(Int64(problem.row)), problem.letter.map(ReportValue.text) ?? .null,
            problem.header.map(ReportValue.text) ?? .null, problem.value.map(ReportValue.text) ?? .null,
            .text(problem.code), .text(problem.detail.chinese), .text(problem.detail.english),
        ]
    }

    /// What the codes of the table mean, each sentence once, in both languages.
    func explanations(shown limit: Int) -> String {
        var seen: Set<CellFault> = []
        var lines: [String] = []
        for problem in problems.prefix(limit) {
            let fault = CellFault(problem.code, problem.detail.chinese, problem.detail.english)
            guard seen.insert(fault).inserted else { continue }
            lines.append("\(problem.code)：\(problem.detail.chinese)\n    \(problem.detail.english)\n")
        }
        if problemCount > limit {
            lines.append("… 另有 \(problemCount - limit) 处，用 --report 文件 查看全部；and more, --report FILE has all\n")
        }
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }

    /// The problems as a table for a spreadsheet.
    func writeProblems(into out: inout ByteWriter) {
        var sink = CSVSink(RenderingStyle(language: .chinese))
        sink.begin(Self.problemColumns.map(Column.init), into: &out)
        for problem in problems {
            sink.beginRow(into: &out)
            for (index, value) in Self.cells(problem).enumerated() { write(value, index, &sink, into: &out) }
            sink.endRow(into: &out)
        }
        sink.end(PageEnd(), into: &out)
    }

    private func write(_ value: ReportValue, _ index: Int, _ sink: inout CSVSink, into out: inout ByteWriter) {
        switch value {
        case .integer(let number):
            sink.cell(index, .integer(number), into: &out)
        case .text(let text):
            let bytes = Array(text.utf8)
            bytes.withUnsafeBytes { sink.cell(index, .text($0), into: &out) }
        default:
            sink.cell(index, .null, into: &out)
        }
    }
}

extension ReportFigure {
    fileprivate init(_ key: String, _ chinese: String, _ english: String, _ value: ReportValue) {
        self.init(key: key, title: Title("\(chinese) \(english)", english), value: value)
    }
}

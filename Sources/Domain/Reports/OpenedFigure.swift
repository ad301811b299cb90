/// The cases behind a figure of a report (指标明细): as many as the figure says, as far as the caller sees them.
package struct OpenedFigure: Sendable {
    package let community: ReportedCommunity
    package let question: FigureQuestion
    /// What the figure counts.
    package let entry: FigureEntry
    package let count: Int64
    /// What the report itself says, of the whole community: more than `count` where somebody sees a part of its cases.
    package let counted: Int64
    /// How many cases these are.
    package let cases: Int64
    package let lines: [Line]

    /// One case, or one check or return of it, as the figure counts.
    package struct Line: Sendable {
        package let place: Place
        package let number: String
        package let title: String
        package let status: String
        package let grid: String
        package let category: String
        package let handler: String?
        /// Where it is a limit that counts: which one.
        package let limit: FigureLimit?

        package init(
            place: Place,
            number: String,
            title: String,
            status: String,
            grid: String,
            category: String,
            handler: String?,
            limit: FigureLimit?
        ) {
            self.place = place
            self.number = number
            self.title = title
            self.status = status
            self.grid = grid
            self.category = category
            self.handler = handler
            self.limit = limit
        }
    }

    /// Where a line stands among the others: when it counted, and the case; written `1636110000000-17`.
    package struct Place: Sendable, Hashable, CustomStringConvertible {
        package let at: Int64
        package let caseID: Int64

        package init(at: Int64, caseID: Int64) {
            self.at = at
            self.caseID = caseID
        }

        package init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
            guard parts.count == 2, let at = parts[0], let id = parts[1] else { return nil }
            self.init(at: at, caseID: id)
        }

        package var description: String { "\(at)-\(caseID)" }
    }

    package init(
        community: ReportedCommunity,
        question: FigureQuestion,
        entry: FigureEntry,
        count: Int64,
        counted: Int64,
        cases: Int64,
        lines: [Line]
    ) {
        self.community = community
        self.question = question
        self.entry = entry
        self.count = count
        self.counted = counted
        self.cases = cases
        self.lines = lines
    }

    package var report: ReportDocument {
        let figure = question.report.figures.title(of: question.figure)?.chinese ?? question.figure
        let next = lines.count >= question.limit ? lines.last?.place.description : nil
        return ReportDocument(
            name: "\(question.report.rawValue)-cases",
            title: Title("\(question.report.title.chinese)：明细", "\(question.report.title.english): the cases"),
            header: community.header(from: question.from, to: question.to) + [
                ReportFigure(key: "figure", title: Title("指标", "Figure"), value: .text(question.figure)),
                ReportFigure(key: "figure_title", title: Title("指标名称", "Name of the figure"), value: .text(figure)),
                ReportFigure(key: "entry", title: Title("计数单位", "An entry is a"), value: .text(entry.rawValue)),
                ReportFigure(key: "count", title: Title("条目数", "Entries"), value: .integer(count)),
                ReportFigure(
                    key: "counted",
                    title: Title("报表所计（全社区）", "What the report counts, of the whole community"),
                    value: .integer(counted)
                ),
                ReportFigure(
                    key: "is_part",
                    title: Title("仅列您数据范围内的", "Only those in your scope"),
                    value: .boolean(count < counted)
                ),
                ReportFigure(key: "cases", title: Title("涉及诉求件数", "Of so many cases"), value: .integer(cases)),
                ReportFigure(
                    key: "next_after",
                    title: Title("下一页", "Next page"),
                    value: next.map { .text($0) } ?? .null
                ),
            ],
            chapters: [
                ReportChapter(
                    title: Title("明细", "Cases"),
                    sections: [
                        .rows(key: "items", title: Title("明细", "Cases"), columns: Self.columns, rows: lines.map(\.row))
                    ]
                )
            ],
            isList: true
        )
    }

    private static let columns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .text("number", "诉求编号", "Number", 8...32),
        .text("title", "标题", "Title", 1...100),
        Field("status", "现状态", "Status now", .enumeration(Enumeration(CaseStatus.self))),
        .instant("at", "计入时间", "Counted at"), .text("grid", "网格", "Grid", 1...50),
        .text("category", "类别", "Category", 1...50), .text("handler", "处理人", "Handler", 1...100).nullable(),
        Field("step", "环节", "Step", .enumeration(Enumeration(CaseStepKind.self))).nullable(),
        .instant("step_due_at", "环节到期时间", "Step due at").nullable(),
        .instant("step_ended_at", "环节结束时间", "Step ended at").nullable(),
        .text("href", "链接", "Link", 1...100),
    ]
}

extension OpenedFigure.Line {
    fileprivate var row: [ReportValue] {
        [
            .integer(place.caseID), .text(number), .text(title), .text(status), .instant(place.at), .text(grid),
            .text(category), handler.map { .text($0) } ?? .null, limit.map { .text($0.step.rawValue) } ?? .null,
            limit.map { .instant($0.dueAt) } ?? .null, limit?.endedAt.map { .instant($0) } ?? .null,
            .text("/api/v1/cases/\(place.caseID)"),
        ]
    }
}

extension CaseQuality {
    /// The quality of the handling as a report (时限与质量表).
    package var report: ReportDocument {
        ReportDocument(
            name: "case-deadlines",
            title: Title("诉求时限与办理质量", "Deadlines and quality of cases"),
            header: community.header + [
                ReportFigure(key: "from", title: Title("起始日", "From"), value: .text(from.description)),
                ReportFigure(key: "to", title: Title("截止日（含）", "To (included)"), value: .text(to.description)),
            ],
            chapters: [
                ReportChapter(
                    title: Title("办理质量", "Quality"),
                    sections: [
                        .figures(key: "total", title: Title("合计", "Total"), Self.figures(sums(facts))),
                        table("by_grid", Title("各网格", "Each grid"), .grid),
                        table("by_category", Title("各类别", "Each category"), .category),
                        table("by_person", Title("各处理人", "Each person"), .person),
                        table("by_partner", Title("各处理单位", "Each partner"), .partner),
                        months,
                    ]
                )
            ]
        )
    }

    private typealias Sums = [Figure: Int64]

    private func sums(_ facts: some Sequence<Fact>) -> Sums {
        facts.reduce(into: [:]) { $0[$1.figure, default: 0] += $1.count }
    }

    /// A rate in tenths of a percent, with what it is counted from in the columns before it.
    private struct Rate: Sendable {
        let key: String
        let title: Title
        let value: @Sendable (Sums) -> (Int64, of: Int64)
    }

    private static let rates = [
        Rate(key: "filing_rate", title: Title("按期立案率（%）", "Filed on time (%)")) {
            ($0[.filedOnTime] ?? 0, of: $0[.filingDue] ?? 0)
        },
        Rate(key: "accuracy_rate", title: Title("准确立案率（%）", "Filed rightly (%)")) {
            (($0[.filed] ?? 0) - ($0[.void] ?? 0), of: $0[.filed] ?? 0)
        },
        Rate(key: "closing_rate", title: Title("按期办结率（%）", "Closed on time (%)")) {
            ($0[.closedOnTime] ?? 0, of: $0[.closingDue] ?? 0)
        },
        Rate(key: "rework_rate", title: Title("返工率（%）", "Rework (%)")) {
            ($0[.failedChecks] ?? 0, of: $0[.checks] ?? 0)
        },
        Rate(key: "responded_rate", title: Title("响应率（%）", "Responded (%)")) {
            ($0[.responded] ?? 0, of: $0[.closed] ?? 0)
        },
        Rate(key: "solved_rate", title: Title("解决率（%）", "Solved (%)")) { ($0[.solved] ?? 0, of: $0[.rated] ?? 0) },
        Rate(key: "satisfied_rate", title: Title("满意率（%）", "Satisfied (%)")) {
            ($0[.satisfied] ?? 0, of: $0[.rated] ?? 0)
        },
    ]

    private static func values(_ sums: Sums) -> [ReportValue] {
        Figure.allCases.map { .integer(sums[$0] ?? 0) }
            + rates.map { rate in
                let (part, whole) = rate.value(sums)
                return whole == 0 ? .null : .tenths((part * 2_000 + whole) / (whole * 2))
            }
    }

    private static func figures(_ sums: Sums) -> [ReportFigure] {
        let named = Figure.allCases.map { ($0.rawValue, $0.title) } + rates.map { ($0.key, $0.title) }
        return zip(named, values(sums)).map { ReportFigure(key: $0.0, title: $0.1, value: $1) }
    }

    private static let columns: [Field] =
        Figure.allCases.map { .integer($0.rawValue, $0.title.chinese, $0.title.english, 0...Int64.max) }
        + rates.map { .integer($0.key, $0.title.chinese, $0.title.english, 0...Int64.max) }

    private func table(_ key: String, _ title: Title, _ dimension: Dimension) -> ReportSection {
        let groups = Dictionary(grouping: facts.filter { $0.keys[dimension] != nil }) { $0.keys[dimension] ?? 0 }
        return .rows(
            key: key,
            title: title,
            columns: [.integer("id", "编号", "Id", 1...Int64.max), .text("name", "名称", "Name", 1...100)] + Self.columns,
            rows: groups.sorted { $0.key < $1.key }.map { id, facts in
                [.integer(id), .text(names[dimension]?[id] ?? "—")] + Self.values(sums(facts))
            }
        )
    }

    private var months: ReportSection {
        let groups = Dictionary(grouping: facts, by: \.month)
        return .rows(
            key: "by_month",
            title: Title("各月", "Each month"),
            columns: [.text("month", "月份", "Month", 7...7)] + Self.columns,
            rows: groups.sorted { $0.key < $1.key }.map { [.text($0)] + Self.values(sums($1)) }
        )
    }
}

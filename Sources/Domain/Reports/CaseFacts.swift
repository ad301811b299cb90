/// By what figures of cases are told apart (统计维度).
package enum CaseDimension: Int, Sendable, CaseIterable {
    case grid, category, person, partner
}

/// So many cases of one sort, of one grid, category, handler and month (诉求计数).
package struct CaseFact<Figure: TitledEnum & Hashable>: Sendable {
    package let keys: [CaseDimension: Int64]
    package let month: String
    package let figure: Figure
    package let count: Int64

    package init(keys: [CaseDimension: Int64], month: String, figure: Figure, count: Int64) {
        self.keys = keys
        self.month = month
        self.figure = figure
        self.count = count
    }
}

/// A rate of figures (比率), shown beside the two that it is counted from; in tenths of a percent.
package struct CaseRate<Figure: TitledEnum & Hashable>: Sendable {
    let key: String
    let title: Title
    /// What is counted, less something where it says so.
    let part: Figure
    var less: Figure?
    /// Of what, together with something where it says so.
    let whole: Figure
    var and: Figure?

    fileprivate func value(_ sums: [Figure: Int64]) -> ReportValue {
        let whole = (sums[whole] ?? 0) + (and.flatMap { sums[$0] } ?? 0)
        let part = (sums[part] ?? 0) - (less.flatMap { sums[$0] } ?? 0)
        return whole == 0 ? .null : .tenths((part * 2_000 + whole) / (whole * 2))
    }
}

/// Counts of cases that can be added up along every dimension (诉求指标汇总), with the names of what they belong to.
package struct CaseFacts<Figure: TitledEnum & Hashable>: Sendable {
    package let facts: [CaseFact<Figure>]
    package let names: [CaseDimension: [Int64: String]]
    /// How something stood when each month was over, which is no sum of what happened in it.
    private var ends: (figure: Figure, values: [String: Int64])?

    package init(facts: [CaseFact<Figure>], names: [CaseDimension: [Int64: String]]) {
        self.facts = facts
        self.names = names
    }

    package func ending(_ values: [String: Int64], as figure: Figure) -> CaseFacts {
        var facts = self
        facts.ends = (figure, values)
        return facts
    }

    func total(_ key: String, _ title: Title, rates: [CaseRate<Figure>]) -> ReportSection {
        let shown = Self.columns(Array(Figure.allCases), rates)
        let values = Self.values(sums(facts), Array(Figure.allCases), rates)
        return .figures(
            key: key,
            title: title,
            zip(shown, values).map { ReportFigure(key: $0.name, title: $0.title, value: $1) }
        )
    }

    /// A line for each grid, category, person or partner; only the figures that are asked for.
    func table(
        _ key: String,
        _ title: Title,
        _ dimension: CaseDimension,
        figures: [Figure] = Array(Figure.allCases),
        rates: [CaseRate<Figure>]
    ) -> ReportSection {
        let told = facts.filter { figures.contains($0.figure) && $0.keys[dimension] != nil }
        return .rows(
            key: key,
            title: title,
            columns: [.integer("id", "编号", "Id", 1...Int64.max), .text("name", "名称", "Name", 1...100)]
                + Self.columns(figures, rates),
            rows: Dictionary(grouping: told) { $0.keys[dimension] ?? 0 }.sorted { $0.key < $1.key }.map { id, facts in
                [.integer(id), .text(names[dimension]?[id] ?? "—")] + Self.values(sums(facts), figures, rates)
            }
        )
    }

    func months(rates: [CaseRate<Figure>]) -> ReportSection {
        let figures = Array(Figure.allCases)
        let known = Dictionary(grouping: facts, by: \.month)
        let months = Set(known.keys).union(ends?.values.keys.map { $0 } ?? []).sorted()
        return .rows(
            key: "by_month",
            title: Title("各月", "Each month"),
            columns: [.text("month", "月份", "Month", 7...7)] + Self.columns(figures, rates),
            rows: months.map { month in
                var counts = sums(known[month] ?? [])
                if let ends { counts[ends.figure] = ends.values[month] ?? 0 }
                return [.text(month)] + Self.values(counts, figures, rates)
            }
        )
    }

    /// The same figures by each dimension, then by month.
    func tables(rates: [CaseRate<Figure>]) -> [ReportSection] {
        [
            table("by_grid", Title("各网格", "Each grid"), .grid, rates: rates),
            table("by_category", Title("各类别", "Each category"), .category, rates: rates),
            table("by_person", Title("各处理人", "Each person"), .person, rates: rates),
            table("by_partner", Title("各处理单位", "Each partner"), .partner, rates: rates), months(rates: rates),
        ]
    }

    private func sums(_ facts: some Sequence<CaseFact<Figure>>) -> [Figure: Int64] {
        facts.reduce(into: [:]) { $0[$1.figure, default: 0] += $1.count }
    }

    private static func columns(_ figures: [Figure], _ rates: [CaseRate<Figure>]) -> [Field] {
        figures.map { .integer($0.rawValue, $0.title.chinese, $0.title.english, 0...Int64.max) }
            + rates.map { .integer($0.key, $0.title.chinese, $0.title.english, 0...Int64.max) }
    }

    private static func values(
        _ sums: [Figure: Int64],
        _ figures: [Figure],
        _ rates: [CaseRate<Figure>]
    ) -> [ReportValue] {
        figures.map { .integer(sums[$0] ?? 0) } + rates.map { $0.value(sums) }
    }
}

/// The counted cases of one community in a period (时段指标): what the reports over cases are made of.
package struct CasePeriod<Figure: TitledEnum & Hashable>: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let facts: CaseFacts<Figure>

    package init(community: ReportedCommunity, from: CivilDate, to: CivilDate, facts: CaseFacts<Figure>) {
        self.community = community
        self.from = from
        self.to = to
        self.facts = facts
    }

    func report(_ report: CaseReport, _ chapter: Title, _ sections: [ReportSection]) -> ReportDocument {
        ReportDocument(
            name: report.rawValue,
            title: report.title,
            header: community.header(from: from, to: to),
            chapters: [ReportChapter(title: chapter, sections: sections)]
        )
    }

    /// The total, then a table for each dimension and the months.
    func whole(_ report: CaseReport, _ chapter: Title, rates: [CaseRate<Figure>]) -> ReportDocument {
        self.report(
            report,
            chapter,
            [facts.total("total", Title("合计", "Total"), rates: rates)] + facts.tables(rates: rates)
        )
    }
}

/// Whether those who asked heard of it, think it solved and are content (响应率、解决率、满意率).
///
/// Each closed case stands once in each of three groups, so that every group adds up to the cases that were closed; who was
/// not reachable and who did not rate have columns of their own and are never counted as content.
package struct CaseSatisfaction: Sendable {
    package let community: ReportedCommunity
    package let from: CivilDate
    /// The last day, which counts.
    package let to: CivilDate
    package let facts: [Fact]
    package let grids: [Int64: String]
    package let categories: [Int64: String]

    /// The closed cases of one grid, category and month.
    package struct Fact: Sendable {
        package let grid: Int64
        package let category: Int64
        package let month: String
        /// As many as there are figures, in their order.
        package let counts: [Int64]

        package init(grid: Int64, category: Int64, month: String, counts: [Int64]) {
            self.grid = grid
            self.category = category
            self.month = month
            self.counts = counts
        }
    }

    /// What is counted (指标), group by group.
    package enum Figure: String, Sendable, CaseIterable {
        case closed
        case responded
        case responseNotReachable = "response_not_reachable"
        case nobodyToTell = "nobody_to_tell"
        case notTold = "not_told"
        case solved
        case notSolved = "not_solved"
        case solutionNotReachable = "solution_not_reachable"
        case solutionUnknown = "solution_unknown"
        case satisfied
        case notSatisfied = "not_satisfied"
        case ratingNotReachable = "rating_not_reachable"
        case notRated = "not_rated"

        package var title: Title {
            switch self {
            case .closed: Title("办结", "Closed")
            case .responded: Title("已告知", "Told")
            case .responseNotReachable: Title("告知时联系不上", "Not reachable to be told")
            case .nobodyToTell: Title("无人可告知", "Nobody to tell")
            case .notTold: Title("尚未告知", "Not told yet")
            case .solved: Title("已解决", "Solved")
            case .notSolved: Title("未解决", "Not solved")
            case .solutionNotReachable: Title("是否解决：联系不上", "Solved or not: not reachable")
            case .solutionUnknown: Title("是否解决：未答复", "Solved or not: no answer")
            case .satisfied: Title("满意", "Satisfied")
            case .notSatisfied: Title("不满意", "Not satisfied")
            case .ratingNotReachable: Title("评价：联系不上", "Rating: not reachable")
            case .notRated: Title("未评价", "Not rated")
            }
        }
    }

    package init(
        community: ReportedCommunity,
        from: CivilDate,
        to: CivilDate,
        facts: [Fact],
        grids: [Int64: String],
        categories: [Int64: String]
    ) {
        self.community = community
        self.from = from
        self.to = to
        self.facts = facts
        self.grids = grids
        self.categories = categories
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "case-satisfaction",
            title: Title("响应、解决与满意", "Responded, solved, satisfied"),
            header: community.header + [
                ReportFigure(key: "from", title: Title("起始日", "From"), value: .text(from.description)),
                ReportFigure(key: "to", title: Title("截止日（含）", "To (included)"), value: .text(to.description)),
            ],
            chapters: [
                ReportChapter(
                    title: Title("响应、解决与满意", "Responded, solved, satisfied"),
                    sections: [
                        .figures(key: "total", title: Title("合计", "Total"), total),
                        table("by_grid", Title("各网格", "Each grid"), { $0.grid }, grids),
                        table("by_category", Title("各类别", "Each category"), { $0.category }, categories),
                        months,
                    ]
                )
            ]
        )
    }

    private var total: [ReportFigure] {
        zip(Self.columns, Self.values(Self.sum(facts))).map { field, value in
            ReportFigure(key: field.name, title: field.title, value: value)
        }
    }

    private static func sum(_ facts: [Fact]) -> [Int64] {
        facts.reduce(into: Array(repeating: 0, count: Figure.allCases.count)) { sums, fact in
            for (index, count) in fact.counts.enumerated() { sums[index] += count }
        }
    }

    /// The counts, and the three rates in tenths of a percent.
    private static func values(_ counts: [Int64]) -> [ReportValue] {
        let named = Dictionary(uniqueKeysWithValues: zip(Figure.allCases, counts))
        let count = { (figure: Figure) in named[figure] ?? 0 }
        let rates = [
            (count(.responded), count(.closed)),
            (count(.solved), count(.solved) + count(.notSolved)),
            (count(.satisfied), count(.satisfied) + count(.notSatisfied)),
        ]
        return counts.map(ReportValue.integer)
            + rates.map { part, whole in whole == 0 ? .null : .tenths((part * 2_000 + whole) / (whole * 2)) }
    }

    private static let columns: [Field] =
        Figure.allCases.map { .integer($0.rawValue, $0.title.chinese, $0.title.english, 0...Int64.max) } + [
            .integer("responded_rate", "响应率（%）", "Responded (%)", 0...Int64.max),
            .integer("solved_rate", "解决率（%）", "Solved (%)", 0...Int64.max),
            .integer("satisfied_rate", "满意率（%）", "Satisfied (%)", 0...Int64.max),
        ]

    private func table(
        _ key: String,
        _ title: Title,
        _ dimension: (Fact) -> Int64,
        _ names: [Int64: String]
    ) -> ReportSection {
        let groups = Dictionary(grouping: facts, by: dimension)
        return .rows(
            key: key,
            title: title,
            columns: [.integer("id", "编号", "Id", 1...Int64.max), .text("name", "名称", "Name", 1...100)] + Self.columns,
            rows: groups.sorted { $0.key < $1.key }.map { id, facts in
                [.integer(id), .text(names[id] ?? "—")] + Self.values(Self.sum(facts))
            }
        )
    }

    private var months: ReportSection {
        let groups = Dictionary(grouping: facts, by: \.month)
        return .rows(
            key: "by_month",
            title: Title("各月", "Each month"),
            columns: [.text("month", "月份", "Month", 7...7)] + Self.columns,
            rows: groups.sorted { $0.key < $1.key }.map { [.text($0)] + Self.values(Self.sum($1)) }
        )
    }
}

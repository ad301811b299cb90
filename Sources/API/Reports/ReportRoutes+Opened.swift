import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    private static let keys: [(CaseDimension, QueryParameter)] = [
        (.grid, QueryParameter("grid_id", "网格", "Grid", .reference(.grids))),
        (.category, QueryParameter("category_id", "类别", "Category", .reference(.caseCategories))),
        (.person, QueryParameter("handler_id", "处理人或岗位上的人", "Who handles, or holds the post", .reference(.accounts))),
        (
            .partner,
            QueryParameter("handler_organization_id", "处理单位", "Partner", .reference(.organizations))
        ),
    ]
    private static let limit = QueryParameter("limit", "最多几件，默认 50", "Cases at most, 50 by default", .integer(1...1000))
    private static let after = QueryParameter(
        "after",
        "上一页的 next_after",
        "next_after of the page before",
        .text(3...40)
    )

    /// 指标明细: a figure of a report, opened down to the cases that it counted.
    func opened(_ report: CaseReport) -> Endpoint {
        let figure = QueryParameter("figure", "指标", "Figure", .enumeration(report.figures), isRequired: true)
        let time = report == .backlog ? [Self.day] : [Self.from, Self.to]
        let parameters = [Self.community, figure] + time + Self.keys.map(\.1) + [Self.limit, Self.after]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/\(report.rawValue)/cases",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_\(report.rawValue.replacing("-", with: "_"))_cases",
                Title(
                    "\(report.title.chinese)：明细；count 为您数据范围内的条目数，counted 为报表所计，is_part 表示只列出其中一部分",
                    "\(report.title.english): the cases; count are the entries in your scope, counted what the report says, is_part that "
                        + "these are not all of them"
                ),
                .reports,
                parameters
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    try await reports.open(
                        Self.question(report, values, call),
                        community: values.integer("community_id"),
                        by: call.principal,
                        now: call.now,
                        time: call.time
                    )
                }
            }
        )
    }

    private static func question(
        _ report: CaseReport,
        _ values: [String: FieldValue],
        _ call: Call
    ) throws -> FigureQuestion {
        let day = report == .backlog ? try pastDay(values, call) : nil
        let (from, to) = try day.map { ($0, $0) } ?? period(values, call)
        var after: OpenedFigure.Place?
        if let text = values.text("after") {
            after = OpenedFigure.Place(text)
            if after == nil {
                throw DomainError.badParameters([
                    .parameter("after", "invalid_cursor", "请使用上一页给出的 next_after", "Use next_after of the page before")
                ])
            }
        }
        return FigureQuestion(
            report: report,
            figure: values.text("figure") ?? "",
            from: from,
            to: to,
            keys: Self.keys.reduce(into: [:]) { $0[$1.0] = values.integer($1.1.name) },
            limit: values.integer("limit").map(Int.init) ?? 50,
            after: after
        )
    }
}

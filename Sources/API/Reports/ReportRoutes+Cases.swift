import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    private static let from = QueryParameter(
        "from",
        "起始日，默认截止日当年的 1 月 1 日",
        "First day, 1 January of the last day's year by default",
        .date
    )
    private static let to = QueryParameter("to", "截止日（含），默认今天", "Last day, included; today by default", .date)

    /// 诉求统计: what came in and what was closed in a period, of all communities that the caller sees or of one.
    var caseStatistics: Endpoint {
        let parameters = [Self.community, Self.from, Self.to]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/case-statistics",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_case_statistics",
                Title("诉求统计", "Case statistics"),
                .reports,
                parameters
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let to = values.text("to").flatMap { CivilDate($0) } ?? call.time.date(of: call.now)
                    let from =
                        values.text("from").flatMap { CivilDate($0) } ?? CivilDate(year: to.year, month: 1, day: 1)
                    guard let from, from <= to else { throw Self.endsBeforeItBegins(to) }
                    return try await reports.caseStatistics(
                        community: values.integer("community_id"),
                        from: from,
                        to: to,
                        scope: call.principal.scope
                    )
                }
            }
        )
    }

    private static func endsBeforeItBegins(_ last: CivilDate) -> DomainError {
        DomainError.badParameters([
            .parameter(
                "from",
                "after_end",
                "起始日不能晚于截止日 \(last)",
                "The first day can not be after the last, \(last)"
            )
        ])
    }
}

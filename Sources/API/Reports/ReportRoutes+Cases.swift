import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    static let from = QueryParameter(
        "from",
        "起始日，默认截止日当年的 1 月 1 日",
        "First day, 1 January of the last day's year by default",
        .date
    )
    static let to = QueryParameter("to", "截止日（含），默认今天", "Last day, included; today by default", .date)

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
                    let (from, to) = try Self.period(values, call)
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

    /// 时限与办理质量: every rate of a period, by grid, category, handler and month.
    var caseDeadlines: Endpoint {
        let parameters = [Self.community, Self.from, Self.to]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/case-deadlines",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_case_deadlines",
                Title("诉求时限与办理质量", "Deadlines and quality of cases"),
                .reports,
                parameters
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let (from, to) = try Self.period(values, call)
                    return try await reports.caseQuality(
                        community: values.integer("community_id"),
                        from: from,
                        to: to,
                        scope: call.principal.scope,
                        time: call.time
                    )
                }
            }
        )
    }

    /// 在办积压: what lay open on any day.
    var backlog: Endpoint {
        let parameters = [Self.community, Self.day]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/backlog",
            access: .holders(of: .readReports),
            Self.documentation("report_backlog", Title("在办积压", "Backlog"), .reports, parameters),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let today = call.time.date(of: call.now)
                    let date = values.text("on").flatMap { CivilDate($0) } ?? today
                    guard date <= today else {
                        throw DomainError.badParameters([
                            .parameter("on", "in_future", "不能晚于今天 \(today)", "Can not be after today, \(today)")
                        ])
                    }
                    return try await reports.backlog(
                        community: values.integer("community_id"),
                        on: date,
                        now: call.now,
                        scope: call.principal.scope,
                        time: call.time
                    )
                }
            }
        )
    }

    /// 零积压台账: opening, new and told of each grid and month.
    var caseLedger: Endpoint {
        let parameters = [Self.community, Self.year]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/case-ledger",
            access: .holders(of: .readReports),
            Self.documentation("report_case_ledger", Title("零积压台账", "Zero-backlog ledger"), .reports, parameters),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    try await reports.caseLedger(
                        community: values.integer("community_id"),
                        year: values.integer("year").map(Int.init) ?? call.time.date(of: call.now).year,
                        scope: call.principal.scope,
                        time: call.time
                    )
                }
            }
        )
    }

    static func period(_ values: [String: FieldValue], _ call: Call) throws -> (CivilDate, CivilDate) {
        let to = values.text("to").flatMap { CivilDate($0) } ?? call.time.date(of: call.now)
        let from = values.text("from").flatMap { CivilDate($0) } ?? CivilDate(year: to.year, month: 1, day: 1)
        guard let from, from <= to else { throw endsBeforeItBegins(to) }
        return (from, to)
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

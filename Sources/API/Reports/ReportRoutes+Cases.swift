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
            Self.documentation("report_case_statistics", CaseReport.statistics.title, .reports, parameters),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let (from, to) = try Self.period(values, call)
                    return try await reports.caseStatistics(
                        community: values.integer("community_id"),
                        from: from,
                        to: to,
                        scope: call.principal.scope,
                        now: call.now,
                        time: call.time
                    )
                }
            }
        )
    }

    /// 时限与办理质量: every rate of a period, by grid, category, handler and month.
    var caseDeadlines: Endpoint { period(.deadlines) { (period: CasePeriod<QualityFigure>) in period.report } }

    /// 岗位评价: the work of each post in a period.
    var casePosts: Endpoint { period(.posts) { (period: CasePeriod<PostFigure>) in period.report } }

    /// 三率: responded, solved, satisfied, with not reachable and not rated apart.
    var satisfaction: Endpoint { period(.satisfaction) { (period: CasePeriod<SatisfactionFigure>) in period.report } }

    /// 吹哨报到: asked, came, in time, declined and solved of each summoned unit.
    var whistles: Endpoint { period(.whistles) { (period: CasePeriod<WhistleFigure>) in period.report } }

    /// A report over the cases of a period.
    private func period<Figure>(
        _ name: CaseReport,
        _ show: @escaping @Sendable (CasePeriod<Figure>) -> ReportDocument
    ) -> Endpoint {
        report(name.rawValue, name.title, [Self.from, Self.to]) { call, values in
            let ((from, to), now, time) = (try Self.period(values, call), call.now, call.time)
            return { reader, community in
                try reader.reports.period(name, community: community, from: from, to: to, now: now, time: time).map(
                    show
                )
            }
        }
    }

    /// 在办积压: what lay open on any day.
    var backlog: Endpoint {
        report(CaseReport.backlog.rawValue, CaseReport.backlog.title, [Self.day]) { call, values in
            let (date, now, time) = (try Self.pastDay(values, call), call.now, call.time)
            return { reader, community in
                try reader.reports.backlog(community: community, on: date, now: now, time: time)?.report
            }
        }
    }

    /// 零积压台账: opening, new and told of each grid and month.
    var caseLedger: Endpoint {
        report(CaseReport.ledger.rawValue, CaseReport.ledger.title, [Self.year]) { call, values in
            let year = values.integer("year").map(Int.init) ?? call.time.date(of: call.now).year
            let (now, time) = (call.now, call.time)
            return { reader, community in
                try reader.reports.caseLedger(community: community, year: year, now: now, time: time)?.report
            }
        }
    }

    static func pastDay(_ values: [String: FieldValue], _ call: Call) throws -> CivilDate {
        let today = call.time.date(of: call.now)
        let date = values.text("on").flatMap { CivilDate($0) } ?? today
        guard date <= today else {
            throw DomainError.badParameters([
                .parameter("on", "in_future", "不能晚于今天 \(today)", "Can not be after today, \(today)")
            ])
        }
        return date
    }

    static func period(_ values: [String: FieldValue], _ call: Call) throws -> (CivilDate, CivilDate) {
        if let year = values.integer("year").map(Int.init), values["from"] == nil, values["to"] == nil,
            let from = CivilDate(year: year, month: 1, day: 1), let to = CivilDate(year: year, month: 12, day: 31)
        {
            return (from, to)
        }
        let to = values.text("to").flatMap { CivilDate($0) } ?? call.time.date(of: call.now)
        let from = values.text("from").flatMap { CivilDate($0) } ?? CivilDate(year: to.year, month: 1, day: 1)
        guard let from, from <= to else {
            throw DomainError.badParameters([
                .parameter(
                    "from",
                    "after_end",
                    "起始日不能晚于截止日 \(to)",
                    "The first day can not be after the last, \(to)"
                )
            ])
        }
        return (from, to)
    }
}

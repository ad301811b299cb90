import Domain
import Formats
import HTTPWire
import JSON
package import Routing
package import Services

/// 报表: each in every format.
package struct ReportRoutes: RouteGroup {
    let reports: ReportService

    package init(reports: ReportService) { self.reports = reports }

    package var endpoints: [Endpoint] {
        [
            list, annual, gridCoverage, residents, caseStatistics, caseDeadlines, backlog, caseLedger, homeWork,
            whistles, satisfaction,
        ]
            + workLists
    }

    static let community = QueryParameter(
        "community_id",
        "社区",
        "Community",
        .reference(.communities)
    )
    static let year = QueryParameter("year", "年度，默认今年", "Year, this one by default", .integer(1949...2200))
    static let day = QueryParameter("on", "日期，默认今天", "Date, today by default", .date)

    private var annual: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/reports/annual",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_annual",
                Title("年度成效报告", "Annual report"),
                .reports,
                [Self.community, Self.year]
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: [Self.community, Self.year]) { values in
                    let year = values.integer("year").map(Int.init) ?? call.time.date(of: call.now).year
                    return try await reports.annual(
                        community: values.integer("community_id"),
                        year: year,
                        scope: call.principal.scope,
                        time: call.time
                    )
                }
            }
        )
    }

    private var gridCoverage: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/reports/grid-coverage",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_grid_coverage",
                Title("网格覆盖情况", "Grid coverage"),
                .reports,
                [Self.community, Self.day]
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: [Self.community, Self.day]) { values in
                    let date = values.text("on").flatMap { CivilDate($0) } ?? call.time.date(of: call.now)
                    return try await reports.gridCoverage(
                        community: values.integer("community_id"),
                        on: date,
                        scope: call.principal.scope
                    )
                }
            }
        )
    }

    private var list: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/reports",
            access: .holders(of: .readReports),
            Documentation("list_reports", Title("报表目录", "The reports"), .reports, .document("ReportList")),
            .constant { call in
                var out = ByteWriter(capacity: 512)
                out.openObject()
                out.key("items")
                out.openArray()
                for (name, title) in [
                    ("annual", Title("年度成效报告", "Annual report")),
                    ("grid-coverage", Title("网格覆盖情况", "Grid coverage")),
                    ("residents", Title("居民结构", "Residents")),
                    ("case-statistics", Title("诉求统计", "Case statistics")),
                    ("case-deadlines", Title("诉求时限与办理质量", "Deadlines and quality of cases")),
                    ("backlog", Title("在办积压", "Backlog")),
                    ("case-ledger", Title("零积压台账", "Zero-backlog ledger")),
                    ("whistles", Title("吹哨报到", "Whistles")),
                    ("case-satisfaction", Title("响应、解决与满意", "Responded, solved, satisfied")),
                ] {
                    out.openObject()
                    out.member("name", name)
                    out.member("title", title.text(in: call.language))
                    out.member("href", "\(Endpoint.base)/reports/\(name)")
                    out.closeObject()
                }
                out.closeArray()
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    static func documentation(
        _ operation: String,
        _ title: Title,
        _ area: Area,
        _ parameters: [QueryParameter]
    ) -> Documentation {
        var documentation = Documentation(operation, title, area, .report)
        documentation.query = parameters
        return documentation
    }

    /// Reads the parameters of a report, counts it, and writes it in the format asked for.
    static func answer(
        _ call: Call,
        parameters: [QueryParameter],
        _ count: ([String: FieldValue]) async throws -> ReportDocument
    ) async throws -> Answer {
        let (format, csv, values) = try call.reportParameters(parameters)
        let document = try await count(values)
        var out = ByteWriter(capacity: 8192)
        render(
            document,
            as: format,
            style: RenderingStyle(
                language: call.language,
                offsetMinutes: call.time.offsetMinutes,
                csvHeader: csv.headerIsKeys ? .keys : .titles,
                csvBOM: csv.hasBOM,
                raw: csv.isRaw
            ),
            into: &out
        )
        var answer = Answer(.ok, body: out.array(), contentType: format.contentType)
        answer.isTagged = true
        return answer
    }
}

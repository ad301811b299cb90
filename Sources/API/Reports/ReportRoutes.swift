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
            list, annual, gridCoverage, residents, caseStatistics, caseDeadlines, casePosts, backlog, caseLedger,
            whistles, satisfaction, activities, ageActivities, venues, deliberation, resolvedDemands,
        ]
            + chains + [tally, issuePage, issuePreview, minutes] + CaseReport.allCases.map(opened) + [homeWork]
            + workLists
    }

    /// The reports that are pages, too.
    var printable: [Endpoint] {
        [
            annual, gridCoverage, residents, caseStatistics, caseDeadlines, casePosts, backlog, caseLedger, whistles,
            satisfaction, activities, venues, deliberation, minutes,
        ]
    }

    static let community = QueryParameter(
        "community_id",
        "社区",
        "Community",
        .reference(.communities)
    )
    static let year = QueryParameter("year", "年度，默认今年", "Year, this one by default", .integer(1949...2200))
    static let wholeYear = QueryParameter(
        "year",
        "年度，代替 from 和 to",
        "A whole year, in place of from and to",
        .integer(1949...2200)
    )
    static let day = QueryParameter("on", "日期，默认今天", "Date, today by default", .date)

    private var annual: Endpoint {
        report("annual", Title("年度成效报告", "Annual report"), [Self.year]) { call, values in
            let year = values.integer("year").map(Int.init) ?? call.time.date(of: call.now).year
            let time = call.time
            return { reader, community in
                try reader.reports.annual(community: community, year: year, time: time)?.report
            }
        }
    }

    /// How a report of one community is counted, once its parameters are read.
    typealias Count = @Sendable (any Reader, Int64) throws -> ReportDocument?

    /// A report of one community.
    func report(
        _ name: String,
        _ title: Title,
        _ parameters: [QueryParameter],
        _ count: @escaping @Sendable (Call, [String: FieldValue]) throws -> Count
    ) -> Endpoint {
        let parameters = [Self.community] + parameters
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/\(name)",
            access: .holders(of: .readReports),
            Self.documentation(
                "report_\(name.replacing("-", with: "_").replacing("/", with: "_"))",
                title,
                .reports,
                parameters
            ),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    try await reports.report(
                        of: values.integer("community_id"),
                        scope: call.principal.scope,
                        count(call, values)
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
                ] + CaseReport.allCases.map({ ($0.rawValue, $0.title) }) + [
                    ("activities", Title("活动统计", "Activities")),
                    ("venues", Title("阵地统计", "Venues")),
                    ("deliberation", Title("议事成效", "Deliberation")),
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

    /// Reads the parameters of a report, counts it, and writes it in the format asked for; where it names people, `note` writes
    /// down whose records leave in a file, before they do.
    static func answer(
        _ call: Call,
        parameters: [QueryParameter],
        note: (@Sendable (ReportDocument.People) async throws -> Void)? = nil,
        _ count: ([String: FieldValue]) async throws -> ReportDocument
    ) async throws -> Answer {
        if call.isPage {
            let document = try await count(call.pageParameters(parameters))
            let style = RenderingStyle(language: call.language, offsetMinutes: call.time.offsetMinutes)
            return page(HTMLReport(style).page(of: document))
        }
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
        answer.fileName = call.fileName(format)
        if let note, let people = document.people, format.isTakenAway || people.showsDoors, call.sends(answer) {
            try await note(people)
        }
        return answer
    }
}

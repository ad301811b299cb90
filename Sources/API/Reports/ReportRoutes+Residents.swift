import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    /// 居民结构: how many people live in each grid, without the groups that are too small to be spoken of.
    var residents: Endpoint {
        let parameters = [Self.community, Self.day]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/residents",
            access: .holders(of: .readReports),
            Self.documentation("report_residents", Title("居民结构", "Residents"), .reports, parameters),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let date = values.text("on").flatMap { CivilDate($0) } ?? call.time.date(of: call.now)
                    return try await reports.residents(
                        community: values.integer("community_id"),
                        in: date,
                        scope: call.principal.scope,
                        today: call.time.date(of: call.now)
                    )
                }
            }
        )
    }

    /// 网格覆盖情况: who and what each grid has on a day.
    var gridCoverage: Endpoint {
        let parameters = [Self.community, Self.day]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/grid-coverage",
            access: .holders(of: .readReports),
            Self.documentation("report_grid_coverage", Title("网格覆盖情况", "Grid coverage"), .reports, parameters),
            .act { [reports] call in
                try await Self.answer(call, parameters: parameters) { values in
                    let today = call.time.date(of: call.now)
                    return try await reports.gridCoverage(
                        community: values.integer("community_id"),
                        on: values.text("on").flatMap { CivilDate($0) } ?? today,
                        scope: call.principal.scope,
                        today: today
                    )
                }
            }
        )
    }
}

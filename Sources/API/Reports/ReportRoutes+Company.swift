import Domain
import HTTPWire
import Routing
import Services

extension ReportRoutes {
    /// 吹哨报到: asked, came, in time, declined and solved of each summoned unit.
    var whistles: Endpoint {
        period("whistles", Title("吹哨报到", "Whistles")) { [reports] community, from, to, call in
            try await reports.whistles(
                community: community,
                from: from,
                to: to,
                scope: call.principal.scope,
                time: call.time
            )
        }
    }

    /// 三率: responded, solved, satisfied, with not reachable and not rated apart.
    var satisfaction: Endpoint {
        period("case-satisfaction", Title("响应、解决与满意", "Responded, solved, satisfied")) {
            [reports] community, from, to, call in
            try await reports.satisfaction(
                community: community,
                from: from,
                to: to,
                scope: call.principal.scope,
                time: call.time
            )
        }
    }

    /// A report of one community over a period.
    private func period(
        _ name: String,
        _ title: Title,
        _ count:
            @escaping @Sendable (
                _ community: Int64?, _ from: CivilDate, _ to: CivilDate, Call
            ) async throws -> ReportDocument
    ) -> Endpoint {
        let parameters = [Self.community, Self.from, Self.to]
        return Endpoint(
            .get,
            "\(Endpoint.base)/reports/\(name)",
            access: .holders(of: .readReports),
            Self.documentation("report_\(name.replacing("-", with: "_"))", title, .reports, parameters),
            .act { call in
                try await Self.answer(call, parameters: parameters) { values in
                    let (from, to) = try Self.period(values, call)
                    return try await count(values.integer("community_id"), from, to, call)
                }
            }
        )
    }
}

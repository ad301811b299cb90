import Domain
import Routing

extension ReportRoutes {
    /// 吹哨报到: asked, came, in time, declined and solved of each summoned unit.
    var whistles: Endpoint {
        report("whistles", Title("吹哨报到", "Whistles"), [Self.from, Self.to]) { call, values in
            let ((from, to), time) = (try Self.period(values, call), call.time)
            return { reader, community in
                try reader.reports.whistles(community: community, from: from, to: to, time: time)?.report
            }
        }
    }
}

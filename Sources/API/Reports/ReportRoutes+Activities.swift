import Domain
import Routing

extension ReportRoutes {
    /// 阵地统计: how long venues were open and what took place in them, of a year at most.
    var venues: Endpoint {
        report("venues", Title("阵地统计", "Venues"), [Self.from, Self.to]) { call, values in
            let ((from, to), time) = (try Self.period(values, call), call.time)
            guard to < from.advanced(byDays: VenueFigures.longestDays) else {
                throw DomainError.badParameters([
                    .parameter(
                        "from",
                        "too_long",
                        "最多 \(VenueFigures.longestDays) 天",
                        "At most \(VenueFigures.longestDays) days"
                    )
                ])
            }
            return { reader, community in
                let office = try reader.workingCalendar(community: community, time: time)
                return try reader.reports.venues(community: community, from: from, to: to, office: office, time: time)?
                    .report
            }
        }
    }

    /// 活动统计: what took place in a period, by month, kind, theme and organiser, and who came.
    var activities: Endpoint {
        report("activities", Title("活动统计", "Activities"), [Self.from, Self.to]) { call, values in
            let ((from, to), time) = (try Self.period(values, call), call.time)
            let today = time.date(of: call.now)
            return { reader, community in
                let office = try reader.workingCalendar(community: community, time: time)
                return try reader.reports.activities(
                    community: community,
                    from: from,
                    to: to,
                    today: today,
                    office: office,
                    time: time
                )?
                .report
            }
        }
    }
}

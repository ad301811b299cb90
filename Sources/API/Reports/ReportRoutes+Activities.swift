import Domain
import Routing

extension ReportRoutes {
    /// 阵地统计: how long venues were open and what took place in them, of a year at most.
    var venues: Endpoint {
        report("venues", Title("阵地统计", "Venues"), [Self.from, Self.to, Self.wholeYear]) { call, values in
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
        report("activities", Title("活动统计", "Activities"), [Self.from, Self.to, Self.wholeYear]) { call, values in
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

    /// 分年龄段明细: the activities of a year that is over to which people of an age came.
    var ageActivities: Endpoint {
        let band = QueryParameter(
            "age",
            "年龄段",
            "Age",
            .enumeration(Enumeration(AgeBand.self)),
            isRequired: true
        )
        let title = Title("活动统计：分年龄段明细", "Activities: those of an age")
        return report("activities/ages", title, [Self.year, band]) { call, values in
            let (today, time) = (call.time.date(of: call.now), call.time)
            let year = values.integer("year").map(Int.init) ?? today.year - 1
            guard year < today.year else {
                throw DomainError.badParameters([
                    .parameter(
                        "year",
                        "not_over",
                        "该年度尚未结束",
                        "The year is not over; people could be told by subtraction"
                    )
                ])
            }
            let ages = values.text("age").flatMap { AgeBand(rawValue: $0) } ?? .from60
            return { reader, community in
                try reader.reports.activities(community: community, year: year, ages: ages, time: time)?.report
            }
        }
    }
}

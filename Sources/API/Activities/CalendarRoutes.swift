import Domain
import HTTPWire
import Routing

/// 活动日历: what is on, for the calendar programs of everybody, and one activity to put into the own calendar.
struct CalendarRoutes: RouteGroup {
    var endpoints: [Endpoint] { [all, one] }

    private static let parameters = [
        QueryParameter("community_id", "社区", "Community", .reference(.communities)),
        QueryParameter("grid_id", "网格", "Grid", .reference(.grids)),
        QueryParameter("organizer_id", "主办组织", "Organiser", .reference(.organizations)),
    ]

    private var all: Endpoint {
        var documentation = Documentation(
            "calendar_activities",
            Title("活动日历（iCalendar，可订阅）", "The calendar of activities (iCalendar, to follow)"),
            .activities,
            .file
        )
        documentation.query = Self.parameters
        return Endpoint(
            .get,
            "\(Endpoint.base)/activities.ics",
            access: .everyone,
            documentation,
            .read { call, reader in
                let values = try call.pageParameters(Self.parameters)
                var question = CalendarQuestion(now: call.now)
                question.community = values.integer("community_id")
                question.grid = values.integer("grid_id")
                question.organizer = values.integer("organizer_id")
                if question.isWide { question.community = try only(reader) }
                return Self.answer(try reader.reports.calendar(question), named: "邻里活动")
            }
        )
    }

    /// The one community of a database; of several somebody has to say which.
    private func only(_ reader: any Reader) throws -> Int64 {
        let communities = try reader.reports.communities(in: .everything, only: nil)
        guard communities.count == 1, let community = communities.first else {
            throw DomainError.badParameters([
                .parameter("community_id", "required", "有多个社区，请指明社区", "There are several communities; name one")
            ])
        }
        return community
    }

    private var one: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/activities/{id}/activity.ics",
            access: .everyone,
            Documentation(
                "calendar_entry_activities",
                Title("一项活动的日历文件", "One activity as a calendar file"),
                .activities,
                .file
            ),
            .read { call, reader in
                var question = CalendarQuestion(now: call.now)
                question.activity = call.id
                let events = try reader.reports.calendar(question)
                guard let event = events.first else { throw DomainError.notFound }
                return Self.answer(events, named: event.title)
            }
        )
    }

    private static func answer(_ events: [CalendarFile.Event], named name: String) -> ReadAnswer {
        let text = CalendarFile(name: name, events: events).text
        var answer = Answer(.ok, body: Array(text.utf8), contentType: "text/calendar; charset=utf-8")
        answer.isTagged = true
        return .whole(answer)
    }
}

import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 活动日历: what is on, for the calendar programs of everybody, and one activity to put into the own calendar.
struct CalendarRoutes: RouteGroup {
    let access: AccessService

    var endpoints: [Endpoint] { [all, one, make, drop] }

    private static let parameters = [
        QueryParameter("community_id", "社区", "Community", .reference(.communities)),
        QueryParameter("grid_id", "网格", "Grid", .reference(.grids)),
        QueryParameter("organizer_id", "主办组织", "Organiser", .reference(.organizations)),
        QueryParameter("token", "个人日历密钥", "Secret of an own calendar", .text(1...200)),
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
            .read { [access] call, reader in
                let values = try call.pageParameters(Self.parameters)
                var question = CalendarQuestion(now: call.now)
                if let token = values.text("token") {
                    guard let resident = try reader.reports.resident(ofCalendar: access.hash(ofCalendar: token)) else {
                        throw DomainError.notFound
                    }
                    question.resident = resident
                    return Self.answer(try reader.reports.calendar(question), named: "我的活动")
                }
                question.community = values.integer("community_id")
                question.grid = values.integer("grid_id")
                question.organizer = values.integer("organizer_id")
                // Whoever has signed in is asked by the own community.
                if question.isWide { question.community = try call.principal.scope.communityID ?? only(reader) }
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

    private static let own = "\(Endpoint.base)/me/calendar"

    /// The address for one's own calendar program; it is told once.
    private var make: Endpoint {
        var documentation = Documentation(
            "make_my_calendar",
            Title("取得个人日历地址，只显示一次；旧地址随之失效", "Make the address of the own calendar, told once; the old one ends"),
            .activities,
            .document("CalendarAddress")
        )
        documentation.tellsOfCreation = true
        return Endpoint(
            .post,
            Self.own,
            access: .holders(of: .useOwnSession),
            documentation,
            .act { [access] call in
                let token = try await access.makeCalendar(for: call.principal)
                var out = ByteWriter(capacity: 256)
                out.openObject()
                out.member("token", token)
                out.member("path", "\(Endpoint.base)/activities.ics?token=\(token)")
                out.closeObject()
                return Answer(.created, body: out.array())
            }
        )
    }

    private var drop: Endpoint {
        Endpoint(
            .delete,
            Self.own,
            access: .holders(of: .useOwnSession),
            Documentation(
                "drop_my_calendar",
                Title("收回个人日历地址", "Take the address of the own calendar back"),
                .activities,
                .nothing
            ),
            .act { [access] call in
                try await access.dropCalendar(of: call.principal)
                return Answer(.noContent)
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

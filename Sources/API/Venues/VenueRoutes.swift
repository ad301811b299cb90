import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// 场馆: rooms, opening times, offerings, visitors, and bookings that never overlap.
package struct VenueRoutes: RouteGroup {
    let register: RegisterService
    let bookings: BookingService
    let visitCounts: VisitCountService
    let hours: OpeningHourService

    package init(
        register: RegisterService,
        bookings: BookingService,
        visitCounts: VisitCountService,
        hours: OpeningHourService
    ) {
        self.register = register
        self.bookings = bookings
        self.visitCounts = visitCounts
        self.hours = hours
    }

    package var endpoints: [Endpoint] {
        [ResourceName.rooms, .openingExceptions, .offerings].flatMap {
            Endpoint.register($0, register)
        } + hourEndpoints + visitEndpoints + [
            .below(.venues, .rooms, by: "venue_id", "rooms", title: Title("场馆的场室", "Rooms of a venue")),
            .below(
                .venues,
                .openingHours,
                by: "venue_id",
                "opening-hours",
                title: Title("场馆的开放时间", "Opening hours of a venue")
            ),
            .below(
                .venues,
                .offerings,
                by: "venue_id",
                "offerings",
                title: Title("场馆的服务项目", "Offerings of a venue")
            ),
            openNow, .list(Resource[.bookings]), .find(Resource[.bookings]), book, cancel,
        ]
    }

    private var hourEndpoints: [Endpoint] {
        Endpoint.register(.openingHours, register, without: [.create, .update, .remove]) + [
            .create(Resource[.openingHours]) { [hours] draft, _, view in try await hours.create(draft, view: view) },
            .update(Resource[.openingHours]) { [hours] draft, id, version, _, view in
                try await hours.update(draft, id: id, ifVersion: version, view: view)
            },
            .remove(Resource[.openingHours]) { [hours] id, version, principal in
                try await hours.remove(id, ifVersion: version, by: principal)
            },
        ]
    }

    private var visitEndpoints: [Endpoint] {
        Endpoint.register(.visitCounts, register, without: [.create, .update, .remove]) + [
            .create(Resource[.visitCounts]) { [visitCounts] draft, call, view in
                try await visitCounts.create(draft, by: call.principal, view: view)
            },
            .update(Resource[.visitCounts]) { [visitCounts] draft, id, version, call, view in
                try await visitCounts.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .remove(Resource[.visitCounts]) { [visitCounts] id, version, principal in
                try await visitCounts.remove(id, ifVersion: version, by: principal)
            },
        ]
    }

    private var openNow: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/venues/{id}/open-now",
            access: .everyone,
            Documentation(
                "open_now_venues",
                Title("现在是否开放", "Whether a venue is open now"),
                .organizations,
                .document("OpenNow")
            ),
            .read { call, reader in
                guard let times = try reader.reports.openingTimes(venue: call.id, time: call.time) else {
                    throw DomainError.notFound
                }
                let span = times.span(at: call.now)
                var out = ByteWriter(capacity: 256)
                out.openObject()
                out.member("open", span != nil)
                out.member("closes_at", span.map { call.time.rfc3339($0.upperBound) })
                out.member("next_opening", times.nextOpening(after: call.now).map(call.time.rfc3339))
                out.closeObject()
                return .whole(Answer(.ok, body: out.array()))
            }
        )
    }

    private var book: Endpoint {
        let resource = Resource[.bookings]
        let (weeks, rule) = (BookField.weeks, BookField.rule)
        var documentation = Documentation(
            "create_bookings",
            Title("预约场室，可按周或按规则重复", "Book a room, also week by week or by a rule"),
            resource.area,
            .created(.bookings)
        )
        documentation.body = .createWith(.bookings, [weeks, rule])
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(resource.name.path)",
            access: .holders(of: resource.write),
            documentation,
            .act { [bookings] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let (times, text) = (body.integer(weeks), body.text(rule))
                if times != nil, text != nil {
                    body.refuse("rule", "not_allowed", "与 weeks 只能填一个", "Either this or weeks")
                }
                try body.finish()
                let repetition = text.map { BookingService.Repetition.rule($0) } ?? .weekly(times: times ?? 1)
                let made = try await bookings.book(draft, repetition, by: call.principal, view: view)
                return call.created(made, view)
            }
        )
    }

    private var cancel: Endpoint {
        let following = BookField.following
        return .move(
            Resource[.bookings],
            "cancel",
            title: Title("取消预约", "Cancel a booking"),
            access: .bookVenues,
            fields: [following]
        ) { [bookings] call, body, view in
            let withFollowing = body.integer(following) == 1
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await bookings.cancel(
                call.id,
                withFollowing: withFollowing,
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    /// What a booking is made and ended with, beside its fields.
    private enum BookField {
        static let weeks = BodyField("weeks", "连续几周", "For so many weeks", .integer(1...VenueBooking.weekLimit))
        static let rule = BodyField("rule", "重复规则（RFC 5545）", "Rule (RFC 5545)", .text(10...200))
        static let following = BodyField("following", "连同以后各周", "With the following weeks", .boolean)
    }
}

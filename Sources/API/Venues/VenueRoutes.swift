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
    let exceptions: OpeningExceptionService

    package init(
        register: RegisterService,
        bookings: BookingService,
        visitCounts: VisitCountService,
        hours: OpeningHourService,
        exceptions: OpeningExceptionService
    ) {
        self.register = register
        self.bookings = bookings
        self.visitCounts = visitCounts
        self.hours = hours
        self.exceptions = exceptions
    }

    package var endpoints: [Endpoint] {
        [ResourceName.rooms, .offerings].flatMap {
            Endpoint.register($0, register)
        } + hourEndpoints + exceptionEndpoints + visitEndpoints + [
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
            .below(
                .venues,
                .visitCounts,
                by: "venue_id",
                "visit-counts",
                title: Title("场馆的客流登记", "Visit counts of a venue")
            ),
            .below(.venues, .bookings, by: "venue_id", "bookings", title: Title("场馆的预约", "Bookings of a venue")),
            openNow, .list(Resource[.bookings]), .find(Resource[.bookings]), book, cancel,
        ]
    }

    private var hourEndpoints: [Endpoint] {
        Endpoint.register(.openingHours, register, without: [.create, .update, .remove]) + [
            .create(Resource[.openingHours]) { [hours] draft, call, view in
                try await hours.create(draft, by: call.principal, view: view)
            },
            .update(Resource[.openingHours], beside: [DisplacedAside.bookings]) {
                [hours] draft, id, version, call, view in
                try await hours.update(
                    draft,
                    id: id,
                    ifVersion: version,
                    by: call.principal,
                    view: view,
                    writing: DisplacedAside.writing(call)
                )
            },
            .remove(Resource[.openingHours]) { [hours] id, version, principal in
                try await hours.remove(id, ifVersion: version, by: principal)
            },
        ]
    }

    private var exceptionEndpoints: [Endpoint] {
        let (resource, beside) = (Resource[.openingExceptions], [DisplacedAside.bookings])
        return Endpoint.register(.openingExceptions, register, without: [.create, .update, .remove]) + [
            .create(resource, beside: beside) { [exceptions] draft, call, view in
                let writing = DisplacedAside.writing(call)
                return try await exceptions.create(draft, by: call.principal, view: view, writing: writing)
            },
            .update(resource, beside: beside) { [exceptions] draft, id, version, call, view in
                try await exceptions.update(
                    draft,
                    id: id,
                    ifVersion: version,
                    by: call.principal,
                    view: view,
                    writing: DisplacedAside.writing(call)
                )
            },
            .remove(resource) { [exceptions] id, version, principal in
                try await exceptions.remove(id, ifVersion: version, by: principal)
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
        let parameters = [QueryParameter("at", "时刻，默认现在", "Moment, now where nothing is said", .instant)]
        var documentation = Documentation(
            "open_now_venues",
            Title("现在或某一时刻是否开放", "Whether a venue is open now, or at a moment"),
            .organizations,
            .document("OpenNow")
        )
        documentation.query = parameters
        return Endpoint(
            .get,
            "\(Endpoint.base)/venues/{id}/open-now",
            access: .everyone,
            documentation,
            .read { call, reader in
                let asked = try call.pageParameters(parameters).integer("at")
                let moment = asked.map(Instant.init(milliseconds:)) ?? call.now
                guard let times = try reader.reports.openingTimes(venue: call.id, time: call.time) else {
                    throw DomainError.notFound
                }
                let span = times.span(at: moment)
                var out = ByteWriter(capacity: 256)
                out.openObject()
                out.member("open", span != nil)
                out.member("closes_at", span.map { call.time.rfc3339($0.upperBound) })
                out.member("next_opening", times.nextOpening(after: moment).map(call.time.rfc3339))
                out.closeObject()
                return .whole(Answer(.ok, body: out.array()))
            }
        )
    }
}

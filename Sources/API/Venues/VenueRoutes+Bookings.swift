import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 场地预约: a room is booked and given back.
extension VenueRoutes {
    var book: Endpoint {
        let resource = Resource[.bookings]
        let (weeks, rule) = (BookField.weeks, BookField.rule)
        var documentation = Documentation(
            "create_bookings",
            Title("预约场室，可按周或按规则重复", "Book a room, also week by week or by a rule"),
            resource.area,
            .created(.bookings)
        )
        documentation.body = .createWith(.bookings, [weeks, rule])
        documentation.beside = [BookField.warnings]
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
                let repetition = text.map { BookingRepetition.rule($0) } ?? .weekly(times: times ?? 1)
                let made = try await Endpoint.making(draft, &body, view) {
                    try await bookings.book(draft, repetition, by: call.principal, view: view) {
                        Self.warnings($0, call.language)
                    }
                }
                return call.created(made, view)
            }
        )
    }

    var cancel: Endpoint {
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

    private static func warnings(_ broken: [FieldError], _ language: Language) -> [UInt8] {
        var out = ByteWriter(capacity: 256)
        out.openArray()
        for rule in broken {
            out.openObject()
            out.member("code", rule.code)
            out.member("detail", rule.detail.text(in: language))
            out.closeObject()
        }
        out.closeArray()
        return out.array()
    }

    /// What a booking is made and ended with, beside its fields.
    private enum BookField {
        static let weeks = BodyField("weeks", "连续几周", "For so many weeks", .integer(1...VenueBooking.weekLimit))
        static let rule = BodyField("rule", "重复规则（RFC 5545）", "Rule (RFC 5545)", .text(10...200))
        static let warnings = BodyField(
            "warnings",
            "该场室对他人适用、社区工作者不受限的规则",
            "Rules of the room that others are held to, and staff are not",
            shape: .objects(
                [
                    BodyField("code", "规则", "Rule", .text(1...40)),
                    BodyField("detail", "说明", "What it says", .text(1...300)),
                ],
                most: 1_000
            )
        )
        static let following = BodyField("following", "连同以后各周", "With the following weeks", .boolean)
    }
}

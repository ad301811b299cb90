import Domain
import HTTPWire
import Routing
import Services

/// What those who were there say to minutes (审阅签字).
extension MinutesRoutes {
    private static let attendee = BodyField(
        "attendee_id",
        "参会人员（代录）",
        "Attendee, entered by staff",
        .reference(.attendees)
    )

    private static let sheet = BodyField(
        "upload_id",
        "签字页（代录时必填）",
        "The sheet, where staff enter a signature on paper",
        .reference(.uploads)
    )

    var sign: Endpoint {
        var documentation = Documentation(
            "sign_session_minutes",
            Title("签字；纸质签字由社区代录", "Sign minutes; staff enter what was signed on paper"),
            .deliberation,
            .one(.minutesSignatures)
        )
        documentation.body = .fields([Self.attendee, Self.sheet])
        return Endpoint(
            .post,
            "\(Endpoint.base)/session-minutes/{id}/sign",
            access: .holders(of: .attendSessions),
            documentation,
            .act { [minutes] call in
                let view = try call.view(of: Resource[.minutesSignatures])
                var body = try BodyReader(call, isOptional: true)
                let (named, sheet) = (body.integer(Self.attendee), body.integer(Self.sheet))
                try body.finish()
                let row = try await minutes.sign(
                    call.id,
                    attendee: named,
                    sheet: sheet,
                    by: call.principal,
                    view: view
                )
                return call.changed(row, view)
            }
        )
    }

    var object: Endpoint {
        let text = BodyField("text", "异议", "Objection", .text(1...2000), isRequired: true)
        let item = BodyField("item_id", "议程项", "Agenda item", .reference(.agendaItems))
        return making(
            .minutesObjections,
            at: "session-minutes/{id}/objections",
            "object_session_minutes",
            Title("对纪要提出异议", "Object to minutes"),
            [text, item, Self.attendee],
            access: .attendSessions
        ) { [minutes] call, body, view in
            let (words, place) = (body.text(text), body.integer(item))
            let named = body.integer(Self.attendee)
            try body.finish()
            return try await minutes.object(
                to: call.id,
                words ?? "",
                item: place,
                attendee: named,
                by: call.principal,
                view: view
            )
        }
    }

    var answer: Endpoint {
        let text = BodyField("answer", "答复", "Answer", .text(1...2000), isRequired: true)
        return .move(
            Resource[.minutesObjections],
            "answer",
            title: Title("答复纪要异议", "Answer an objection to minutes"),
            access: .writeDeliberation,
            fields: [text]
        ) { [minutes] call, body, view in
            let words = body.text(text)
            try body.finish()
            return try await minutes.answer(objection: call.id, words ?? "", by: call.principal, view: view)
        }
    }
}

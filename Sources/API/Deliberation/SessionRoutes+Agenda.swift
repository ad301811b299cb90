import Domain
import HTTPWire
import Routing
import Services

extension SessionRoutes {
    /// 议程: written before the session opens, dealt with item by item.
    var agendaEndpoints: [Endpoint] {
        [
            setAgenda, takeUp, settle, speak,
            .below(.sessions, .agendaItems, by: "session_id", "agenda", title: Title("议事会的议程", "Agenda of a session")),
            .list(Resource[.agendaItems]), .find(Resource[.agendaItems]),
            .below(
                .agendaItems,
                .agendaStatements,
                by: "item_id",
                "statements",
                title: Title("议程项的发言", "Statements to an item")
            ),
        ]
    }

    private var setAgenda: Endpoint {
        let agenda = SessionBodies.agenda(isRequired: true)
        return .move(
            Resource[.sessions],
            "agenda",
            title: Title("确定议程（整体替换）", "Set the agenda, in place of the one that was there"),
            access: .writeDeliberation,
            fields: [agenda]
        ) { [sessions] call, body, view in
            let entries = SessionBodies.readAgenda(&body, agenda)
            try body.finish()
            return try await sessions.setAgenda(
                call.id,
                entries,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private var takeUp: Endpoint {
        .move(
            Resource[.agendaItems],
            "take-up",
            title: Title("开始议此项；必到方缺席的，此项暂缓", "Take an item up; without its required parties it is deferred"),
            access: .writeDeliberation
        ) { [sessions] call, body, view in
            try body.finish()
            return try await sessions.takeUp(
                call.id,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private var settle: Endpoint {
        .move(
            Resource[.agendaItems],
            "settle",
            title: Title("此项结论：协商一致、通报或暂缓", "End an item: agreed, noted or deferred"),
            access: .writeDeliberation,
            fields: SessionBodies.outcomeFields
        ) { [sessions] call, body, view in
            var outcome = SessionBodies.readOutcome(&body)
            outcome.uploads = body.integers(Self.sheets)
            outcome.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await sessions.settle(call.id, outcome, by: call.principal, view: view)
        }
    }

    private static let statement = (
        party: BodyField("party", "发言方", "Party", .enumeration(Enumeration(CalledParty.self)), isRequired: true),
        speaker: BodyField("speaker", "发言人", "Speaker", .text(1...50), isRequired: true),
        text: BodyField("text", "内容", "Text", .text(1...2000), isRequired: true)
    )

    private var speak: Endpoint {
        let fields = Self.statement
        var documentation = Documentation(
            "speak_agenda_items",
            Title("记录发言", "Note what a party said"),
            .deliberation,
            .created(.agendaStatements)
        )
        documentation.body = .fields([fields.party, fields.speaker, fields.text])
        return Endpoint(
            .post,
            "\(Endpoint.base)/agenda-items/{id}/statements",
            access: .holders(of: .writeDeliberation),
            documentation,
            .act { [sessions] call in
                let view = try call.view(of: Resource[.agendaStatements])
                var body = try BodyReader(call)
                let party = body.text(fields.party).flatMap { CalledParty(rawValue: $0) }
                let (speaker, text) = (body.text(fields.speaker), body.text(fields.text))
                try body.finish()
                let made = try await sessions.speak(
                    call.id,
                    party: party ?? .others,
                    speaker: speaker ?? "",
                    text: text ?? "",
                    by: call.principal,
                    view: view
                )
                return Answer(.created, made)
            }
        )
    }
}

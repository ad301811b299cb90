import Domain
import HTTPWire
import Routing
import Services

/// Who is called to a session, answers and comes (参会与签到).
extension SessionRoutes {
    var attend: Endpoint {
        .move(
            Resource[.sessions],
            "attendance",
            title: Title("登记到会", "Note who is there"),
            access: .writeDeliberation,
            fields: [Self.attendees, Self.walkIns]
        ) { [sessions] call, body, view in
            let came = body.integers(Self.attendees)
            let others = SessionBodies.readPeople(&body, Self.walkIns)
            try body.finish()
            return try await sessions.attend(call.id, attendees: came, walkIns: others, by: call.principal, view: view)
        }
    }

    var invite: Endpoint {
        let people = SessionBodies.people("people", "邀请", "Whom it invites", isRequired: true)
        return .move(
            Resource[.sessions],
            "invitations",
            title: Title("邀请参会", "Invite people to a session"),
            access: .writeDeliberation,
            fields: [people]
        ) { [sessions] call, body, view in
            let invited = SessionBodies.readPeople(&body, people)
            try body.finish()
            return try await sessions.invite(invited, to: call.id, by: call.principal, view: view)
        }
    }

    private static let answer = (
        answer: BodyField(
            "answer",
            "答复",
            "Answer",
            .enumeration(Enumeration(InvitationAnswer.self)),
            isRequired: true
        ),
        name: BodyField("sent_name", "派了谁", "Who is sent", .text(1...50)),
        remark: BodyField("remark", "说明", "Remark", .text(1...500))
    )

    var reply: Endpoint {
        let fields = Self.answer
        return .move(
            Resource[.attendees],
            "answer",
            title: Title("答复邀请", "Answer an invitation"),
            access: .attendSessions,
            fields: [fields.answer, fields.name, fields.remark]
        ) { [sessions] call, body, view in
            let answer = body.text(fields.answer).flatMap { InvitationAnswer(rawValue: $0) }
            var reply = InvitationReply(
                answer: answer ?? .coming,
                sentName: body.text(fields.name),
                remark: body.text(fields.remark)
            )
            reply.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await sessions.reply(call.id, reply, by: call.principal, view: view)
        }
    }

    /// Who is invited and came: whoever leads the evening knows them by name.
    var attendance: Endpoint {
        let resource = Resource[.attendees]
        let position = resource.index(of: "session_id") ?? 0
        return Endpoint(
            .get,
            "\(Endpoint.base)/sessions/{id}/attendance",
            access: resource.read,
            Documentation(
                "list_attendees_of_sessions",
                Title("参会与签到", "Who is invited and came"),
                resource.area,
                .page(.attendees)
            ),
            .read { call, reader in
                var call = call
                guard try reader.contains(.sessions, id: call.id, scope: call.principal.scope) else {
                    throw DomainError.notFound
                }
                if try reader.sessionReading.chair(of: call.id) == call.principal.name { call.showsNames = true }
                let own = Filter(field: position, comparison: .equal, values: [.integer(call.id)])
                return try Endpoint.page(resource, call, reader, filters: [own])
            }
        )
    }

    /// The code that is shown in the room.
    var code: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/sessions/{id}/check-in-code",
            access: .holders(of: .writeDeliberation),
            Documentation(
                "get_check_in_code_of_sessions",
                Title("现场签到码", "The code that is shown in the room"),
                .deliberation,
                .document("CheckInCode")
            ),
            .act { [sessions] call in
                let code = try await sessions.code(of: call.id, by: call.principal)
                return Answer(.ok, body: Array("{\"code\":\"\(code)\"}".utf8))
            }
        )
    }

    var checkIn: Endpoint {
        let code = BodyField("code", "现场签到码", "Code shown in the room", .text(6...6), isRequired: true)
        var documentation = Documentation(
            "check_in_sessions",
            Title("凭码签到", "Check in by the code"),
            .deliberation,
            .one(.attendees)
        )
        documentation.body = .fields([code])
        documentation.rate = .of(.signUps)
        return Endpoint(
            .post,
            "\(Endpoint.base)/sessions/{id}/check-in",
            access: .holders(of: .attendSessions),
            documentation,
            .act { [sessions] call in
                let view = try call.view(of: Resource[.attendees])
                var body = try BodyReader(call)
                let text = body.text(code)
                try body.finish()
                let row = try await sessions.checkIn(call.id, code: text ?? "", by: call.principal, view: view)
                return call.changed(row, view)
            }
        )
    }
}

import Domain
import HTTPWire
package import Routing
package import Services

/// 议事会: halls in session, their people, agendas and papers.
package struct SessionRoutes: RouteGroup {
    let register: RegisterService
    let sessions: SessionService
    let papers: PaperService
    let shelf: any FileShelf

    package init(
        register: RegisterService,
        sessions: SessionService,
        papers: PaperService,
        shelf: any FileShelf
    ) {
        self.register = register
        self.sessions = sessions
        self.papers = papers
        self.shelf = shelf
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.sessions, register, without: [.create, .update]) + SessionMove.allCases.map(move) + [
            create, record, code, checkIn, invite, attend, reply,
            .update(Resource[.sessions]) { [sessions] draft, id, version, call, view in
                try await sessions.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .sessions,
                .attendees,
                by: "session_id",
                "attendance",
                title: Title("参会与签到", "Who is invited and came")
            ),
            .list(Resource[.attendees]), .find(Resource[.attendees]),
        ] + agendaEndpoints + paperEndpoints
    }

    private var create: Endpoint {
        let resource = Resource[.sessions]
        let day = BodyField("on", "日期（按惯例 19:00 开始）", "Day, at the usual hour", .date)
        let agenda = SessionBodies.agenda(isRequired: false)
        let invite = SessionBodies.people("invite", "邀请", "Whom it invites")
        var documentation = Documentation(
            "create_sessions",
            Title("召集议事会：议程与邀请一并", "Call a session, with its agenda and invitations"),
            resource.area,
            .created(.sessions)
        )
        documentation.body = .createWith(.sessions, [day, agenda, invite])
        return Endpoint(
            .post,
            "\(Endpoint.base)/sessions",
            access: .holders(of: resource.write),
            documentation,
            .act { [sessions] call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let date = body.text(day).flatMap { CivilDate($0) }
                let entries = SessionBodies.readAgenda(&body, agenda)
                let people = SessionBodies.readPeople(&body, invite)
                try body.finish()
                let made = try await sessions.create(
                    draft,
                    on: date,
                    agenda: entries,
                    invite: people,
                    by: call.principal,
                    view: view
                )
                return call.created(made, view)
            }
        )
    }

    private func move(_ move: SessionMove) -> Endpoint {
        let present = BodyField(
            "present",
            "到会人数（默认签到人数）",
            "People present, those checked in by default",
            .integer(0...10_000)
        )
        let summary = BodyField("summary", "纪要摘要", "Summary", .text(1...4000))
        return .move(
            Resource[.sessions],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: move == .close ? [present, summary] : []
        ) { [sessions] call, body, view in
            let count = move == .close ? body.integer(present) : nil
            let text = move == .close ? body.text(summary) : nil
            try body.finish()
            return try await sessions.move(
                call.id,
                move,
                present: count,
                summary: text,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private static let attendees = BodyField(
        "attendees",
        "已邀请且到会的",
        "Of those invited, who came",
        .reference(.attendees),
        shape: .values(most: Invitee.most)
    )
    private static let walkIns = SessionBodies.people("walk_ins", "未邀请而到会的", "Who came uninvited")
    private static let sheets = BodyField(
        "uploads",
        "签字协商单照片",
        "Photos of the signed sheets",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit)
    )

    /// 一次录入: the evening as it was, in one call.
    private var record: Endpoint {
        let summary = BodyField("summary", "纪要摘要", "Summary", .text(1...4000))
        return .move(
            Resource[.sessions],
            "record",
            title: Title(
                "一次录入整场议事会：到会、各项结论、签字单",
                "Enter a whole evening: who came, what was agreed, the signed sheets"
            ),
            access: .writeDeliberation,
            fields: [Self.attendees, Self.walkIns, SessionBodies.outcomes, summary, Self.sheets]
        ) { [sessions] call, body, view in
            var evening = EveningRecord()
            evening.attendees = body.integers(Self.attendees)
            evening.walkIns = SessionBodies.readPeople(&body, Self.walkIns)
            evening.outcomes = SessionBodies.readOutcomes(&body)
            evening.summary = body.text(summary)
            evening.uploads = body.integers(Self.sheets)
            evening.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await sessions.record(call.id, evening, by: call.principal, view: view)
        }
    }

    private var attend: Endpoint {
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

    private var invite: Endpoint {
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

    private var reply: Endpoint {
        let fields = Self.answer
        return .move(
            Resource[.attendees],
            "answer",
            title: Title("答复邀请", "Answer an invitation"),
            access: .joinDeliberation,
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

    /// The code that is shown in the room.
    private var code: Endpoint {
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

    private var checkIn: Endpoint {
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
            access: .holders(of: .joinDeliberation),
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

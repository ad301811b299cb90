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
            attendance, .list(Resource[.attendees]), .find(Resource[.attendees]),
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
                let made = try await Endpoint.making(draft, &body, view) {
                    try await sessions.create(
                        draft,
                        on: date,
                        agenda: entries,
                        invite: people,
                        by: call.principal,
                        view: view
                    )
                }
                return call.created(made, view)
            }
        )
    }

    private func move(_ move: SessionMove) -> Endpoint {
        let present = BodyField(
            "present",
            "到会人数（默认签到人数；多出部分标为手工填报）",
            "People present, those signed in by default; more is shown as typed",
            .integer(0...10_000)
        )
        let summary = BodyField("summary", "纪要摘要", "Summary", .text(1...4000))
        let reason = BodyField("reason", "取消事由（告知受邀人）", "Why; those invited are told", .text(1...200), isRequired: true)
        return .move(
            Resource[.sessions],
            move.rawValue,
            title: move.title,
            access: .writeDeliberation,
            fields: move == .close ? [present, summary, Self.sheets] : move == .cancel ? [reason] : []
        ) { [sessions] call, body, view in
            let count = move == .close ? body.integer(present) : nil
            let text = move == .close ? body.text(summary) : nil
            let sheets = move == .close ? body.integers(Self.sheets) : []
            let why = move == .cancel ? body.text(reason) : nil
            try body.finish()
            return try await sessions.move(
                call.id,
                move,
                present: count,
                summary: text,
                reason: why,
                uploads: sheets,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    static let attendees = BodyField(
        "attendees",
        "已邀请且到会的",
        "Of those invited, who came",
        .reference(.attendees),
        shape: .values(most: Invitee.most)
    )
    static let walkIns = SessionBodies.people("walk_ins", "未邀请而到会的", "Who came uninvited")
    static let sheets = BodyField(
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
}

package import Domain

extension SessionService {
    /// Invites people to a session that has not opened.
    package func invite(
        _ people: [Invitee],
        to id: Int64,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let session = try session(id, by: principal, in: transaction)
            let settings = try transaction.calendars.settings(community: session.community)
            try invite(people, to: session, field: "people", settings, in: transaction)
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    /// Invites people, and says the rows that stand for them.
    @discardableResult
    package func invite(
        _ people: [Invitee],
        to session: HallSession,
        field: String,
        _ settings: CommunitySettings,
        in transaction: any Transaction
    ) throws -> [Int64] {
        guard session.status == .planned, session.openedAt == nil else {
            throw DomainError.sessionNotOpen(session.status)
        }
        let isInTime = SessionRules.isInTime(
            transaction.time.date(of: transaction.now),
            for: transaction.time.date(of: session.startsAt),
            days: settings[.invitationDays]
        )
        let rows = try people.enumerated().map { index, person in
            var draft = try row(person, of: session, at: "\(field)/\(index)", in: transaction)
            draft["invited_at"] = .integer(transaction.now.milliseconds)
            draft["in_time"] = .integer(isInTime ? 1 : 0)
            return try insert(draft, of: session, at: "\(field)/\(index)", in: transaction)
        }
        try transaction.sessions.tellInvited(of: session, .invitedToSession, since: transaction.now)
        return rows
    }

    /// The row of somebody, named by themselves or by what they are known as.
    private func row(
        _ person: Invitee,
        of session: HallSession,
        at place: String,
        in transaction: any Transaction
    ) throws -> Draft {
        var name = person.name
        if name == nil, let resident = person.resident { name = try transaction.visits.name(ofResident: resident) }
        if name == nil, let organization = person.organization {
            name = try transaction.sessions.nameAndKind(ofOrganization: organization)?.name
        }
        if name == nil, let account = person.account {
            name = try transaction.access.account(account)?.principal.name
        }
        guard let name else {
            throw DomainError.invalid([
                .body("\(place)/name", "required", "请填写姓名，或指明居民、单位", "Give a name, a resident or an organization")
            ])
        }
        return Draft(
            .attendees,
            [
                "community_id": .integer(session.community), "session_id": .integer(session.id),
                "party": .text(person.party.rawValue), "name": .text(String(name.prefix(50))),
                "organization_id": .optional(person.organization), "account_id": .optional(person.account),
                "resident_id": .optional(person.resident), "observer": .integer(person.isObserver ? 1 : 0),
            ]
        )
    }

    @discardableResult
    private func insert(
        _ draft: Draft,
        of session: HallSession,
        at place: String,
        in transaction: any Transaction
    ) throws -> Int64 {
        do {
            return try transaction.insert(draft, scope: .community(session.community))
        } catch let error as DomainError {
            throw error.under(place)
        }
    }

    /// What somebody who was invited answers, by themselves or by staff in their place.
    package func reply(
        _ id: Int64,
        _ reply: InvitationReply,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            guard let attendee = try transaction.sessions.attendee(id, scope: principal.scope) else {
                throw DomainError.notFound
            }
            try transaction.expect(.attendees, id: id, ifVersion: reply.ifVersion, scope: principal.scope)
            guard principal.holds(.writeDeliberation) || Self.stands(principal, for: attendee) else {
                throw DomainError.forbidden
            }
            let session = try session(attendee.session, by: principal, in: transaction)
            guard session.status == .planned, session.openedAt == nil else {
                throw DomainError.sessionNotOpen(session.status)
            }
            var faults: [FieldError] = []
            if reply.answer == .sending, reply.sentName == nil {
                faults.append(.body("sent_name", "required", "请填写派了谁", "Say who is sent"))
            }
            if reply.answer == .declined, reply.remark == nil {
                faults.append(.body("remark", "required", "不能参加须说明原因", "Say why"))
            }
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            let draft = Draft(
                .attendees,
                [
                    "answer": .text(reply.answer.rawValue), "answered_at": .integer(transaction.now.milliseconds),
                    "sent_name": reply.answer == .sending ? .optional(reply.sentName) : .null,
                    "remark": .optional(reply.remark),
                ]
            )
            try transaction.update(draft, id: id, ifVersion: nil, scope: .community(session.community))
            return try transaction.one(.attendees, id: id, view: view)
        }
    }

    private static func stands(_ principal: Principal, for attendee: Attendee) -> Bool {
        if let account = attendee.account, account == principal.accountID { return true }
        return switch principal.scope {
        case .resident(let id, community: _): attendee.resident == id
        case .organization(let id, community: _): attendee.organization == id
        default: false
        }
    }

    /// Staff note who is there: of those invited, and whoever came besides.
    package func attend(
        _ id: Int64,
        attendees: [Int64],
        walkIns: [Invitee],
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        try await store.answer { transaction in
            let session = try session(id, by: principal, in: transaction)
            guard session.isOpen else { throw DomainError.sessionNotOpen(session.status) }
            try attend(session, attendees: attendees, walkIns: walkIns, by: principal, in: transaction)
            return try transaction.one(.sessions, id: id, view: view)
        }
    }

    /// Notes who is there.
    package func attend(
        _ session: HallSession,
        attendees: [Int64],
        walkIns: [Invitee],
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        guard let account = principal.accountID else { throw DomainError.forbidden }
        for (index, id) in attendees.enumerated() {
            guard try transaction.sessions.attendee(id, scope: principal.scope)?.session == session.id else {
                throw DomainError.invalid([
                    .body("attendees/\(index)", "unknown_reference", "不是本次议事会的参会人", "Is nobody of this session")
                ])
            }
            try transaction.sessions.checkIn(id, by: account, byCode: false)
        }
        for (index, person) in walkIns.enumerated() {
            var draft = try row(person, of: session, at: "walk_ins/\(index)", in: transaction)
            draft["checked_in_at"] = .integer(transaction.now.milliseconds)
            draft["checked_in_by"] = .integer(account)
            try insert(draft, of: session, at: "walk_ins/\(index)", in: transaction)
        }
    }

    /// Somebody in the room checks in by the code that is said there.
    package func checkIn(_ id: Int64, code: String, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            let session = try session(id, by: principal, in: transaction)
            guard session.isOpen else { throw DomainError.sessionNotOpen(session.status) }
            guard session.code == code else {
                throw DomainError(
                    .conflict,
                    "wrong_code",
                    "签到码不对，请看现场公布的六位数字",
                    "The code is wrong; it is shown in the room"
                )
            }
            guard let account = principal.accountID else { throw DomainError.forbidden }
            if let attendee = try transaction.sessions.attendee(of: principal, in: id) {
                try transaction.sessions.checkIn(attendee.id, by: account, byCode: true)
                return try transaction.one(.attendees, id: attendee.id, view: view)
            }
            let person = try walkIn(principal, account, in: transaction)
            var draft = try row(person, of: session, at: "name", in: transaction)
            draft["checked_in_at"] = .integer(transaction.now.milliseconds)
            draft["checked_in_by"] = .integer(account)
            draft["by_code"] = .integer(1)
            let made = try insert(draft, of: session, at: "name", in: transaction)
            return try transaction.one(.attendees, id: made, view: view)
        }
    }

    private func walkIn(
        _ principal: Principal,
        _ account: Int64,
        in transaction: any Transaction
    ) throws -> Invitee {
        switch principal.scope {
        case .resident(let id, community: _): return Invitee(party: .residents, name: nil, resident: id)
        case .organization(let id, community: _):
            let kind = try transaction.sessions.nameAndKind(ofOrganization: id)?.kind
            return Invitee(
                party: kind.map { CalledParty($0) } ?? .others,
                name: principal.name,
                organization: id,
                account: account
            )
        default: return Invitee(party: CalledParty(principal.role), name: principal.name, account: account)
        }
    }
}

extension SessionService {
    /// The code that is shown in the room of an open session.
    package func code(of id: Int64, by principal: Principal) async throws -> String {
        try await store.write { transaction in
            let session = try session(id, by: principal, in: transaction)
            guard session.isOpen, let code = session.code else { throw DomainError.sessionNotOpen(session.status) }
            return code
        }
    }
}

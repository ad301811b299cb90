package import Domain

/// Who is called to a session, and what they answer (邀请).
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
        let days = settings[.invitationDays]
        let isInTime = SessionRules.isInTime(
            transaction.time.date(of: transaction.now),
            for: transaction.time.date(of: session.startsAt),
            days: days
        )
        let rows = try people.enumerated().map { index, person in
            var draft = try row(person, of: session, at: "\(field)/\(index)", in: transaction)
            draft["invited_at"] = .integer(transaction.now.milliseconds)
            draft["in_time"] = .integer(isInTime ? 1 : 0)
            draft["notice_days"] = .integer(days)
            return try insert(draft, of: session, at: "\(field)/\(index)", in: transaction)
        }
        try transaction.sessions.tellInvited(of: session, .invitedToSession, since: transaction.now, saying: nil)
        return rows
    }

    /// The row of somebody, named by themselves or by what they are known as.
    func row(
        _ person: Invitee,
        of session: HallSession,
        at place: String,
        in transaction: any Transaction
    ) throws -> Draft {
        try checkThere(person, session, at: place, in: transaction)
        let called = try person.account.flatMap { try transaction.access.account($0)?.principal }
        // Whoever comes for an organization stands for it, also where only they were named.
        var organization = person.organization
        if organization == nil, case .organization(let own, community: session.community)? = called?.scope {
            organization = own
        }
        var name = person.name
        if name == nil, let resident = person.resident { name = try transaction.visits.name(ofResident: resident) }
        if name == nil, let organization = person.organization {
            name = try transaction.sessions.nameAndKind(ofOrganization: organization)?.name
        }
        if name == nil { name = called?.name }
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
                "organization_id": .optional(organization), "account_id": .optional(person.account),
                "resident_id": .optional(person.resident), "observer": .integer(person.isObserver ? 1 : 0),
            ]
        )
    }

    @discardableResult
    func insert(
        _ draft: Draft,
        of session: HallSession,
        at place: String,
        in transaction: any Transaction
    ) throws -> Int64 {
        do {
            return try transaction.insert(
                draft,
                scope: try Self.scope(of: draft.integer("account_id"), session, in: transaction)
            )
        } catch let error as DomainError {
            throw error.under(place)
        }
    }

    /// Who is of no community, or of another one, is refused before anything is read of them.
    private func checkThere(
        _ person: Invitee,
        _ session: HallSession,
        at place: String,
        in transaction: any Transaction
    ) throws {
        let here = DataScope.community(session.community)
        let named: [(ResourceName, String, Int64?, DataScope)] = [
            (.organizations, "organization_id", person.organization, here),
            (.accounts, "account_id", person.account, try Self.scope(of: person.account, session, in: transaction)),
            (.residents, "resident_id", person.resident, here),
        ]
        let faults = try named.compactMap { resource, field, id, scope -> FieldError? in
            guard let id, try !transaction.contains(resource, id: id, scope: scope) else { return nil }
            return .unknownReference(resource, id, at: "\(place)/\(field)")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// An officer of the sub-district above is of no community; everybody else is of the one of the session.
    private static func scope(
        of account: Int64?,
        _ session: HallSession,
        in transaction: any Transaction
    ) throws -> DataScope {
        guard let account,
            case .subdistrict(let above)? = try transaction.access.account(account)?.principal.scope,
            try transaction.contains(.communities, id: session.community, scope: .subdistrict(above))
        else { return .community(session.community) }
        return .everything
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
            return try transaction.one(.attendees, id: id, view: view.named)
        }
    }

    private static func stands(_ principal: Principal, for attendee: Attendee) -> Bool {
        if let account = attendee.account, account == principal.accountID { return true }
        return switch principal.scope {
        case .resident(let id, community: _): attendee.resident == id
        // What somebody of it was invited to by name is theirs to answer.
        case .organization(let id, community: _): attendee.organization == id && attendee.account == nil
        default: false
        }
    }
}

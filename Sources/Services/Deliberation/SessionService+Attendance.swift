package import Domain

/// Who comes to a session: noted by staff, or by the code that is said in the room (签到).
extension SessionService {
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
                return try transaction.one(.attendees, id: attendee.id, view: view.named)
            }
            let person = try walkIn(principal, account, in: transaction)
            var draft = try row(person, of: session, at: "name", in: transaction)
            draft["checked_in_at"] = .integer(transaction.now.milliseconds)
            draft["checked_in_by"] = .integer(account)
            draft["by_code"] = .integer(1)
            let made = try insert(draft, of: session, at: "name", in: transaction)
            return try transaction.one(.attendees, id: made, view: view.named)
        }
    }

    /// How many were present: those who signed in, or more where somebody says so.
    ///
    /// Not everybody signs in at the door; what is above the check-ins rests on the signed sheet, as an agreement does, and is
    /// shown as typed.
    func headCount(
        _ typed: Int64?,
        of session: HallSession,
        _ settings: CommunitySettings,
        in transaction: any Transaction
    ) throws -> Int64 {
        let turnout = try transaction.sessions.turnout(of: session.id)
        let counted = turnout.checkedIn
        guard let present = typed ?? (counted > 0 ? counted : nil) else {
            throw DomainError.invalid([
                .body("present", "required", "无人签到时须填写到会人数", "Required where nobody has checked in")
            ])
        }
        guard present >= counted else {
            throw DomainError.invalid([
                .body(
                    "present",
                    "below_checked_in",
                    "已有 \(counted) 人签到，到会人数不能少于签到人数",
                    "\(counted) have checked in; not fewer were present"
                )
            ])
        }
        let beyond = settings[.typedPresentMost]
        guard present > counted + beyond,
            try transaction.papers.count(of: .session(session.id), .signedSheet) == 0
        else { return present }
        throw DomainError.invalid([
            .body(
                "present",
                "above_checked_in",
                "已签到 \(counted) 人，所填 \(present) 人超出 \(beyond) 人以上（typed_present_most）；属实的请附签到表照片（uploads）",
                "\(counted) have signed in; \(present) is more than \(beyond) beyond them (typed_present_most), so send the photo "
                    + "of the signed sheet in uploads where it is right"
            )
        ])
    }

    private func walkIn(
        _ principal: Principal,
        _ account: Int64,
        in transaction: any Transaction
    ) throws -> Invitee {
        switch principal.scope {
        case .resident(let id, community: _):
            return Invitee(party: CalledParty(principal.role), name: nil, resident: id)
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

    /// The code that is shown in the room of an open session.
    package func code(of id: Int64, by principal: Principal) async throws -> String {
        try await store.write { transaction in
            let session = try session(id, by: principal, in: transaction)
            guard session.isOpen, let code = session.code else { throw DomainError.sessionNotOpen(session.status) }
            return code
        }
    }
}

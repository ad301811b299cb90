import Domain
import SQLite

/// Who is called to a session, comes, and is told of it (参会人的存储).
extension SQLSessionRepository {
    private static let attendeeColumns = """
        SELECT id, session_id, organization_id, account_id, resident_id, answer, checked_in_at IS NOT NULL FROM session_attendee
        """

    func attendee(_ id: Int64, scope: DataScope) throws -> Attendee? {
        guard try transaction.contains(.attendees, id: id, scope: scope) else { return nil }
        return try connection.first("\(Self.attendeeColumns) WHERE id = ?", [.integer(id)], Self.attendee)
    }

    func attendee(of principal: Principal, in session: Int64) throws -> Attendee? {
        var (resident, organization): (Int64?, Int64?)
        if case .resident(let id, community: _) = principal.scope { resident = id }
        if case .organization(let id, community: _) = principal.scope { organization = id }
        return try connection.first(
            """
            \(Self.attendeeColumns) WHERE session_id = ?1 AND (account_id = ?2 OR resident_id = ?3
                OR organization_id = ?4 AND account_id IS NULL)
            ORDER BY account_id IS NULL, resident_id IS NULL, checked_in_at IS NOT NULL, id LIMIT 1
            """,
            [.integer(session), .optional(principal.accountID), .optional(resident), .optional(organization)],
            Self.attendee
        )
    }

    private static func attendee(_ row: borrowing Statement) -> Attendee {
        Attendee(
            id: row.integer(0),
            session: row.integer(1),
            organization: row.optionalInteger(2),
            account: row.optionalInteger(3),
            resident: row.optionalInteger(4),
            answer: row.optionalText(5).flatMap { InvitationAnswer(rawValue: $0) },
            isCheckedIn: row.boolean(6)
        )
    }

    func turnout(of session: Int64) throws -> SessionTurnout {
        let sql = """
            SELECT count(*) FILTER (WHERE a.observer = 0 AND a.invited_at IS NOT NULL),
                count(*) FILTER (WHERE a.observer = 0 AND a.invited_at IS NOT NULL AND a.checked_in_at IS NOT NULL),
                count(*) FILTER (WHERE a.observer = 0 AND a.checked_in_at IS NOT NULL),
                count(*) FILTER (WHERE a.checked_in_at IS NOT NULL), count(*),
                (SELECT s.quorum_percent FROM deliberation_session s WHERE s.id = ?1)
            FROM session_attendee a WHERE a.session_id = ?1
            """
        let found = try connection.first(sql, [.integer(session)]) { row in
            SessionTurnout(
                roll: row.integer(0),
                ofRoll: row.integer(1),
                atTable: row.integer(2),
                checkedIn: row.integer(3),
                known: row.integer(4),
                percent: row.integer(5)
            )
        }
        guard let found else { throw DomainError.notFound }
        return found
    }

    func presentParties(in session: Int64) throws -> Set<CalledParty> {
        let sql = """
            SELECT group_concat(party, ' ') FROM session_attendee
            WHERE session_id = ? AND checked_in_at IS NOT NULL AND observer = 0
            """
        return Self.parties(try connection.first(sql, [.integer(session)]) { $0.optionalText(0) } ?? nil)
    }

    func checkIn(_ attendee: Int64, by account: Int64, byCode: Bool) throws {
        try transaction.touch(.attendees, attendee)
        try connection.run(
            """
            UPDATE session_attendee SET checked_in_at = ?1, checked_in_by = ?2, by_code = ?3, version = version + 1,
                updated_at = ?1 WHERE id = ?4 AND checked_in_at IS NULL
            """,
            [now, .integer(account), .boolean(byCode), .integer(attendee)]
        )
    }

    func nameAndKind(ofOrganization id: Int64) throws -> (name: String, kind: OrganizationKind)? {
        try connection.first("SELECT name, kind FROM organization WHERE id = ?", [.integer(id)]) { row in
            OrganizationKind(rawValue: row.text(1)).map { (row.text(0), $0) }
        } ?? nil
    }

    func inviteAnew(to session: HallSession, isInTime: Bool, noticeDays: Int64) throws {
        let ids = try connection.query(
            "SELECT id FROM session_attendee WHERE session_id = ? AND invited_at IS NOT NULL ORDER BY id",
            [.integer(session.id)]
        ) { $0.integer(0) }
        for id in ids {
            try transaction.touch(.attendees, id)
            try connection.run(
                """
                UPDATE session_attendee SET invited_at = ?1, in_time = ?2, notice_days = ?3, answer = NULL, answered_at = NULL,
                    sent_name = NULL, remark = NULL, version = version + 1, updated_at = ?1 WHERE id = ?4
                """,
                [.integer(transaction.now.milliseconds), .boolean(isInTime), .integer(noticeDays), .integer(id)]
            )
        }
    }

    func tellInvited(of session: HallSession, _ topic: NoticeTopic, since: Instant?, saying words: String?) throws {
        let sql = """
            SELECT account_id, resident_id, organization_id FROM session_attendee
            WHERE session_id = ? AND invited_at >= ? AND answer IS NOT 'declined' ORDER BY id
            """
        let invited = try connection.query(sql, [.integer(session.id), .integer(since?.milliseconds ?? 0)]) { row in
            (row.optionalInteger(0), row.optionalInteger(1), row.optionalInteger(2))
        }
        var told: Set<NoticeWriter.Receiver> = []
        for (account, resident, organization) in invited {
            let receivers: [NoticeWriter.Receiver] =
                try account.map { [.account($0)] } ?? resident.map { [.resident($0)] }
                ?? organization.map { try accounts("organization_id = ? AND role = 'partner'", $0) } ?? []
            try tell(receivers.filter { told.insert($0).inserted }, session, topic, words)
        }
    }

    func tellStaff(of session: HallSession, _ topic: NoticeTopic) throws {
        try tell(try accounts("community_id = ? AND role = 'secretary'", session.community), session, topic)
    }

    private func accounts(_ condition: String, _ id: Int64) throws -> [NoticeWriter.Receiver] {
        try connection.query("SELECT id FROM account WHERE \(condition) AND disabled = 0 ORDER BY id", [.integer(id)]) {
            .account($0.integer(0))
        }
    }

    private func tell(
        _ receivers: [NoticeWriter.Receiver],
        _ session: HallSession,
        _ topic: NoticeTopic,
        _ words: String? = nil
    ) throws {
        guard !receivers.isEmpty else { return }
        let sql = """
            SELECT s.title, h.name FROM deliberation_session s JOIN hall h ON h.id = s.hall_id WHERE s.id = ?
            """
        let (title, hall) = try connection.first(sql, [.integer(session.id)]) { ($0.text(0), $0.text(1)) } ?? ("", "")
        let text = [title, transaction.time.minute(of: session.startsAt), hall, words].compactMap(\.self)
            .joined(separator: " · ")
        let writer = NoticeWriter(connection, transaction.time)
        for receiver in receivers {
            try writer.write(
                topic,
                to: receiver,
                text,
                about: .session(session.id),
                of: session.community,
                at: transaction.now
            )
        }
    }
}

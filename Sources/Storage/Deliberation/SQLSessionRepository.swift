import Domain
import SQLite

/// Where sessions, their agendas and attendees lie (议事会的存储).
struct SQLSessionRepository: SessionRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func find(_ id: Int64, scope: DataScope) throws -> HallSession? {
        guard try transaction.contains(.sessions, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT community_id, status, starts_at, opened_at, closed_at, check_in_code, look_at FROM deliberation_session
            WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            SessionStatus(rawValue: row.text(1)).map { status in
                HallSession(
                    id: id,
                    community: row.integer(0),
                    status: status,
                    startsAt: Instant(milliseconds: row.integer(2)),
                    openedAt: row.optionalInteger(3).map(Instant.init(milliseconds:)),
                    closedAt: row.optionalInteger(4).map(Instant.init(milliseconds:)),
                    code: row.optionalText(5),
                    lookAt: row.optionalInteger(6).map(Instant.init(milliseconds:))
                )
            }
        } ?? nil
    }

    private static let itemColumns = """
        SELECT i.id, i.session_id, i.place, i.issue_id, i.title, i.status,
            (SELECT group_concat(p.party, ' ') FROM agenda_item_party p WHERE p.item_id = i.id) FROM agenda_item i
        """

    func items(of session: Int64) throws -> [AgendaItem] {
        let sql = "\(Self.itemColumns) WHERE i.session_id = ? ORDER BY i.place"
        return try connection.query(sql, [.integer(session)], Self.item).compactMap { $0 }
    }

    func item(_ id: Int64, scope: DataScope) throws -> AgendaItem? {
        guard try transaction.contains(.agendaItems, id: id, scope: scope) else { return nil }
        return try connection.first("\(Self.itemColumns) WHERE i.id = ?", [.integer(id)], Self.item) ?? nil
    }

    func item(ofIssue issue: Int64, in session: Int64) throws -> AgendaItem? {
        let sql = "\(Self.itemColumns) WHERE i.session_id = ? AND i.issue_id = ?"
        return try connection.first(sql, [.integer(session), .integer(issue)], Self.item) ?? nil
    }

    private static func item(_ row: borrowing Statement) -> AgendaItem? {
        guard let status = AgendaStatus(rawValue: row.text(5)) else { return nil }
        return AgendaItem(
            id: row.integer(0),
            session: row.integer(1),
            place: row.integer(2),
            issue: row.optionalInteger(3),
            title: row.text(4),
            status: status,
            required: parties(row.optionalText(6))
        )
    }

    private static func parties(_ text: String?) -> Set<CalledParty> {
        Set((text ?? "").split(separator: " ").compactMap { CalledParty(rawValue: String($0)) })
    }

    func replaceAgenda(of session: HallSession, with entries: [AgendaEntry], minutes: Int64) throws {
        for item in try items(of: session.id) { try removeItem(item.id) }
        for (index, entry) in entries.enumerated() {
            let title = try entry.title ?? entry.issue.flatMap { try self.title(ofIssue: $0) } ?? ""
            try insert(Int64(index + 1), entry.issue, title, entry.minutes ?? minutes, Set(entry.required), session)
        }
    }

    func appendItem(to session: HallSession, issue: Int64, title: String, minutes: Int64) throws {
        let last = try items(of: session.id).last?.place ?? 0
        try insert(last + 1, issue, title, minutes, [], session)
    }

    private func insert(
        _ place: Int64,
        _ issue: Int64?,
        _ title: String,
        _ minutes: Int64,
        _ required: Set<CalledParty>,
        _ session: HallSession
    ) throws {
        try connection.run(
            """
            INSERT INTO agenda_item (community_id, session_id, place, issue_id, title, minutes, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            """,
            [
                .integer(session.community), .integer(session.id), .integer(place), .optional(issue), .text(title),
                .integer(minutes), now,
            ]
        )
        let item = connection.lastInsertedID
        try transaction.touch(.agendaItems, item, isNew: true)
        for party in CalledParty.allCases where required.contains(party) {
            try connection.run(
                "INSERT INTO agenda_item_party (item_id, party) VALUES (?, ?)",
                [.integer(item), .text(party.rawValue)]
            )
        }
    }

    func removeItem(_ id: Int64) throws {
        try transaction.touch(.agendaItems, id)
        try connection.run("DELETE FROM agenda_item WHERE id = ?", [.integer(id)])
    }

    func title(ofIssue id: Int64) throws -> String? {
        try connection.first("SELECT title FROM issue WHERE id = ?", [.integer(id)]) { $0.text(0) }
    }

    func summary(of session: Int64) throws -> String? {
        try connection.first("SELECT summary FROM deliberation_session WHERE id = ?", [.integer(session)]) {
            $0.optionalText(0)
        } ?? nil
    }

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
            \(Self.attendeeColumns) WHERE session_id = ?1 AND (account_id = ?2 OR resident_id = ?3 OR organization_id = ?4)
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

    func present(in session: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM session_attendee WHERE session_id = ? AND checked_in_at IS NOT NULL"
        return try connection.first(sql, [.integer(session)]) { $0.integer(0) } ?? 0
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

    func lookAt(_ session: Int64, _ moment: Instant?, code: String?) throws {
        try connection.run(
            "UPDATE deliberation_session SET look_at = ?, check_in_code = coalesce(?, check_in_code) WHERE id = ?",
            [.optional(moment?.milliseconds), .optional(code), .integer(session)]
        )
    }

    func tellInvited(of session: HallSession, _ topic: NoticeTopic, since: Instant?) throws {
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
            try tell(receivers.filter { told.insert($0).inserted }, session, topic)
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

    private func tell(_ receivers: [NoticeWriter.Receiver], _ session: HallSession, _ topic: NoticeTopic) throws {
        guard !receivers.isEmpty else { return }
        let sql = """
            SELECT s.title, h.name FROM deliberation_session s JOIN hall h ON h.id = s.hall_id WHERE s.id = ?
            """
        let (title, hall) = try connection.first(sql, [.integer(session.id)]) { ($0.text(0), $0.text(1)) } ?? ("", "")
        let text = "\(title) · \(transaction.time.minute(of: session.startsAt)) · \(hall)"
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

    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM deliberation_session WHERE look_at <= ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

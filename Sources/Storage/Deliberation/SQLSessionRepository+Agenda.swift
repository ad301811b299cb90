import Domain
import SQLite

/// The agenda of a session in its order (议程的存储).
extension SQLSessionRepository {
    private static let itemColumns = """
        SELECT i.id, i.session_id, i.place, i.issue_id, i.title, i.status,
            (SELECT group_concat(p.party, ' ') FROM agenda_item_party p WHERE p.item_id = i.id), i.absent IS NOT NULL FROM agenda_item i
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
            required: parties(row.optionalText(6)),
            lackedParty: row.boolean(7)
        )
    }

    static func parties(_ text: String?) -> Set<CalledParty> {
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
}

import Domain
import SQLite

extension SQLReportRepository {
    func whyWaiting(activity id: Int64, now: Instant) throws -> WhyWaiting? {
        let table = SeatingTable(connection: connection)
        guard let activity = try table.activity(id), let community = try community(activity.community) else {
            return nil
        }
        var first: [Waiting] = []
        while first.count < WhyWaiting.explained,
            let next = try table.nextWaiting(in: id, after: first.last, most: nil)
        {
            first.append(next)
        }
        let sums = try connection.first(
            """
            SELECT coalesce(sum(CASE WHEN status = 'offered' THEN party_size END), 0), min(offer_expires_at),
                count(CASE WHEN status = 'waitlisted' THEN 1 END),
                coalesce(sum(CASE WHEN status = 'waitlisted' THEN party_size END), 0),
                count(CASE WHEN status = 'pending' THEN 1 END)
            FROM sign_up WHERE activity_id = ? AND status IN ('offered', 'waitlisted', 'pending')
            """,
            [.integer(id)]
        ) { row in
            (
                offered: row.integer(0), ends: row.optionalInteger(1), parties: row.integer(2), people: row.integer(3),
                pending: row.integer(4)
            )
        }
        return WhyWaiting(
            community: community,
            activity: activity,
            seating: try table.seating(of: id),
            offered: sums?.offered ?? 0,
            firstOfferEnds: sums?.ends.map(Instant.init(milliseconds:)),
            waitingParties: sums?.parties ?? 0,
            waitingPeople: sums?.people ?? 0,
            pendingParties: sums?.pending ?? 0,
            first: first,
            now: now
        )
    }

    func activity(_ id: Int64) throws -> Activity? { try SeatingTable(connection: connection).activity(id) }

    func signUpStatus(_ id: Int64) throws -> SignUpStatus? {
        try connection.first("SELECT status FROM sign_up WHERE id = ?", [.integer(id)]) {
            SignUpStatus(rawValue: $0.text(0))
        } ?? nil
    }

    func doorList(activity id: Int64) throws -> DoorList? {
        guard let activity = try SeatingTable(connection: connection).activity(id),
            let community = try community(activity.community)
        else { return nil }
        let sql = """
            SELECT s.id, p.name, s.party_size, s.status FROM sign_up s JOIN resident p ON p.id = s.resident_id
            WHERE s.activity_id = ? AND s.status IN ('confirmed', 'offered', 'waitlisted', 'attended', 'left', 'no_show')
            ORDER BY s.id
            """
        return DoorList(
            community: community,
            title: activity.title,
            rows: try connection.query(sql, [.integer(id)]) { row in
                [.integer(row.integer(0)), .text(row.text(1)), .integer(row.integer(2)), .text(row.text(3))]
            }
        )
    }
}

import Domain
import SQLite

extension SQLReportRepository {
    func calendar(_ question: CalendarQuestion) throws -> [CalendarFile.Event] {
        // A draft that was called off was never announced.
        var conditions = [
            "(a.status IN ('published', 'finished') OR a.status = 'cancelled' AND a.published_at IS NOT NULL)"
        ]
        var values: [Value] = []
        func narrow(_ column: String, _ id: Int64?) {
            guard let id else { return }
            conditions.append("\(column) = ?")
            values.append(.integer(id))
        }
        narrow("a.id", question.activity)
        narrow("a.community_id", question.community)
        if let organizer = question.organizer {
            conditions.append("a.community_id = (SELECT community_id FROM organization WHERE id = ?)")
            // With the plus the walk is along the beginnings, in the order of the answer.
            conditions.append("+a.organizer_id = ?")
            values += [.integer(organizer), .integer(organizer)]
        }
        if let grid = question.grid {
            // What is for everybody of the community is on in the grid, too.
            conditions.append("a.community_id = (SELECT community_id FROM grid WHERE id = ?)")
            conditions.append("(+a.for_grid_id IS NULL OR +a.for_grid_id = ?)")
            values += [.integer(grid), .integer(grid)]
        }
        if question.activity == nil {
            conditions.append("a.starts_at >= ? AND a.starts_at < ?")
            values += [.integer(question.from.milliseconds), .integer(question.until.milliseconds)]
        }
        let order = question.activity == nil ? " ORDER BY a.starts_at, a.id" : ""
        let sql = """
            SELECT a.id, a.community_id, a.title, a.summary, v.name, a.online_url, a.starts_at, a.ends_at, a.status, a.sequence,
                a.updated_at, v.address
            FROM activity a LEFT JOIN venue v ON v.id = a.venue_id
            WHERE \(conditions.joined(separator: " AND "))\(order) LIMIT \(CalendarQuestion.limit)
            """
        return try connection.query(sql, values) { row in
            let place = [row.optionalText(4), row.optionalText(11)].compactMap { $0 }.joined(separator: " ")
            return CalendarFile.Event(
                activity: row.integer(0),
                community: row.integer(1),
                title: row.text(2),
                summary: row.optionalText(3),
                place: place.isEmpty ? nil : place,
                url: row.optionalText(5),
                startsAt: Instant(milliseconds: row.integer(6)),
                endsAt: Instant(milliseconds: row.integer(7)),
                isCancelled: row.text(8) == ActivityStatus.cancelled.rawValue,
                sequence: row.integer(9),
                changedAt: Instant(milliseconds: row.integer(10))
            )
        }
    }
}

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
        if let resident = question.resident {
            // What somebody withdrew from is no date of theirs any more; what was called off is shown as such.
            conditions.append(
                """
                a.id IN (SELECT s.activity_id FROM sign_up s WHERE s.resident_id = ? AND s.status IN \(Self.meant)
                    UNION SELECT s.activity_id FROM sign_up s WHERE s.helper_id = ? AND s.status IN \(Self.meant))
                """
            )
            values += [.integer(resident), .integer(resident)]
        }
        if question.activity == nil {
            conditions.append("a.starts_at >= ? AND a.starts_at < ?")
            values += [.integer(question.from.milliseconds), .integer(question.until.milliseconds)]
        }
        let order = question.activity == nil && question.resident == nil ? " ORDER BY a.starts_at, a.id" : ""
        let sql = """
            SELECT a.id, a.community_id, a.title, a.summary, v.name, a.online_url, a.starts_at, a.ends_at, a.status, a.sequence,
                a.updated_at, v.address
            FROM activity a LEFT JOIN venue v ON v.id = a.venue_id
            WHERE \(conditions.joined(separator: " AND "))\(order) LIMIT \(CalendarQuestion.limit)
            """
        let waiting = try question.resident.map(waits) ?? []
        return try connection.query(sql, values) { row in
            let place = [row.optionalText(4), row.optionalText(11)].compactMap { $0 }.joined(separator: " ")
            var event = CalendarFile.Event(
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
            event.isTentative = waiting.contains(event.activity)
            return event
        }
    }

    /// Sign-ups that were not taken back, those of what was called off as well.
    private static let meant = "('pending', 'confirmed', 'waitlisted', 'offered', 'attended', 'left')"

    /// Where somebody, or whom they helped, has no place yet.
    private func waits(_ resident: Int64) throws -> Set<Int64> {
        let sql = """
            SELECT s.activity_id FROM sign_up s
            WHERE s.resident_id = ?1 AND s.status IN ('pending', 'waitlisted', 'offered')
            UNION SELECT s.activity_id FROM sign_up s
            WHERE s.helper_id = ?1 AND s.status IN ('pending', 'waitlisted', 'offered')
            """
        return Set(try connection.query(sql, [.integer(resident)]) { $0.integer(0) })
    }

    func resident(ofCalendar hash: [UInt8]) throws -> Int64? {
        let sql = """
            SELECT a.resident_id FROM calendar_feed f JOIN account a ON a.id = f.account_id
            WHERE f.secret_hash = ? AND a.disabled = 0
            """
        return try connection.first(sql, [.blob(hash)]) { $0.optionalInteger(0) } ?? nil
    }
}

import Domain
import SQLite

extension SQLActivityRepository {
    func seating(of activity: Int64) throws -> Seating {
        try SeatingTable(connection: connection).seating(of: activity)
    }

    func nextWaiting(in activity: Int64, after last: Waiting?, most: Int64?) throws -> Waiting? {
        try SeatingTable(connection: connection).nextWaiting(in: activity, after: last, most: most)
    }

    func quotas(of activity: Int64) throws -> [(id: Int64, group: QuotaGroup)] {
        let sql = """
            SELECT q.grid_id, q.care_tag, q.from_age, q.id, \(ServiceGroupTable.columns) FROM sign_up_quota q
            LEFT JOIN service_group g ON g.id = q.group_id WHERE q.activity_id = ? ORDER BY q.id
            """
        return try connection.query(sql, [.integer(activity)]) { row in
            let group =
                row.optionalInteger(0).map(QuotaGroup.grid)
                ?? row.optionalText(1).flatMap { CareTag(rawValue: $0) }.map(QuotaGroup.careTag)
                ?? row.optionalInteger(2).map(QuotaGroup.fromAge)
                ?? .group(ServiceGroupTable.group(row, from: 4))
            return (id: row.integer(3), group: group)
        }
    }

    func areQuotasDue(activity: Int64) throws -> Bool {
        let sql = "SELECT quotas_released = 0 AND coalesce(quotas_release_at <= ?, 0) FROM activity WHERE id = ?"
        return try connection.first(sql, [now, .integer(activity)]) { $0.boolean(0) } ?? false
    }

    func offerEnd(of signUp: Int64) throws -> Instant? {
        try connection.first("SELECT offer_expires_at FROM sign_up WHERE id = ?", [.integer(signUp)]) {
            $0.optionalInteger(0).map(Instant.init(milliseconds:))
        } ?? nil
    }

    func overdueOffers(of activity: Int64) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM sign_up WHERE activity_id = ? AND status = 'offered' AND offer_expires_at <= ?",
            [.integer(activity), now]
        ) { $0.integer(0) }
    }

    func due(limit: Int) throws -> [Int64] {
        let sql = """
            SELECT activity_id FROM (
                SELECT activity_id FROM sign_up WHERE offer_expires_at IS NOT NULL AND offer_expires_at <= ?1
                UNION SELECT id FROM activity
                WHERE quotas_release_at IS NOT NULL AND quotas_release_at <= ?1 AND quotas_released = 0
                    AND status = 'published') LIMIT ?2
            """
        return try connection.query(sql, [now, .integer(Int64(limit))]) { $0.integer(0) }
    }

    func outcome(of scan: DoorScan, activity: Int64) throws -> DoorOutcome? {
        let sql = "SELECT outcome FROM door_scan WHERE activity_id = ? AND nonce = ? AND shown_id = ? AND act = ?"
        let values: [Value] = [
            .integer(activity), .text(scan.nonce), .integer(scan.signUp), .text(scan.isOut ? "out" : "in"),
        ]
        return try connection.first(sql, values) { DoorOutcome(rawValue: $0.text(0)) } ?? nil
    }

    func record(_ scan: DoorScan, activity: Int64, _ outcome: DoorOutcome, by account: Int64?) throws {
        // What is unknown here can be anything, so it is not referred to.
        try connection.run(
            """
            INSERT INTO door_scan (activity_id, nonce, shown_id, sign_up_id, act, outcome, scanned_at, account_id)
            VALUES (?1, ?2, ?3, (SELECT id FROM sign_up WHERE id = ?3 AND ?5 <> 'unknown'), ?4, ?5, ?6, ?7)
            """,
            [
                .integer(activity), .text(scan.nonce), .integer(scan.signUp), .text(scan.isOut ? "out" : "in"),
                .text(outcome.rawValue), .integer(scan.at.milliseconds), .optional(account),
            ]
        )
    }

    func tell(_ topic: NoticeTopic, signUp: Int64, _ words: String?) throws {
        try tell(topic, "s.id = ?1", signUp, words)
    }

    func tellAll(_ topic: NoticeTopic, activity: Int64, _ words: String?) throws {
        try tell(
            topic,
            "s.activity_id = ?1 AND s.status IN ('pending', 'confirmed', 'waitlisted', 'offered')",
            activity,
            words
        )
    }

    /// One notice for each person, also for who helped several.
    private func tell(_ topic: NoticeTopic, _ condition: String, _ id: Int64, _ words: String?) throws {
        let receivers = ["resident_id", "helper_id"].map {
            "SELECT s.\($0) AS person, s.activity_id FROM sign_up s WHERE \(condition) AND s.\($0) IS NOT NULL"
        }
        try connection.run(
            """
            INSERT INTO notification (community_id, resident_id, topic, activity_id, text, created_at, delivery, settled_at)
            SELECT a.community_id, x.person, ?2, a.id, substr(a.title || coalesce(' ' || ?3, ''), 1, 500), ?4,
                CASE WHEN x.is_reached THEN 'waiting' ELSE 'unreachable' END, CASE WHEN NOT x.is_reached THEN ?4 END
            FROM (SELECT person, activity_id, EXISTS (
                    SELECT 1 FROM account c WHERE c.resident_id = person AND c.disabled = 0) AS is_reached
                FROM (\(receivers.joined(separator: " UNION ")))) x
            JOIN activity a ON a.id = x.activity_id
            """,
            [.integer(id), .text(topic.rawValue), .optional(words), now]
        )
    }
}

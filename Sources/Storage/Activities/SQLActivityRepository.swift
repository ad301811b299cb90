import Domain
import SQLite

/// Where activities and sign-ups lie (活动与报名的存储).
struct SQLActivityRepository: ActivityRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> Activity? {
        guard try transaction.contains(.activities, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT community_id, status, starts_at, ends_at, sign_up_opens_at, sign_up_closes_at, capacity,
                party_members_only, version
            FROM activity WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = ActivityStatus(rawValue: row.text(1)) else { return nil }
            return Activity(
                id: id,
                community: row.integer(0),
                status: status,
                startsAt: Instant(milliseconds: row.integer(2)),
                endsAt: Instant(milliseconds: row.integer(3)),
                signUpOpensAt: row.optionalInteger(4).map(Instant.init(milliseconds:)),
                signUpClosesAt: row.optionalInteger(5).map(Instant.init(milliseconds:)),
                capacity: row.optionalInteger(6),
                isForPartyMembersOnly: row.boolean(7),
                version: row.integer(8)
            )
        } ?? nil
    }

    func findSignUp(_ id: Int64, scope: DataScope) throws -> SignUp? {
        guard try transaction.contains(.signUps, id: id, scope: scope) else { return nil }
        let sql = "SELECT activity_id, resident_id, status, version FROM sign_up WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = SignUpStatus(rawValue: row.text(2)) else { return nil }
            return SignUp(
                id: id,
                activityID: row.integer(0),
                residentID: row.integer(1),
                status: status,
                version: row.integer(3)
            )
        } ?? nil
    }

    func isPartyMember(resident: Int64) throws -> Bool {
        try connection.first("SELECT 1 FROM party_member WHERE resident_id = ?", [.integer(resident)]) { _ in true }
            ?? false
    }

    func promote(activity: Int64) throws -> Int {
        // One statement a party: it is confirmed if it fits at the moment of the statement, so nothing read before can
        // be out of date. A party that does not fit is passed over and keeps its place.
        let sql = """
            UPDATE sign_up SET status = 'confirmed', version = version + 1, updated_at = ?1
            WHERE id = (
                SELECT w.id FROM sign_up w JOIN activity a ON a.id = w.activity_id
                WHERE w.activity_id = ?2 AND w.status = 'waitlisted' AND a.status = 'published'
                  AND (a.capacity IS NULL OR w.party_size <= a.capacity - (
                      SELECT coalesce(sum(s.party_size), 0) FROM sign_up s
                      WHERE s.activity_id = ?2 AND s.status IN \(SignUpCounting.holdingPlace)))
                ORDER BY w.id LIMIT 1)
            """
        var promoted = 0
        guard try hasRoom(activity: activity) else { return 0 }
        repeat {
            try connection.run(sql, [.integer(transaction.now.milliseconds), .integer(activity)])
            promoted += connection.changes
        } while connection.changes > 0
        return promoted
    }

    /// Whether any place is free: a full activity with a long queue is asked about at every sign-up.
    private func hasRoom(activity: Int64) throws -> Bool {
        let sql = """
            SELECT capacity IS NULL OR capacity > (
                SELECT coalesce(sum(s.party_size), 0) FROM sign_up s
                WHERE s.activity_id = t.id AND s.status IN \(SignUpCounting.holdingPlace))
            FROM activity t WHERE t.id = ?
            """
        return try connection.first(sql, [.integer(activity)]) { $0.boolean(0) } ?? false
    }

    func setSignUpStatus(_ id: Int64, _ status: SignUpStatus, checkedInAt: Instant?) throws {
        try connection.run(
            """
            UPDATE sign_up SET status = ?, checked_in_at = coalesce(?, checked_in_at), version = version + 1,
                updated_at = ? WHERE id = ?
            """,
            [
                .text(status.rawValue), .optional(checkedInAt?.milliseconds), .integer(transaction.now.milliseconds),
                .integer(id),
            ]
        )
    }

    func setStatus(activity: Int64, _ status: ActivityStatus) throws {
        try connection.run(
            "UPDATE activity SET status = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.text(status.rawValue), .integer(transaction.now.milliseconds), .integer(activity)]
        )
    }

    func settleSignUps(activity: Int64) throws {
        try connection.run(
            """
            UPDATE sign_up SET status = CASE WHEN status = 'confirmed' THEN 'no_show' ELSE 'expired' END,
                version = version + 1, updated_at = ?
            WHERE activity_id = ? AND status IN ('confirmed', 'waitlisted', 'pending', 'offered')
            """,
            [.integer(transaction.now.milliseconds), .integer(activity)]
        )
    }

    func cancelSignUps(activity: Int64) throws {
        try connection.run(
            """
            UPDATE sign_up SET status = 'cancelled', version = version + 1, updated_at = ?
            WHERE activity_id = ? AND status IN ('confirmed', 'waitlisted', 'pending', 'offered')
            """,
            [.integer(transaction.now.milliseconds), .integer(activity)]
        )
    }

    func setAttendance(activity: Int64, walkIns: Int64, headCount: Int64) throws {
        try connection.run(
            "UPDATE activity SET walk_ins = ?, head_count = ? WHERE id = ?",
            [.integer(walkIns), .integer(headCount), .integer(activity)]
        )
    }
}

import Domain
import SQLite

/// Where activities and sign-ups lie (活动与报名的存储).
struct SQLActivityRepository: ActivityRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }
    var now: Value { .integer(transaction.now.milliseconds) }

    func find(_ id: Int64, scope: DataScope) throws -> Activity? {
        guard try transaction.contains(.activities, id: id, scope: scope) else { return nil }
        return try SeatingTable(connection: connection).activity(id)
    }

    func place(of activity: Int64) throws -> String {
        let sql = """
            SELECT coalesce(v.name, '') || coalesce(' ' || a.online_url, '') FROM activity a
            LEFT JOIN venue v ON v.id = a.venue_id WHERE a.id = ?
            """
        return try connection.first(sql, [.integer(activity)]) { $0.text(0) } ?? ""
    }

    func price(of activity: Int64) throws -> Int64 {
        try connection.first("SELECT price_fen FROM activity WHERE id = ?", [.integer(activity)]) { $0.integer(0) } ?? 0
    }

    func hasBegun(activity: Int64) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM sign_up WHERE activity_id = ? AND status IN \(SignUpCounting.cameIn))"
        return try connection.first(sql, [.integer(activity)]) { $0.boolean(0) } ?? false
    }

    func queuePending(activity: Int64) throws {
        try end(activity, "'waitlisted'", "'pending'")
    }

    func twin(of activity: Int64) throws -> Int64? {
        // Nothing that is a meeting lasts longer than a day.
        let sql = """
            SELECT min(o.id) FROM activity t JOIN activity o ON o.community_id = t.community_id
                AND o.starts_at > t.starts_at - 86400000 AND o.starts_at < t.ends_at
            WHERE t.id = ? AND o.id <> t.id AND o.status = 'finished' AND o.organizer_id = t.organizer_id
                AND trim(o.title) = trim(t.title) AND o.ends_at > t.starts_at
                AND (o.venue_id IS t.venue_id OR o.venue_id IS NULL OR t.venue_id IS NULL)
            """
        return try connection.first(sql, [.integer(activity)]) { $0.optionalInteger(0) } ?? nil
    }

    func activity(ofQuota id: Int64) throws -> Int64? {
        try connection.first("SELECT activity_id FROM sign_up_quota WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func activity(ofQuestion id: Int64) throws -> Int64? {
        try connection.first("SELECT activity_id FROM activity_question WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func setStatus(activity: Int64, _ status: ActivityStatus, reason: String?) throws {
        try connection.run(
            """
            UPDATE activity SET status = ?1, cancel_reason = coalesce(?2, cancel_reason), version = version + 1,
                published_at = CASE WHEN ?1 = 'published' THEN ?3 ELSE published_at END, updated_at = ?3 WHERE id = ?4
            """,
            [.text(status.rawValue), .optional(reason), now, .integer(activity)]
        )
    }

    func advanceSequence(activity: Int64) throws {
        try connection.run("UPDATE activity SET sequence = sequence + 1 WHERE id = ?", [.integer(activity)])
    }

    func setAttendance(
        activity: Int64,
        _ attendance: Attendance,
        by account: Int64?,
        isOwnCount: Bool,
        isCorrection: Bool
    ) throws {
        try connection.run(
            """
            UPDATE activity SET walk_ins = coalesce(?1, walk_ins), head_count = coalesce(?2, head_count),
                walk_ins_typed = CASE WHEN ?1 IS NULL THEN walk_ins_typed ELSE ?5 END,
                head_count_typed = CASE WHEN ?2 IS NULL THEN head_count_typed ELSE ?5 END,
                counted_by = CASE WHEN ?1 IS NULL AND ?2 IS NULL THEN counted_by ELSE ?4 END,
                outcome = coalesce(?3, outcome), count_reason = coalesce(?8, count_reason),
                corrected_at = CASE WHEN ?9 THEN ?6 ELSE corrected_at END, version = version + 1, updated_at = ?6
            WHERE id = ?7
            """,
            [
                .optional(attendance.walkIns), .optional(attendance.headCount), .optional(attendance.outcome),
                .optional(account), .integer(isOwnCount ? 1 : 0), now, .integer(activity),
                .optional(attendance.reason), .integer(isCorrection ? 1 : 0),
            ]
        )
    }

    func counts(of activity: Int64) throws -> (walkIns: Int64, headCount: Int64) {
        let sql = "SELECT walk_ins, head_count FROM activity WHERE id = ?"
        return try connection.first(sql, [.integer(activity)]) { (walkIns: $0.integer(0), headCount: $0.integer(1)) }
            ?? (0, 0)
    }

    func releaseQuotas(activity: Int64) throws {
        try connection.run("UPDATE activity SET quotas_released = 1 WHERE id = ?", [.integer(activity)])
    }

    func releasePlaces(activity: Int64) throws {
        try connection.run("UPDATE activity SET places_released = 1 WHERE id = ?", [.integer(activity)])
        try end(activity, "CASE WHEN status = 'confirmed' THEN 'no_show' ELSE 'expired' END", "'confirmed', 'offered'")
    }

    func settleSignUps(activity: Int64) throws {
        try end(
            activity,
            "CASE WHEN status = 'confirmed' THEN 'no_show' ELSE 'expired' END",
            "'confirmed', 'waitlisted', 'pending', 'offered'"
        )
    }

    func cancelSignUps(activity: Int64) throws {
        try end(activity, "'cancelled'", "'confirmed', 'waitlisted', 'pending', 'offered'")
    }

    private func end(_ activity: Int64, _ status: String, _ open: String) throws {
        try connection.run(
            """
            UPDATE sign_up SET status = \(status), offer_expires_at = NULL, version = version + 1, updated_at = ?
            WHERE activity_id = ? AND status IN (\(open))
            """,
            [now, .integer(activity)]
        )
    }
}

import Domain
import SQLite

extension SQLActivityRepository {
    func findSignUp(_ id: Int64, scope: DataScope) throws -> SignUp? {
        guard try transaction.contains(.signUps, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT activity_id, resident_id, helper_id, status, party_size, quota_id, reserved, penalised, version, walk_in,
                checked_in_at
            FROM sign_up WHERE id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = SignUpStatus(rawValue: row.text(3)) else { return nil }
            return SignUp(
                id: id,
                activityID: row.integer(0),
                residentID: row.integer(1),
                helperID: row.optionalInteger(2),
                status: status,
                party: Party(size: row.integer(4), quota: row.optionalInteger(5), isReserved: row.boolean(6)),
                isPenalised: row.boolean(7),
                isWalkIn: row.boolean(9),
                checkedInAt: row.optionalInteger(10).map(Instant.init(milliseconds:)),
                version: row.integer(8)
            )
        } ?? nil
    }

    func openSignUps(of resident: Int64) throws -> [Int64] {
        try connection.query(
            """
            SELECT s.id FROM sign_up s JOIN activity a ON a.id = s.activity_id
            WHERE s.resident_id = ? AND s.status IN ('pending', 'confirmed', 'waitlisted', 'offered') AND a.ends_at > ?
            """,
            [.integer(resident), now]
        ) { $0.integer(0) }
    }

    func save(_ change: SignUpChange) throws {
        try transaction.touch(.signUps, change.id)
        try connection.run(
            """
            UPDATE sign_up SET status = ?, party_size = coalesce(?, party_size),
                checked_in_at = CASE WHEN ? THEN NULL ELSE coalesce(?, checked_in_at) END,
                checked_out_at = CASE WHEN ?5 IS NOT NULL THEN max(?5, coalesce(checked_in_at, ?5)) END, offer_expires_at = ?, excused = ?,
                reason = coalesce(?, reason), version = version + 1, updated_at = ? WHERE id = ?
            """,
            [
                .text(change.status.rawValue), .optional(change.size),
                .integer(change.isCheckInUndone ? 1 : 0), .optional(change.checkedInAt?.milliseconds),
                .optional(change.checkedOutAt?.milliseconds), .optional(change.offerExpiresAt?.milliseconds),
                .integer(change.isExcused ? 1 : 0), .optional(change.reason), now, .integer(change.id),
            ]
        )
    }

    func refusal(of resident: Int64, activity: Int64) throws -> String? {
        let sql = """
            SELECT coalesce(reason, '') FROM sign_up WHERE id = (
                SELECT max(id) FROM sign_up WHERE activity_id = ? AND status = 'refused' AND resident_id = ?)
            """
        return try connection.first(sql, [.integer(activity), .integer(resident)]) { $0.text(0) }
    }

    func applicant(_ resident: Int64) throws -> Applicant? {
        let sql = """
            SELECT p.birth_date, p.care_tag, m.id IS NOT NULL, m.branch_id, bg.grid_id, p.sex, p.residency, un.building_id,
                (SELECT g.name FROM grid g WHERE g.id = bg.grid_id), (SELECT b.name FROM building b WHERE b.id = un.building_id)
            FROM resident p LEFT JOIN party_member m ON m.resident_id = p.id
            LEFT JOIN residence rs ON rs.resident_id = p.id AND rs.until_date IS NULL
            LEFT JOIN household ho ON ho.id = rs.household_id LEFT JOIN dwelling dw ON dw.id = ho.dwelling_id
            LEFT JOIN unit un ON un.id = dw.unit_id
            LEFT JOIN building_grid bg ON bg.building_id = un.building_id AND bg.until_date IS NULL
            WHERE p.id = ?
            """
        return try connection.first(sql, [.integer(resident)]) { row in
            CivilDate(row.text(0)).map { birth in
                var applicant = Applicant(
                    birth: birth,
                    sex: Sex(rawValue: row.text(5)) ?? .female,
                    residency: ResidencyStatus(rawValue: row.text(6)) ?? .registered,
                    building: row.optionalInteger(7),
                    grid: row.optionalInteger(4),
                    isPartyMember: row.boolean(2),
                    branch: row.optionalInteger(3),
                    careTag: row.optionalText(1).flatMap { CareTag(rawValue: $0) }
                )
                applicant.gridName = row.optionalText(8)
                applicant.buildingName = row.optionalText(9)
                return applicant
            }
        } ?? nil
    }

    func absences(of resident: Int64) throws -> [Instant] {
        // Where nobody was checked in at the door, nobody knows who was not there.
        let sql = """
            SELECT a.starts_at FROM sign_up s JOIN activity a ON a.id = s.activity_id
            WHERE s.resident_id = ? AND s.status = 'no_show' AND s.excused = 0
                AND EXISTS (SELECT 1 FROM sign_up o WHERE o.activity_id = a.id AND o.status IN ('attended', 'left'))
            """
        return try connection.query(sql, [.integer(resident)]) {
            Instant(milliseconds: $0.integer(0))
        }
    }

    func liftPenalty(of resident: Int64) throws {
        try connection.run(
            """
            UPDATE sign_up SET penalised = 0, version = version + 1, updated_at = ?
            WHERE resident_id = ? AND penalised = 1 AND status IN ('pending', 'waitlisted')
            """,
            [now, .integer(resident)]
        )
    }
}

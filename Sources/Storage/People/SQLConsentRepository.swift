import Domain
import SQLite

/// Where consents lie (同意的存储).
struct SQLConsentRepository: ConsentRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func person(_ resident: Int64) throws -> Person? {
        let sql = """
            SELECT t.community_id, t.birth_date, r.household_id, r.relation FROM resident t
            LEFT JOIN residence r ON r.resident_id = t.id AND r.until_date IS NULL WHERE t.id = ?
            """
        return try connection.first(sql, [.integer(resident)]) { row in
            guard let birth = CivilDate(row.text(1)) else { return nil }
            return Person(
                id: resident,
                community: row.integer(0),
                birth: birth,
                household: row.optionalInteger(2),
                relation: row.optionalText(3).flatMap { HouseholdRelation(rawValue: $0) }
            )
        } ?? nil
    }

    func stands(_ purpose: Purpose, of resident: Int64, on day: CivilDate) throws -> Bool {
        let sql = """
            SELECT 1 FROM consent WHERE resident_id = ? AND purpose = ? AND withdrawn_at IS NULL
                AND (ends_on IS NULL OR ends_on > ?) LIMIT 1
            """
        let values: [Value] = [.integer(resident), .text(purpose.rawValue), .text(day.description)]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    func consent(_ id: Int64) throws -> Consent? {
        let sql =
            "SELECT resident_id, purpose, withdrawn_at IS NOT NULL, giver_id <> resident_id FROM consent WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            Purpose(rawValue: row.text(1)).map {
                Consent(
                    id: id,
                    resident: row.integer(0),
                    purpose: $0,
                    isWithdrawn: row.boolean(2),
                    isForChild: row.boolean(3)
                )
            }
        } ?? nil
    }

    func others(besides consent: Consent) throws -> [Int64] {
        let sql = """
            SELECT id FROM consent WHERE resident_id = ? AND purpose = ? AND giver_id <> resident_id
                AND withdrawn_at IS NULL AND id <> ?
            """
        let values: [Value] = [.integer(consent.resident), .text(consent.purpose.rawValue), .integer(consent.id)]
        return try connection.query(sql, values) { $0.integer(0) }
    }
}

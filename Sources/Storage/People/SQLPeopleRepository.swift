import Domain
import SQLite

/// Where dated residences lie (居住史的存储).
struct SQLPeopleRepository: PeopleRepository {
    let connection: Connection
    let vault: Vault

    func beginResidence(
        of resident: Int64,
        in household: Int64,
        community: Int64,
        relation: String,
        from date: CivilDate
    ) throws {
        try connection.run(
            """
            INSERT INTO residence (community_id, resident_id, household_id, relation, from_date) VALUES (?, ?, ?, ?, ?)
            """,
            [.integer(community), .integer(resident), .integer(household), .text(relation), .text(date.description)]
        )
    }

    func start(ofHousehold household: Int64) throws -> CivilDate? {
        let text = try connection.first("SELECT from_date FROM household WHERE id = ?", [.integer(household)]) {
            $0.text(0)
        }
        return text.flatMap { CivilDate($0) }
    }

    func forgetResidences(of resident: Int64) throws {
        try connection.run("DELETE FROM residence WHERE resident_id = ?", [.integer(resident)])
    }

    func hasHead(household: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM residence WHERE household_id = ? AND until_date IS NULL AND relation = 'head'"
        return try connection.first(sql, [.integer(household)]) { _ in true } ?? false
    }

    func personalValue(_ field: PersonalField, of resident: Int64) throws -> (value: String, community: Int64)? {
        let sql = "SELECT community_id, \(field.rawValue) FROM resident WHERE id = ?"
        return try connection.first(sql, [.integer(resident)]) { row in
            guard !row.isNull(1) else { return nil }
            let value =
                field == .birthDate
                ? row.text(1)
                : try vault.open(row.blob(1), table: "resident", column: field.rawValue, row: resident)
            return (value, row.integer(0))
        } ?? nil
    }
}

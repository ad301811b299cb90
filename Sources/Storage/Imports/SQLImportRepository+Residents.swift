import Domain
import SQLite

extension SQLImportRepository {
    private static let resident = """
        SELECT p.id, r.household_id, r.relation, r.from_date, p.id_number_hash IS NOT NULL FROM resident p \
        LEFT JOIN residence r ON r.resident_id = p.id AND r.until_date IS NULL
        """

    private static func known(_ row: borrowing Statement) -> KnownResident {
        KnownResident(
            id: row.integer(0),
            household: row.optionalInteger(1),
            relation: row.optionalText(2),
            from: row.optionalText(3).flatMap { CivilDate($0) },
            hasIDNumber: row.boolean(4)
        )
    }

    private static let byNumber = "\(resident) WHERE p.community_id = ? AND p.id_number_hash = ?"

    func resident(idNumber: String, in community: Int64) throws -> KnownResident? {
        try connection.first(
            Self.byNumber,
            [.integer(community), .blob(vault.lookupHash(idNumber))],
            Self.known
        )
    }

    func hasResidentsWithoutNumber(in community: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM resident WHERE community_id = ? AND id_number_hash IS NULL LIMIT 1"
        return try connection.first(sql, [.integer(community)]) { _ in true } ?? false
    }

    private static let byDwelling = """
        \(resident) JOIN household h ON h.id = r.household_id \
        WHERE h.dwelling_id = ? AND p.name = ? AND p.birth_date = ?
        """

    func residents(named name: String, born: String, dwelling: Int64) throws -> [KnownResident] {
        try connection.query(
            Self.byDwelling,
            [.integer(dwelling), .text(name), .text(born)],
            Self.known
        )
    }

    func hasStay(of resident: Int64, beyond date: CivilDate) throws -> Bool {
        let sql = "SELECT 1 FROM residence WHERE resident_id = ? AND until_date > ?"
        return try connection.first(sql, [.integer(resident), .text(date.description)]) { _ in true } ?? false
    }

    func endResidence(of resident: Int64, on date: CivilDate) throws {
        try connection.run(
            "UPDATE residence SET until_date = ? WHERE resident_id = ? AND until_date IS NULL",
            [.text(date.description), .integer(resident)]
        )
        try touch(resident)
    }

    func correctResidence(of resident: Int64, household: Int64, relation: String, from date: CivilDate) throws {
        try connection.run(
            """
            UPDATE residence SET household_id = ?, relation = ?, from_date = ? \
            WHERE resident_id = ? AND until_date IS NULL
            """,
            [.integer(household), .text(relation), .text(date.description), .integer(resident)]
        )
        try touch(resident)
    }

    /// The resident reads differently now, so whoever holds the old version is told.
    private func touch(_ resident: Int64) throws {
        try connection.run(
            "UPDATE resident SET version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(transaction.now.milliseconds), .integer(resident)]
        )
    }
}

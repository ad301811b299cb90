import Domain
import SQLite

/// Where dated residences lie (居住史的存储).
struct SQLPeopleRepository: PeopleRepository {
    let connection: Connection
    let vault: Vault
    let now: Instant

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

    func identity(of resident: Int64) throws -> [String: FieldValue] {
        let sql = "SELECT birth_date, sex FROM resident WHERE id = ?"
        let plain = try connection.first(sql, [.integer(resident)]) { [$0.text(0), $0.text(1)] }
        guard let plain else { return [:] }
        let number = try personalValue(.idNumber, of: resident)?.value
        return ["birth_date": .text(plain[0]), "sex": .text(plain[1]), "id_number": .optional(number)]
    }

    func entered(_ resident: Int64) throws -> Instant? {
        try connection.first("SELECT created_at FROM resident WHERE id = ?", [.integer(resident)]) {
            Instant(milliseconds: $0.integer(0))
        }
    }

    func references(to resident: Int64) throws -> [ResourceName] {
        let columns: [(ResourceName, [String])] = [
            (.cases, ["reporter_id"]), (.signUps, ["resident_id", "helper_id"]),
            (.consents, ["resident_id", "giver_id"]),
            (.accounts, ["resident_id"]), (.registrations, ["resident_id"]), (.partyMembers, ["resident_id"]),
        ]
        return try columns.filter { name, columns in
            try columns.contains { column in
                let sql = "SELECT 1 FROM \(Projection[name].source.table) WHERE \(column) = ? LIMIT 1"
                return try connection.first(sql, [.integer(resident)]) { _ in true } ?? false
            }
        }.map(\.0)
    }

    func forgetResidences(of resident: Int64) throws {
        try connection.run("DELETE FROM residence WHERE resident_id = ?", [.integer(resident)])
    }

    func hasHead(household: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM residence WHERE household_id = ? AND until_date IS NULL AND relation = 'head'"
        return try connection.first(sql, [.integer(household)]) { _ in true } ?? false
    }

    /// As many as a page may hold: a number is one person's, or shared by a family.
    private static let most = 200

    func rows(
        with number: String,
        in field: String,
        of resource: ResourceName
    ) throws -> [(id: Int64, community: Int64)] {
        let sql = """
            SELECT id, community_id FROM \(Projection[resource].source.table) WHERE \(field)_hash = ? LIMIT \(Self.most)
            """
        return try connection.query(sql, [.blob(vault.lookupHash(number))]) {
            (id: $0.integer(0), community: $0.integer(1))
        }
    }

    func personalValue(_ field: PersonalField, of resident: Int64) throws -> (value: String, community: Int64)? {
        guard field != .address else { return try address(of: resident) }
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

    private func address(of resident: Int64) throws -> (value: String, community: Int64)? {
        let sql = """
            SELECT \(ResourceSource.householdDoor), r.community_id FROM residence r JOIN household x ON x.id = r.household_id
            WHERE r.resident_id = ? AND r.until_date IS NULL
            """
        return try connection.first(sql, [.integer(resident)]) { ($0.text(0), $0.integer(1)) }
    }

    func tellStaff(of community: Int64, _ topic: NoticeTopic, _ text: String) throws {
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, topic, text, created_at)
            SELECT ?1, a.id, ?2, ?3, ?4 FROM account a
            WHERE a.community_id = ?1 AND a.role IN ('secretary', 'staff') AND a.disabled = 0 AND NOT EXISTS (
                SELECT 1 FROM notification n WHERE n.account_id = a.id AND n.topic = ?2 AND n.text = ?3
                    AND n.delivery = 'waiting')
            """,
            [.integer(community), .text(topic.rawValue), .text(text), .integer(now.milliseconds)]
        )
    }
}

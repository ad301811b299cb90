import Domain
import SQLite

/// Who belongs to a resident organization, by name (成员名册的存储).
extension SQLOrganizationRepository {
    func leads(_ resident: Int64, organization: Int64, on day: CivilDate) throws -> Bool {
        let sql = """
            SELECT EXISTS (SELECT 1 FROM organization_member m WHERE m.organization_id = ?1 AND m.resident_id = ?2
                AND m.role = 'leader' AND m.from_date <= ?3 AND (m.until_date IS NULL OR m.until_date > ?3))
            """
        return try connection.first(sql, [.integer(organization), .integer(resident), .text(day.description)]) {
            $0.boolean(0)
        } ?? false
    }

    func roll(of id: Int64, on day: CivilDate) throws -> OrganizationRoll? {
        let owner = try connection.first(
            "SELECT name, community_id FROM organization WHERE id = ? AND stage IS NOT NULL",
            [.integer(id)]
        ) { (name: $0.text(0), community: $0.integer(1)) }
        guard let owner, let community = try SQLReportRepository(connection: connection).community(owner.community)
        else { return nil }
        let sql = """
            SELECT p.name, m.role, m.duty, p.phone, m.from_date, p.id, m.id FROM organization_member m
            JOIN resident p ON p.id = m.resident_id
            WHERE m.organization_id = ?1 AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)
            ORDER BY m.id
            """
        let vault = transaction.reader.vault
        let members = try connection.query(sql, [.integer(id), .text(day.description)]) { row in
            let phone =
                try row.isNull(3)
                ? nil : vault.open(row.blob(3), table: "resident", column: "phone", row: row.integer(5))
            return CivilDate(row.text(4)).map { since in
                OrganizationRoll.Member(
                    id: row.integer(6),
                    name: row.text(0),
                    role: OrganizationRole(rawValue: row.text(1)) ?? .member,
                    duty: row.optionalText(2),
                    phone: phone.map { Mask.phone.apply(to: $0) },
                    since: since
                )
            }
        }
        let known = members.compactMap { $0 }
        // Who leads stands first, everybody else as they came.
        let roll = known.filter { $0.role == .leader } + known.filter { $0.role != .leader }
        return OrganizationRoll(community: community, name: owner.name, members: roll)
    }
}

import Domain
import SQLite

/// Where organizations, their people and their contracts lie (组织的存储).
struct SQLOrganizationRepository: OrganizationRepository {
    let transaction: SQLTransaction

    var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> GrowingOrganization? {
        guard try transaction.contains(.organizations, id: id, scope: scope) else { return nil }
        let sql = "SELECT community_id, name, stage, registration FROM organization WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            GrowingOrganization(
                id: id,
                community: row.integer(0),
                name: row.text(1),
                stage: row.optionalText(2).flatMap { OrganizationStage(rawValue: $0) },
                registration: row.optionalText(3).flatMap { OrganizationRegistration(rawValue: $0) }
            )
        }
    }

    func standing(of id: Int64, on day: CivilDate, since moment: Instant) throws -> OrganizationStanding {
        let people = try connection.first(
            """
            SELECT coalesce(sum(m.role = 'leader'), 0), count(*) FROM organization_member m
            WHERE m.organization_id = ?1 AND m.from_date <= ?2 AND (m.until_date IS NULL OR m.until_date > ?2)
            """,
            [.integer(id), .text(day.description)]
        ) { (leaders: $0.integer(0), members: $0.integer(1)) }
        // A partner carries what it did not organize itself; each activity counts once.
        let activities = try connection.first(
            """
            SELECT count(*) FROM (
                SELECT t.id FROM activity t WHERE t.organizer_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2
                UNION SELECT t.id FROM activity_partner p JOIN activity t ON t.id = p.activity_id
                WHERE p.organization_id = ?1 AND t.status = 'finished' AND t.starts_at >= ?2)
            """,
            [.integer(id), .integer(moment.milliseconds)]
        ) { $0.integer(0) }
        return OrganizationStanding(
            leaders: people?.leaders ?? 0,
            members: people?.members ?? 0,
            activities: activities ?? 0
        )
    }

    func setStage(_ id: Int64, _ stage: OrganizationStage) throws {
        try transaction.touch(.organizations, id)
        try connection.run(
            "UPDATE organization SET stage = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.text(stage.rawValue), .integer(transaction.now.milliseconds), .integer(id)]
        )
    }
}

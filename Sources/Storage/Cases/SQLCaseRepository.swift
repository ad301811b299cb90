import Crypto
import Domain
import SQLite

/// Where cases and their timeline lie (诉求的存储).
struct SQLCaseRepository: CaseRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func find(_ id: Int64, scope: DataScope) throws -> CaseFile? {
        guard try transaction.contains(.cases, id: id, scope: scope) else { return nil }
        let sql = "SELECT community_id, status, category_id, version FROM case_file WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            guard let status = CaseStatus(rawValue: row.text(1)) else { return nil }
            return CaseFile(
                id: id,
                community: row.integer(0),
                status: status,
                category: row.integer(2),
                version: row.integer(3)
            )
        } ?? nil
    }

    func nextNumber(community: Int64, year: Int) throws -> String {
        let sql = """
            INSERT INTO case_number (community_id, year, last) VALUES (?, ?, 1)
            ON CONFLICT (community_id, year) DO UPDATE SET last = last + 1
            RETURNING last, (SELECT number_prefix FROM community WHERE id = community_id)
            """
        let given = try connection.query(sql, [.integer(community), .integer(Int64(year))]) {
            (last: $0.integer(0), prefix: $0.text(1))
        }
        guard let number = given.first else { return "" }
        let digits = String(number.last)
        return "\(number.prefix)-\(year)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    func limits(ofCategory category: Int64) throws -> (accept: Int64, handle: Int64)? {
        let sql = "SELECT accept_limit_minutes, handle_limit_minutes FROM case_category WHERE id = ?"
        return try connection.first(sql, [.integer(category)]) { ($0.integer(0), $0.integer(1)) }
    }

    func whereabouts(building: Int64?, place: Int64?) throws -> Whereabouts? {
        if let building {
            let sql = """
                SELECT g.grid_id, t.compound_id FROM building t
                LEFT JOIN building_grid g ON g.building_id = t.id AND g.until_date IS NULL WHERE t.id = ?
                """
            return try connection.first(sql, [.integer(building)]) { row in
                Whereabouts(gridID: row.optionalInteger(0), compoundID: row.integer(1))
            }
        }
        guard let place else { return nil }
        return try connection.first("SELECT grid_id, compound_id FROM place WHERE id = ?", [.integer(place)]) { row in
            Whereabouts(gridID: row.integer(0), compoundID: row.optionalInteger(1))
        }
    }

    func intakeDesk(community: Int64) throws -> Int64? {
        let sql = """
            SELECT id FROM account WHERE community_id = ? AND role IN ('staff', 'secretary') AND disabled = 0
            ORDER BY role DESC, id LIMIT 1
            """
        return try connection.first(sql, [.integer(community)]) { $0.integer(0) }
    }

    func role(ofAccount account: Int64) throws -> Role? {
        try connection.first("SELECT role FROM account WHERE id = ?", [.integer(account)]) { $0.text(0) }
            .flatMap { Role(rawValue: $0) }
    }

    func appendEvent(_ event: CaseEvent) throws {
        try connection.run(
            """
            INSERT INTO case_event (case_id, at, actor_id, move, from_status, to_status, visibility, remark_digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(event.caseID), .integer(event.at.milliseconds), .optional(event.actor), .text(event.move),
                .optional(event.from?.rawValue), .text(event.to.rawValue), .text(event.visibility.rawValue),
                event.remark.map { .blob(SHA256.digest(of: $0)) } ?? .null,
            ]
        )
        guard let remark = event.remark else { return }
        try connection.run(
            "INSERT INTO case_event_text (event_id, remark) VALUES (?, ?)",
            [.integer(connection.lastInsertedID), .text(remark)]
        )
    }
}

import Domain
import SQLite

/// Where it lies who works on a case beside its handler (协办的存储).
struct SQLCoHandlerRepository: CoHandlerRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func works(_ unit: CaseHandler, on caseID: Int64) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_co_handler WHERE case_id = ? AND until IS NULL AND (account_id = ? OR organization_id = ?)
            """
        let values: [Value] = [.integer(caseID), .optional(unit.person), .optional(unit.organization)]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    func insert(_ unit: CaseHandler, task: String, on file: CaseFile, by account: Int64) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO case_co_handler (community_id, case_id, organization_id, account_id, task, added_by, since, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
            """,
            [
                .integer(file.community), .integer(file.id), .optional(unit.organization), .optional(unit.person),
                .text(task), .integer(account), now,
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.coHandlers, id, isNew: true)
        return id
    }

    func find(_ id: Int64, scope: DataScope) throws -> CoHandler? {
        let sql = "SELECT case_id, organization_id, account_id, until FROM case_co_handler WHERE id = ?"
        let found = try connection.first(sql, [.integer(id)]) { row -> CoHandler? in
            let unit =
                row.optionalInteger(1).map(CaseHandler.organization)
                ?? row.optionalInteger(2).map(CaseHandler.person)
            return unit.map { CoHandler(id: id, caseID: row.integer(0), unit: $0, isActive: row.isNull(3)) }
        }
        // Whoever sees the case sees who works on it.
        guard let found = found ?? nil, try transaction.contains(.cases, id: found.caseID, scope: scope) else {
            return nil
        }
        return found
    }

    func end(_ id: Int64) throws {
        try transaction.touch(.coHandlers, id)
        try connection.run(
            "UPDATE case_co_handler SET until = ?1, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [now, .integer(id)]
        )
    }

    func part(of unit: CaseHandler, in caseID: Int64) throws -> CoHandler? {
        let sql = """
            SELECT id FROM case_co_handler WHERE case_id = ? AND until IS NULL AND (account_id = ? OR organization_id = ?)
            """
        let values: [Value] = [.integer(caseID), .optional(unit.person), .optional(unit.organization)]
        return try connection.first(sql, values) {
            CoHandler(id: $0.integer(0), caseID: caseID, unit: unit, isActive: true)
        }
    }

    func resume(_ unit: CaseHandler, in caseID: Int64, endedAt moment: Instant) throws {
        let sql = """
            SELECT id FROM case_co_handler WHERE case_id = ? AND until = ? AND (account_id = ? OR organization_id = ?)
            """
        let values: [Value] = [
            .integer(caseID), .integer(moment.milliseconds), .optional(unit.person), .optional(unit.organization),
        ]
        guard let id = try connection.first(sql, values, { $0.integer(0) }) else { return }
        try transaction.touch(.coHandlers, id)
        try connection.run(
            "UPDATE case_co_handler SET until = NULL, version = version + 1, updated_at = ? WHERE id = ?",
            [now, .integer(id)]
        )
    }

    func pass(_ id: Int64, to account: Int64) throws {
        try transaction.touch(.coHandlers, id)
        try connection.run(
            "UPDATE case_co_handler SET account_id = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(account), now, .integer(id)]
        )
    }
}

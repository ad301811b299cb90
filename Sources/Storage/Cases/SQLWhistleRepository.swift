import Domain
import SQLite

/// Where whistles and the summonses of units lie (吹哨的存储).
struct SQLWhistleRepository: WhistleRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func insert(_ call: WhistleCall, of file: CaseFile, by caller: Int64) throws -> Int64 {
        let (community, caseID) = (Value.integer(file.community), Value.integer(file.id))
        let until = Value.integer(call.respondBy.milliseconds)
        try connection.run(
            """
            INSERT INTO case_whistle (community_id, case_id, caller_id, at, respond_by, matter, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4)
            """,
            [community, caseID, .integer(caller), now, until, .text(call.matter)]
        )
        let whistle = connection.lastInsertedID
        try transaction.touch(.whistles, whistle, isNew: true)
        for unit in call.units {
            try connection.run(
                """
                INSERT INTO case_summons (whistle_id, community_id, case_id, organization_id, account_id, at, respond_by, look_at,
                    updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?6)
                """,
                [
                    .integer(whistle), community, caseID, .optional(unit.organization), .optional(unit.person), now,
                    until,
                ]
            )
            try transaction.touch(.summonses, connection.lastInsertedID, isNew: true)
        }
        return whistle
    }

    func isSummoned(_ unit: CaseHandler, to caseID: Int64) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_summons WHERE case_id = ? AND (account_id = ? OR organization_id = ?)
                AND answer IS NOT 'declined'
            """
        let values: [Value] = [.integer(caseID), .optional(unit.person), .optional(unit.organization)]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    func isAwaited(_ unit: CaseHandler, at caseID: Int64) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_summons WHERE case_id = ? AND (account_id = ? OR organization_id = ?) AND answer IS NULL
            """
        let values: [Value] = [.integer(caseID), .optional(unit.person), .optional(unit.organization)]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    func caseID(ofWhistle id: Int64, scope: DataScope) throws -> Int64? {
        guard try transaction.contains(.whistles, id: id, scope: scope) else { return nil }
        return try connection.first("SELECT case_id FROM case_whistle WHERE id = ?", [.integer(id)]) { $0.integer(0) }
    }

    func calls(_ account: Int64, in whistle: Int64) throws -> Bool {
        let sql = "SELECT 1 FROM case_summons WHERE whistle_id = ? AND account_id = ?"
        return try connection.first(sql, [.integer(whistle), .integer(account)]) { _ in true } ?? false
    }

    func calls(_ account: Int64, besideSummons id: Int64) throws -> Bool {
        let sql = """
            SELECT 1 FROM case_summons s JOIN case_summons o ON o.whistle_id = s.whistle_id WHERE s.id = ? AND o.account_id = ?
            """
        return try connection.first(sql, [.integer(id), .integer(account)]) { _ in true } ?? false
    }

    func pass(summons id: Int64, to account: Int64) throws {
        try transaction.touch(.summonses, id)
        try connection.run(
            "UPDATE case_summons SET account_id = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(account), now, .integer(id)]
        )
    }

    func handOver(_ whistle: Int64, to other: Int64) throws {
        try transaction.touch(.whistles, whistle)
        try connection.run(
            "UPDATE case_whistle SET caller_id = ?, version = version + 1, updated_at = ? WHERE id = ?",
            [.integer(other), now, .integer(whistle)]
        )
    }

    func summonses(of whistle: Int64) throws -> [Int64] {
        try connection.query("SELECT id FROM case_summons WHERE whistle_id = ? ORDER BY id", [.integer(whistle)]) {
            $0.integer(0)
        }
    }

    func find(_ id: Int64, scope: DataScope) throws -> Summons? {
        guard try transaction.contains(.summonses, id: id, scope: scope) || isOwn(id, scope) else { return nil }
        let sql = """
            SELECT s.case_id, w.caller_id, s.organization_id, s.account_id, s.respond_by, s.answer, s.came, s.solved, s.warned,
                s.look_at, s.answered_by
            FROM case_summons s JOIN case_whistle w ON w.id = s.whistle_id WHERE s.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            let unit =
                row.optionalInteger(2).map(CaseHandler.organization)
                ?? row.optionalInteger(3).map(CaseHandler.person)
            guard let unit else { return nil }
            var summons = Summons(
                id: id,
                caseID: row.integer(0),
                caller: row.integer(1),
                unit: unit,
                respondBy: Instant(milliseconds: row.integer(4)),
                answer: row.optionalText(5).flatMap { SummonsAnswer(rawValue: $0) },
                score: row.isNull(6) ? nil : SummonsScore(came: row.boolean(6), solved: row.boolean(7)),
                warned: row.integer(8),
                lookAt: row.optionalInteger(9).map { Instant(milliseconds: $0) }
            )
            summons.answeredBy = row.optionalInteger(10)
            return summons
        } ?? nil
    }

    /// Whether a person of the grid was summoned, also to a case of another one, or stands in today for whoever was, or who called.
    private func isOwn(_ id: Int64, _ scope: DataScope) throws -> Bool {
        guard case .grid(let grid, community: _, account: _) = scope else { return false }
        let sql = """
            SELECT 1 FROM case_summons s WHERE s.id = ? AND ? IN (
                SELECT a.grid_id FROM account a WHERE a.id = s.account_id
                UNION ALL SELECT a.grid_id FROM deputy d JOIN account a ON a.id = d.deputy_id
                    WHERE d.account_id = s.account_id AND d.runs = 1
                UNION ALL SELECT a.grid_id FROM case_whistle w JOIN deputy d ON d.account_id = w.caller_id
                    JOIN account a ON a.id = d.deputy_id WHERE w.id = s.whistle_id AND d.runs = 1)
            """
        return try connection.first(sql, [.integer(id), .integer(grid)]) { _ in true } ?? false
    }

    func save(_ reply: SummonsReply, to summons: Summons, by account: Int64) throws {
        try transaction.touch(.summonses, summons.id)
        try connection.run(
            """
            UPDATE case_summons SET answer = ?1, answered_at = ?2, answered_by = ?3, channel = ?4, sent_name = ?5, remark = ?6,
                in_time = respond_by >= ?2, look_at = NULL, version = version + 1, updated_at = ?2
            WHERE id = ?7
            """,
            [
                .text(reply.answer.rawValue), now, .integer(account), .optional(reply.channel?.rawValue),
                reply.answer == .sent ? .optional(reply.sentName) : .null, .optional(reply.remark),
                .integer(summons.id),
            ]
        )
    }

    func save(_ score: SummonsScore, of summons: Summons) throws {
        try transaction.touch(.summonses, summons.id)
        try connection.run(
            """
            UPDATE case_summons SET came = ?1, solved = ?2, scored_at = ?3, version = version + 1, updated_at = ?3 WHERE id = ?4
            """,
            [.boolean(score.came), .boolean(score.solved), now, .integer(summons.id)]
        )
    }

    func saveWarning(_ summons: Summons) throws {
        try transaction.touch(.summonses, summons.id)
        try connection.run(
            "UPDATE case_summons SET warned = ?, look_at = ? WHERE id = ?",
            [.integer(summons.warned), .optional(summons.lookAt?.milliseconds), .integer(summons.id)]
        )
    }

    func due(at now: Instant, limit: Int) throws -> [Int64] {
        try connection.query(
            "SELECT id FROM case_summons WHERE look_at < ? ORDER BY look_at LIMIT ?",
            [.integer(now.milliseconds), .integer(Int64(limit))]
        ) { $0.integer(0) }
    }
}

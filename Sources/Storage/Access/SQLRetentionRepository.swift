import Domain
import SQLite

/// Where records end (保存期限的存储).
struct SQLRetentionRepository: RetentionRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func periods() throws -> [RetentionPeriod] {
        let sql = """
            SELECT t.community_id, t.kind, t.anonymise_after, t.delete_after FROM retention_rule t
            JOIN community c ON c.id = t.community_id WHERE c.demo = 0 ORDER BY t.community_id, t.id
            """
        return try connection.query(sql) { row in
            RetentionKind(rawValue: row.text(1)).map { kind in
                RetentionPeriod(
                    community: row.integer(0),
                    kind: kind,
                    anonymiseAfter: row.optionalInteger(2),
                    deleteAfter: row.optionalInteger(3)
                )
            }
        }.compactMap { $0 }
    }

    func count(_ kind: RetentionKind, _ act: RetentionAct, community: Int64, before limit: CivilDate) throws -> Int {
        guard let source = RetentionSource.of(kind, act) else { return 0 }
        return try connection.first("SELECT count(*) FROM (\(source.due))", values(source, community, limit)) {
            Int($0.integer(0))
        } ?? 0
    }

    func due(
        _ kind: RetentionKind,
        _ act: RetentionAct,
        community: Int64,
        before limit: CivilDate,
        most: Int
    ) throws -> [Int64] {
        guard let source = RetentionSource.of(kind, act) else { return [] }
        return try connection.query("\(source.due) LIMIT \(most)", values(source, community, limit)) { $0.integer(0) }
    }

    /// As many as the statement has places for.
    private func values(_ source: RetentionSource, _ community: Int64, _ limit: CivilDate) -> [Value] {
        let moment = transaction.time.instant(limit).milliseconds
        let all: [Value] = [.integer(community), .text(limit.description), .integer(moment)]
        return Array(all.prefix(source.due.contains("?3") ? 3 : 2))
    }

    func lines(_ kind: RetentionKind, _ ids: [Int64], view: View) throws -> [UInt8] {
        guard let resource = RetentionAct.allCases.compactMap({ RetentionSource.of(kind, $0)?.resource }).first,
            let position = Resource[resource].index(of: "id")
        else { return [] }
        return try ids.flatMap { id in
            let only = Filter(field: position, comparison: .equal, values: [.integer(id)])
            return try transaction.page(resource, ListQuery(filters: [only], limit: 1), view: view).bytes
        }
    }

    func end(_ kind: RetentionKind, _ act: RetentionAct, _ ids: [Int64], community: Int64) throws {
        for id in ids {
            switch (kind, act) {
            case (.residents, .anonymise): try anonymise(resident: id)
            case (.residents, .delete): try delete(resident: id)
            case (.cases, _): try erase(case: id)
            case (.signUps, _): try fold(signUp: id)
            case (.consents, _): try connection.run("DELETE FROM consent WHERE id = ?", [.integer(id)])
            case (.auditNotes, _): try connection.run("DELETE FROM audit_note WHERE audit_id = ?", [.integer(id)])
            }
            // The entry says that it was done, and nothing of what was there.
            transaction.acts.append(
                ActDone(
                    action: "retention_\(act.rawValue)",
                    object: "\(kind.rawValue.replacing("_", with: "-"))/\(id)",
                    account: nil,
                    community: community
                )
            )
        }
    }

    func note(_ outcome: RetentionOutcome) throws {
        try connection.run(
            """
            INSERT INTO retention_run (community_id, kind, at, anonymised, deleted, exported) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(outcome.community), .text(outcome.kind.rawValue), .integer(transaction.now.milliseconds),
                .integer(Int64(outcome.anonymised)), .integer(Int64(outcome.deleted)),
                .optional(outcome.exported.first),
            ]
        )
    }
}

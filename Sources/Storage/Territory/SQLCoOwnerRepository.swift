package import Domain
import SQLite

/// Where it is kept who votes for a dwelling of several owners (共有人代表的存储).
struct SQLCoOwnerRepository: CoOwnerRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }

    func owner(_ id: Int64, scope: DataScope) throws -> CoOwner? {
        guard try transaction.contains(.ownerships, id: id, scope: scope) else { return nil }
        let sql = """
            SELECT o.dwelling_id, (SELECT count(*) FROM ownership x WHERE x.dwelling_id = o.dwelling_id AND x.until_date IS NULL),
                (SELECT x.id FROM ownership x WHERE x.dwelling_id = o.dwelling_id AND x.agent_upload_id IS NOT NULL),
                (SELECT v.id FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
                    JOIN vote v ON v.community_id = d.community_id AND v.status = 'open' AND v.rule LIKE 'owners_%'
                        AND (v.compound_id IS NULL OR v.compound_id = b.compound_id)
                    WHERE d.id = o.dwelling_id LIMIT 1), o.until_date, o.created_at,
                (SELECT max(a.named_at) FROM ownership_agent a WHERE a.ownership_id = o.id),
                (SELECT v.id FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
                    JOIN vote v ON v.community_id = d.community_id AND v.rule LIKE 'owners_%'
                        AND (v.compound_id IS NULL OR v.compound_id = b.compound_id)
                    WHERE d.id = o.dwelling_id AND o.until_date IS NOT NULL AND v.opened_at >= coalesce(
                        -- Its telephone may be changed after the end, the end only by this call.
                        (SELECT max(l.at) FROM audit l WHERE l.community_id = o.community_id
                            AND l.action = 'end_ownerships' AND l.object = 'ownerships/' || o.id), o.updated_at)
                    ORDER BY v.id LIMIT 1)
            FROM ownership o WHERE o.id = ?
            """
        return try connection.first(sql, [.integer(id)]) { row in
            CoOwner(
                id: id,
                dwelling: row.integer(0),
                owners: row.integer(1),
                agent: row.optionalInteger(2),
                runningVote: row.optionalInteger(3),
                until: row.optionalText(4).flatMap { CivilDate($0) },
                entered: Instant(milliseconds: row.integer(5)),
                signed: row.optionalInteger(6).map(Instant.init(milliseconds:)),
                laterVote: row.optionalInteger(7)
            )
        }
    }

    func name(_ owner: CoOwner, upload: Upload, by account: Int64) throws {
        try set(owner.id, upload.id, by: account)
        try connection.run(
            "INSERT INTO ownership_agent (ownership_id, upload_id, named_at, named_by) VALUES (?, ?, ?, ?)",
            [.integer(owner.id), .integer(upload.id), .integer(transaction.now.milliseconds), .integer(account)]
        )
        try transaction.touch(.uploads, upload.id)
        try connection.run(
            "UPDATE upload SET attached_at = ?1, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [.integer(transaction.now.milliseconds), .integer(upload.id)]
        )
    }

    func wasNamed(_ id: Int64) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM ownership_agent WHERE ownership_id = ?)"
        return try connection.first(sql, [.integer(id)]) { $0.boolean(0) } ?? false
    }

    func end(_ id: Int64, on day: CivilDate?) throws {
        try transaction.touch(.ownerships, id)
        try transaction.explaining(Draft(.ownerships), Projection[.ownerships], id: id) {
            try connection.run(
                "UPDATE ownership SET until_date = ?1, version = version + 1, updated_at = ?2 WHERE id = ?3",
                [.optional(day?.description), .integer(transaction.now.milliseconds), .integer(id)]
            )
        }
    }

    func withdraw(_ owner: CoOwner, by account: Int64) throws {
        try set(owner.id, nil, by: nil)
        try connection.run(
            """
            UPDATE ownership_agent SET withdrawn_at = ?1, withdrawn_by = ?2 WHERE ownership_id = ?3 AND withdrawn_at IS NULL
            """,
            [.integer(transaction.now.milliseconds), .integer(account), .integer(owner.id)]
        )
    }

    private func set(_ id: Int64, _ upload: Int64?, by account: Int64?) throws {
        try transaction.touch(.ownerships, id)
        try connection.run(
            """
            UPDATE ownership SET agent_upload_id = ?1, agent_since = iif(?1 IS NULL, NULL, ?2), agent_by = ?3,
                version = version + 1, updated_at = ?2 WHERE id = ?4
            """,
            [.optional(upload), .integer(transaction.now.milliseconds), .optional(account), .integer(id)]
        )
    }
}

extension SQLReader {
    package func file(ofAgent id: Int64, earlier: Int64, scope: DataScope) throws -> KeptFile {
        guard try contains(.ownerships, id: id, scope: scope) else { throw DomainError.notFound }
        let sql = """
            SELECT u.name, u.media_type, u.size, u.sha256 FROM ownership_agent a JOIN upload u ON u.id = a.upload_id
            WHERE a.ownership_id = ? ORDER BY a.id DESC LIMIT 1 OFFSET ?
            """
        let found =
            try connection.first(sql, [.integer(id), .integer(earlier)]) { row in
                MediaType(rawValue: row.text(1)).map {
                    KeptFile(name: row.text(0), type: $0, size: row.integer(2), sha256: row.text(3))
                }
            } ?? nil
        guard let found else { throw DomainError.notFound }
        return found
    }
}

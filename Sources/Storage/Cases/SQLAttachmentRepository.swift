package import Domain
import SQLite

/// Where files and attachments are known (附件的存储); the files themselves lie beside the database.
struct SQLAttachmentRepository: AttachmentRepository {
    let transaction: SQLTransaction

    private var connection: Connection { transaction.connection }
    private var now: Value { .integer(transaction.now.milliseconds) }

    func insert(_ file: KeptFile, account: Int64) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO upload (account_id, name, media_type, size, sha256, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(account), .text(file.name), .text(file.type.rawValue), .integer(file.size),
                .text(file.sha256), now, now,
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.uploads, id, isNew: true)
        return id
    }

    func waiting(of account: Int64) throws -> Int64 {
        let sql = "SELECT count(*) FROM upload WHERE account_id = ? AND attached_at IS NULL"
        return try connection.first(sql, [.integer(account)]) { $0.integer(0) } ?? 0
    }

    func upload(_ id: Int64) throws -> Upload? {
        let sql = "SELECT account_id, attached_at IS NOT NULL FROM upload WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) {
            Upload(id: id, account: $0.integer(0), isAttached: $0.boolean(1))
        }
    }

    func attach(_ upload: Upload, to caseID: Int64, as moment: AttachmentMoment, caption: String?) throws -> Int64 {
        try connection.run(
            """
            INSERT INTO attachment (community_id, case_id, grid_id, organization_id, reporter_id, upload_id, account_id,
                moment, caption, created_at, updated_at)
            SELECT c.community_id, c.id, c.grid_id, c.handler_organization_id, c.reporter_id, ?2, ?3, ?4, ?5, ?6, ?6
            FROM case_file c WHERE c.id = ?1
            """,
            [
                .integer(caseID), .integer(upload.id), .integer(upload.account), .text(moment.rawValue),
                .optional(caption), now,
            ]
        )
        let id = connection.lastInsertedID
        try transaction.touch(.attachments, id, isNew: true)
        try transaction.touch(.uploads, upload.id)
        try connection.run(
            "UPDATE upload SET attached_at = ?1, version = version + 1, updated_at = ?1 WHERE id = ?2",
            [now, .integer(upload.id)]
        )
        return id
    }

    func give(_ upload: Upload, to account: Int64) throws -> Upload {
        try transaction.touch(.uploads, upload.id)
        try connection.run("UPDATE upload SET account_id = ? WHERE id = ?", [.integer(account), .integer(upload.id)])
        return Upload(id: upload.id, account: account, isAttached: upload.isAttached)
    }

    func count(ofCase id: Int64) throws -> Int64 {
        try connection.first("SELECT count(*) FROM attachment WHERE case_id = ?", [.integer(id)]) { $0.integer(0) } ?? 0
    }

    func find(_ id: Int64, scope: DataScope) throws -> Attachment? {
        guard try transaction.contains(.attachments, id: id, scope: scope) else { return nil }
        let sql = "SELECT account_id, status, case_id FROM attachment WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            AttachmentStatus(rawValue: row.text(1)).map {
                Attachment(id: id, caseID: row.integer(2), account: row.integer(0), status: $0)
            }
        } ?? nil
    }

    func decide(_ id: Int64, _ status: AttachmentStatus, by account: Int64, remark: String?) throws {
        try transaction.touch(.attachments, id)
        try connection.run(
            """
            UPDATE attachment SET status = ?1, decided_by = ?2, decided_at = ?3, remark = ?4, version = version + 1,
                updated_at = ?3
            WHERE id = ?5
            """,
            [.text(status.rawValue), .integer(account), now, .optional(remark), .integer(id)]
        )
    }

    func remove(_ id: Int64) throws -> String? {
        let sql = "SELECT u.id, u.name FROM attachment a JOIN upload u ON u.id = a.upload_id WHERE a.id = ?"
        let found = try connection.first(sql, [.integer(id)]) { ($0.integer(0), $0.text(1)) }
        guard let (upload, name) = found else { return nil }
        try transaction.touch(.attachments, id)
        try transaction.touch(.uploads, upload)
        try connection.run("DELETE FROM attachment WHERE id = ?", [.integer(id)])
        try connection.run("DELETE FROM upload WHERE id = ?", [.integer(upload)])
        return name
    }

    func drop(_ id: Int64) throws -> String? {
        let sql = "SELECT name FROM upload WHERE id = ? AND attached_at IS NULL"
        guard let name = try connection.first(sql, [.integer(id)], { $0.text(0) }) else { return nil }
        try transaction.touch(.uploads, id)
        try connection.run("DELETE FROM upload WHERE id = ?", [.integer(id)])
        return name
    }

    func expire(sentBefore moment: Instant, most: Int) throws -> [String] {
        let sql = "SELECT id, name FROM upload WHERE attached_at IS NULL AND created_at < ? ORDER BY created_at LIMIT ?"
        let old = try connection.query(sql, [.integer(moment.milliseconds), .integer(Int64(most))]) {
            ($0.integer(0), $0.text(1))
        }
        for (id, _) in old {
            try transaction.touch(.uploads, id)
            try connection.run("DELETE FROM upload WHERE id = ?", [.integer(id)])
        }
        return old.map(\.1)
    }

    func unknown(_ names: [String]) throws -> [String] {
        try names.filter { name in
            try connection.first("SELECT 1 FROM upload WHERE name = ?", [.text(name)]) { $0.integer(0) } == nil
        }
    }
}

extension SQLReader {
    package func file(ofAttachment id: Int64, scope: DataScope) throws -> KeptFile {
        guard try contains(.attachments, id: id, scope: scope) else { throw DomainError.notFound }
        let sql = """
            SELECT u.name, u.media_type, u.size, u.sha256 FROM attachment a JOIN upload u ON u.id = a.upload_id
            WHERE a.id = ?
            """
        let found =
            try connection.first(sql, [.integer(id)]) { row in
                MediaType(rawValue: row.text(1)).map {
                    KeptFile(name: row.text(0), type: $0, size: row.integer(2), sha256: row.text(3))
                }
            } ?? nil
        guard let found else { throw DomainError.notFound }
        return found
    }
}

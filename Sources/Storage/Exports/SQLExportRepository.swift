import Domain
import SQLite

/// Where exports of the command line are written down (导出台账的存储).
struct SQLExportRepository: ExportRepository {
    let transaction: SQLTransaction

    /// Subjects that one transaction notes: some milliseconds of the writer, so that a running server waits for nobody.
    private static let piece = 500

    func note(_ taking: Taking, of resource: ResourceName, after id: Int64) throws -> Int64? {
        let source = Projection[resource].source
        // Of some registers only the records of the Party are told of, as over HTTP.
        let told = source.partyRecords.map { "(\($0)) AND " } ?? ""
        let sql = """
            SELECT t.id, \(source.scope.community ?? "NULL") FROM \(source.table) t \(source.joinsOfCommunity) \
            WHERE \(told)t.id > ? ORDER BY t.id LIMIT ?
            """
        let rows = try transaction.connection.query(sql, [.integer(id), .integer(Int64(Self.piece))]) {
            (id: $0.integer(0), community: $0.optionalInteger(1))
        }
        // Each person can see who took the own data out and what for.
        let verb = taking.reason == nil ? "export_\(resource.path.replacing("-", with: "_"))" : "export_unmasked"
        for row in rows {
            transaction.acts.append(
                ActDone(
                    action: verb,
                    object: "\(resource.path)/\(row.id)",
                    account: nil,
                    community: row.community,
                    words: taking.words
                )
            )
        }
        return rows.count == Self.piece ? rows.last?.id : nil
    }

    func note(_ taking: Taking, tables: [ResourceName]) throws {
        let connection = transaction.connection
        if let reason = taking.reason {
            try connection.run(
                """
                INSERT INTO unmasked_export (reason, operator, residents, created_at) \
                VALUES (?, ?, (SELECT count(*) FROM resident), ?)
                """,
                [.text(reason), .text(taking.operator), .integer(transaction.now.milliseconds)]
            )
        }
        for table in tables {
            let sql = "SELECT count(*) FROM \(Projection[table].source.table)"
            let rows = try connection.first(sql) { $0.integer(0) } ?? 0
            transaction.acts.append(
                ActDone(
                    action: "export_register",
                    object: table.path,
                    account: nil,
                    community: nil,
                    words: "\(taking.words)；\(rows) 行 rows"
                )
            )
        }
    }
}

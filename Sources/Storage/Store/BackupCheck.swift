import SQLite

/// What an examination of a backup found (备份检验): every table counted, every page and reference looked at.
package struct BackupCheck: Sendable, Equatable {
    /// The rows of each table.
    package let rows: [String: Int64]
    /// The migrations that it has, oldest first.
    package let migrations: [String]
    /// What tells the keys that its sealed values were made with.
    package let vaultPrint: [UInt8]
    /// The keys that its sealed values were made with, by their numbers, each with what tells it from another.
    package let sealingKeys: [Int64: [UInt8]]
    /// The files beside the database that its rows name.
    package let files: [AttachedFile]
    /// What is wrong, a sentence each.
    package let problems: [String]

    /// The first of its sealing keys that a key file lacks, or has another one for (缺失的密钥).
    package func keyMissing(in vault: Vault) -> Int64? { Schema.keyMissing(of: sealingKeys, in: vault) }

    /// Opens a copy, which nobody writes, and looks at all of it.
    ///
    /// Throws `SQLiteError` for what is no database, and `BackupCheckError` for one of another program.
    package init(of path: String) throws {
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        let tables = try connection.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        ) { $0.text(0) }
        guard tables.contains("schema_migration"), tables.contains("vault_print") else {
            throw BackupCheckError.foreign
        }
        migrations = try connection.query("SELECT name FROM schema_migration ORDER BY name") { $0.text(0) }
        vaultPrint = try connection.first("SELECT print FROM vault_print") { $0.blob(0) } ?? []
        sealingKeys = tables.contains("vault_key") ? try Schema.sealingKeys(connection) : [:]
        var rows: [String: Int64] = [:]
        for table in tables {
            // A name out of the schema itself; what a virtual table holds lies in tables of its own.
            let name = table.replacing("\"", with: "\"\"")
            rows[table] = try connection.first("SELECT count(*) FROM \"\(name)\"") { $0.integer(0) } ?? 0
        }
        self.rows = rows
        // A backup of an earlier program has none.
        files =
            tables.contains("upload")
            ? try connection.query("SELECT name, size, sha256 FROM upload ORDER BY name") {
                AttachedFile(name: $0.text(0), size: $0.integer(1), sha256: $0.text(2))
            } : []
        problems = try Checkup.examine(connection).flatMap { finding in
            finding.problems.map { "\(finding.name): \($0)" }
        }
    }
}

/// A file beside the database, as its row says (附件文件).
package struct AttachedFile: Sendable, Equatable {
    package let name: String
    package let size: Int64
    /// In hexadecimal.
    package let sha256: String
}

/// Why a file is not taken for a backup.
package enum BackupCheckError: Error, Sendable, CustomStringConvertible {
    /// It is a database of another program.
    case foreign

    package var description: String { "it is a database, but not one of linli; it was left as it is" }

    package var chinese: String { "是数据库，但不是邻里的数据库；未做任何更改" }
}

import Crypto
import JSON
import Storage

/// What lies beside a backup and says what it is (备份清单): by it a damaged or foreign one is told.
struct BackupManifest: Sendable, Equatable {
    var program: String
    var createdAt: String
    var file: String
    var bytes: Int64
    var sha256: String
    var rows: [String: Int64]
    var migrations: [String]
    /// What tells the keys that the sealed values need; the keys themselves lie apart.
    var keys: String
    /// Files beside the database, from the folder of the backups on.
    var attachments: [String] = []
    /// Files that its rows name and that were not there any more.
    var missing: [String] = []

    init(program: String, createdAt: String, file: String, bytes: Int64, sha256: String, check: BackupCheck) {
        self.program = program
        self.createdAt = createdAt
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
        rows = check.rows
        migrations = check.migrations
        keys = Hex.encode(check.vaultPrint)
    }

    /// Nothing for what is no manifest of this program.
    init?(_ text: [UInt8]) {
        guard let root = try? JSONDocument(parsing: text).root, root["kind"]?.string == Self.kind,
            let file = root["file"]?.string, let bytes = root["bytes"]?.integer, let sha256 = root["sha256"]?.string,
            let rows = root["rows"]?.members
        else { return nil }
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
        self.rows = [:]
        program = root["program"]?.string ?? ""
        createdAt = root["created_at"]?.string ?? ""
        keys = root["keys"]?.string ?? ""
        migrations = root["migrations"]?.elements.compactMap(\.string) ?? []
        attachments = root["attachments"]?.elements.compactMap(\.string) ?? []
        missing = root["missing"]?.elements.compactMap(\.string) ?? []
        for (table, count) in rows { self.rows[table] = count.integer ?? -1 }
    }

    var text: [UInt8] {
        let tree = JSONTree.object([
            ("kind", .string(Self.kind)), ("program", .string(program)), ("created_at", .string(createdAt)),
            ("file", .string(file)), ("bytes", .integer(bytes)), ("sha256", .string(sha256)), ("keys", .string(keys)),
            ("migrations", .array(migrations.map { .string($0) })),
            ("attachments", .array(attachments.map { .string($0) })),
            ("missing", .array(missing.map { .string($0) })),
            ("rows", .object(rows.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
        ])
        var out = ByteWriter()
        tree.write(to: &out, indent: true)
        out.append("\n")
        return out.array()
    }

    private static let kind = "linli backup 1"
}

import Crypto
import Domain
import SQLite

/// Writes entries to the end of the audit chain (审计写入), on the writer, in the transaction of what they tell.
struct AuditLog {
    let connection: Connection

    /// Adds an entry; its number and its hash follow from the last one.
    func append(_ entry: AuditEntry, note: String? = nil) throws {
        // The head is read anew each time: a group that was undone takes its entries with it.
        let head = try Self.head(connection)
        var entry = entry
        entry.id = (head?.id ?? 0) + 1
        entry.noteDigest = note.map { SHA256.digest(of: $0) }
        try connection.run(
            """
            INSERT INTO audit (id, at, account_id, address, request_id, action, object, community_id, row_count, before_digest,
                after_digest, note_digest, hash, key_id, timeline_digest, case_event_until, issue_event_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(entry.id), .integer(entry.at.milliseconds), .optional(entry.account), .optional(entry.address),
                .optional(entry.requestID), .text(entry.action), .optional(entry.object), .optional(entry.community),
                .integer(entry.rows), .optional(entry.beforeDigest), .optional(entry.afterDigest),
                .optional(entry.noteDigest), .blob(entry.hash(after: head?.hash ?? AuditEntry.genesis)),
                .optional(entry.key), .optional(entry.seal?.digest), .optional(entry.seal?.until.cases),
                .optional(entry.seal?.until.issues),
            ]
        )
        guard let note else { return }
        try connection.run(
            "INSERT INTO audit_note (audit_id, text) VALUES (?, ?)",
            [.integer(entry.id), .text(note)]
        )
    }

    /// The last entry of the chain.
    static func head(_ connection: Connection) throws -> AuditHead? {
        try connection.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1") {
            AuditHead(id: $0.integer(0), hash: $0.blob(1))
        }
    }
}

/// How far the chain had come at a moment (链头): published, it binds all entries before it.
package struct AuditHead: Sendable, Hashable {
    package let id: Int64
    package let hash: [UInt8]

    package init(id: Int64, hash: [UInt8]) {
        self.id = id
        self.hash = hash
    }
}

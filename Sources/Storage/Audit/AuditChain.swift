import Crypto
import Domain
package import SQLite

/// The examination of the audit chain (审计链校验).
package enum AuditChain {
    /// What was found: how many entries hold, the head, and the first thing that does not hold.
    package struct Verdict: Sendable, Hashable {
        package var entries: Int64 = 0
        package var head: AuditHead?
        package var fault: Fault?
    }

    /// What is wrong, at the first entry where anything is.
    package struct Fault: Sendable, Hashable {
        package let id: Int64
        package let kind: Kind
        /// Which rows of timelines it is about; the first of them is where something is wrong, or behind it.
        package let rows: [TimelineRows]

        package init(id: Int64, kind: Kind, rows: [TimelineRows] = []) {
            self.id = id
            self.kind = kind
            self.rows = rows
        }

        /// Why an entry is not to be believed.
        package enum Kind: String, Sendable, CaseIterable {
            /// Its number does not follow the one before it: entries were removed or inserted.
            case gap
            /// Its hash does not follow from what it says and from the entry before it.
            case altered
            /// The words beside it are not those that were written.
            case note
            /// The words beside it are gone, and no entry says that they were erased.
            case erased
            /// The chain ends before an entry whose hash was published.
            case cutOff
            /// The entry has another hash than the one that was published.
            case rewritten
            /// Rows of the timelines are not those that it binds: one was changed, removed, inserted or put elsewhere.
            case timeline
            /// The words beside a row of a timeline are not those that were said, or are gone and nothing erased them.
            case words
            /// Rows of the timelines came without any act: no entry binds them.
            case unbound
        }
    }

    /// Walks the whole chain, and the timelines beside it, and holds it against published heads.
    ///
    /// `progress` is told the number of entries so far and throws to stop.
    package static func verify(
        _ connection: Connection,
        heads: [AuditHead] = [],
        readsWords: Bool = true,
        progress: (Int64) throws -> Void = { _ in }
    ) throws -> Verdict {
        // One moment for all of it, as somebody may write at the same time.
        try connection.savepoint {
            try TimelineWalk.beside(connection, readsWords: readsWords) { cases, issues, walk in
                try verify(connection, heads: heads, walk: &walk, &cases, &issues, progress: progress)
            }
        }
    }

    private static func verify(
        _ connection: Connection,
        heads: [AuditHead],
        walk: inout TimelineWalk,
        _ cases: inout Statement,
        _ issues: inout Statement,
        progress: (Int64) throws -> Void
    ) throws -> Verdict {
        var verdict = Verdict()
        // Entries whose words are not there; each is taken out by the entry of its erasure.
        var wordless: Set<Int64> = []
        var published = heads.sorted { $0.id < $1.id }[...]
        let sql = """
            SELECT a.id, a.at, a.account_id, a.address, a.request_id, a.action, a.object, a.community_id, a.row_count,
                a.before_digest, a.after_digest, a.note_digest, a.hash, n.text, a.key_id, a.timeline_digest,
                a.case_event_until, a.issue_event_until
            FROM audit a LEFT JOIN audit_note n ON n.audit_id = a.id ORDER BY a.id
            """
        try connection.withStatement(sql) { row in
            while verdict.fault == nil, try row.step() {
                let (entry, hash) = (Self.entry(row), row.blob(12))
                verdict.fault = fault(entry, hash, row.optionalText(13), after: verdict.head, &published)
                guard verdict.fault == nil else { break }
                if let seal = entry.seal {
                    verdict.fault = try walk.fault(against: seal, of: entry.id, &cases, &issues)
                    guard verdict.fault == nil else { break }
                }
                if entry.noteDigest != nil, row.isNull(13) { wordless.insert(entry.id) }
                if let erased = entry.erasedWords { wordless.remove(erased) }
                verdict.head = AuditHead(id: entry.id, hash: hash)
                verdict.entries += 1
                if verdict.entries.isMultiple(of: 10_000) { try progress(verdict.entries) }
            }
        }
        if verdict.fault == nil, let missing = published.first {
            verdict.fault = Fault(id: min(missing.id, (verdict.head?.id ?? 0) + 1), kind: .cutOff)
        } else if verdict.fault == nil, let first = wordless.min() {
            verdict.fault = Fault(id: first, kind: .erased)
        } else if verdict.fault == nil {
            verdict.fault = walk.rest(after: verdict.head?.id ?? 0, cases, issues)
        }
        return verdict
    }

    /// The first of the published heads that the chain does not hold found by the numbers of their entries alone.
    package static func fault(against heads: [AuditHead], _ connection: Connection) throws -> Fault? {
        for head in heads.sorted(by: { $0.id < $1.id }) {
            let hash = try connection.first("SELECT hash FROM audit WHERE id = ?", [.integer(head.id)]) { $0.blob(0) }
            guard let hash else { return Fault(id: head.id, kind: .cutOff) }
            guard hash == head.hash else { return Fault(id: head.id, kind: .rewritten) }
        }
        return nil
    }

    private static func fault(
        _ entry: AuditEntry,
        _ hash: [UInt8],
        _ note: String?,
        after head: AuditHead?,
        _ published: inout ArraySlice<AuditHead>
    ) -> Fault? {
        guard entry.id == (head?.id ?? 0) + 1 else { return Fault(id: (head?.id ?? 0) + 1, kind: .gap) }
        let previous = head?.hash ?? AuditEntry.genesis
        // An older entry has its moment in seconds; a newer one does not become such by leaving its milliseconds out, as
        // they are always there.
        guard
            entry.hash(after: previous) == hash
                || AuditEntry.hash(entry.canonicalInSeconds, after: previous) == hash
        else { return Fault(id: entry.id, kind: .altered) }
        // What was erased is allowed to be absent; what is there must be what was said.
        if let note, SHA256.digest(of: note) != entry.noteDigest { return Fault(id: entry.id, kind: .note) }
        while let next = published.first, next.id == entry.id {
            guard next.hash == hash else { return Fault(id: entry.id, kind: .rewritten) }
            published = published.dropFirst()
        }
        return nil
    }

    private static func entry(_ row: borrowing Statement) -> AuditEntry {
        var entry = AuditEntry(id: row.integer(0), at: Instant(milliseconds: row.integer(1)), action: row.text(5))
        entry.account = row.optionalInteger(2)
        entry.address = row.optionalText(3)
        entry.requestID = row.optionalText(4)
        entry.object = row.optionalText(6)
        entry.community = row.optionalInteger(7)
        entry.rows = row.integer(8)
        entry.beforeDigest = row.optionalBlob(9)
        entry.afterDigest = row.optionalBlob(10)
        entry.noteDigest = row.optionalBlob(11)
        entry.key = row.optionalInteger(14)
        if let digest = row.optionalBlob(15) {
            let until = TimelineMarks(cases: row.integer(16), issues: row.integer(17))
            entry.seal = TimelineSeal(until: until, digest: digest)
        }
        return entry
    }
}

extension AuditEntry {
    /// What retention leaves of words that it erased: the act and the entry that they stood beside.
    static let erasure = (action: "retention_delete", object: "audit-notes/")

    /// The entry whose words this one says were erased.
    fileprivate var erasedWords: Int64? {
        guard action == Self.erasure.action, let object, object.hasPrefix(Self.erasure.object) else { return nil }
        return Int64(object.dropFirst(Self.erasure.object.count))
    }
}

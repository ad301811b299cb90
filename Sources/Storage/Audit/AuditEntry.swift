import Crypto
package import Domain
import JSON

/// One entry of the audit chain (审计记录), before it has its hash.
package struct AuditEntry: Sendable, Hashable {
    package var id: Int64
    package var at: Instant
    package var account: Int64?
    /// The key of a program that acted for the account.
    package var key: Int64?
    package var address: String?
    package var requestID: String?
    package var action: String
    package var object: String?
    package var community: Int64?
    package var rows: Int64 = 1
    package var beforeDigest: [UInt8]?
    package var afterDigest: [UInt8]?
    package var noteDigest: [UInt8]?
    /// What it binds of the timelines.
    package var seal: TimelineSeal?

    package init(id: Int64, at: Instant, action: String) {
        self.id = id
        self.at = at
        self.action = action
    }

    /// What the first entry follows: 32 zeros, 64 in hexadecimal.
    package static let genesis = [UInt8](repeating: 0, count: 32)

    /// The entry as it is hashed: keys in their order, no spaces, UTF-8, whole numbers only; what is absent is left out.
    package var canonical: [UInt8] { canonical(hasMilliseconds: true) }

    /// The form of entries that were written before the moment stood in it to the millisecond.
    var canonicalInSeconds: [UInt8] { canonical(hasMilliseconds: false) }

    private func canonical(hasMilliseconds: Bool) -> [UInt8] {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        if let account { out.member("account", account) }
        out.member("action", action)
        if let address { out.member("address", address) }
        if let afterDigest { out.member("after", Hex.encode(afterDigest)) }
        let seconds = CommunityTime(offsetMinutes: 0).rfc3339(at).dropLast("+00:00".count)
        let fraction = hasMilliseconds ? ".\(String((at.milliseconds % 1000 + 1000) % 1000 + 1000).dropFirst())" : ""
        out.member("at", "\(seconds)\(fraction)Z")
        if let beforeDigest { out.member("before", Hex.encode(beforeDigest)) }
        if let seal { out.member("case_event_until", seal.until.cases) }
        if let community { out.member("community", community) }
        if let seal { out.member("issue_event_until", seal.until.issues) }
        if let key { out.member("key", key) }
        if let noteDigest { out.member("note", Hex.encode(noteDigest)) }
        if let object { out.member("object", object) }
        if let requestID { out.member("request", requestID) }
        if rows != 1 { out.member("rows", rows) }
        out.member("seq", id)
        if let seal { out.member("timeline", Hex.encode(seal.digest)) }
        out.closeObject()
        return out.array()
    }

    /// The hash of the entry behind the one with the hash `previous`.
    package func hash(after previous: [UInt8]) -> [UInt8] { Self.hash(canonical, after: previous) }

    /// SHA-256 of the previous hash in hexadecimal, a line end, and the canonical JSON of an entry.
    package static func hash(_ canonical: [UInt8], after previous: [UInt8]) -> [UInt8] {
        var state = SHA256State()
        state.add(Array(Hex.encode(previous).utf8))
        state.add([UInt8(ascii: "\n")])
        state.add(canonical)
        return state.finish().bytes
    }
}

import Crypto
import Domain
import JSON
import Storage

/// Posts a head of the audit chain to whoever keeps it elsewhere (链头推送), in the form of Standard Webhooks.
///
/// The receiver drops what it has by `webhook-id`, which is the same each time that a head is posted: a process that is killed
/// between the answer and its own note of it posts the head once more.
struct AuditWebhook: Sendable {
    let client: any OutboundClient
    let address: WebAddress
    let key: [UInt8]?
    let time: CommunityTime

    /// Why a head did not arrive, or nothing; it never tells where to or what was signed.
    func post(_ daily: DailyHead, chain: [UInt8], at now: Instant) async -> String? {
        let body = Self.body(daily, chain: chain, at: now, in: time)
        let id = "audit_\(Hex.encode(chain).prefix(16))_\(daily.day)"
        let seconds = "\(now.milliseconds / 1000)"
        var fields = [("webhook-id", id), ("webhook-timestamp", seconds)]
        if let key {
            fields.append(("webhook-signature", Self.signature(of: body, id: id, timestamp: seconds, key: key)))
        }
        let target = address.path.isEmpty ? "/" : ""
        do {
            let answer = try await client.send(
                OutboundRequest(address, target: target, body: body, fields: fields)
            )
            // A redirect is not followed, so that it is no success either.
            return 200..<300 ~= answer.status ? nil : "status \(answer.status)"
        } catch {
            return error.rawValue
        }
    }

    /// The HMAC of id, moment and body, so that neither can be exchanged.
    static func signature(of body: [UInt8], id: String, timestamp: String, key: [UInt8]) -> String {
        let message = Array("\(id).\(timestamp).".utf8) + body
        return "v1,\(Base64.encode(HMACSHA256.code(key: key, message: message)))"
    }

    private static func body(_ daily: DailyHead, chain: [UInt8], at now: Instant, in time: CommunityTime) -> [UInt8] {
        var out = ByteWriter(capacity: 512)
        out.openObject()
        out.member("type", "audit.head")
        out.member("timestamp", time.rfc3339(now))
        out.key("data")
        out.openObject()
        out.member("chain", Hex.encode(chain))
        out.member("day", daily.day)
        out.member("sequence", daily.head.id)
        out.member("hash", Hex.encode(daily.head.hash))
        out.closeObject()
        out.closeObject()
        return out.array()
    }
}

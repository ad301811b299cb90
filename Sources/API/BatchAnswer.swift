import Domain
import HTTPWire
import JSON
import Routing

/// The answer to a list of entries that were noted without a network (离线批量): each is carried out for itself, in its
/// order, and tells how it went.
enum BatchAnswer {
    static func of<Value: Sendable>(
        _ entries: [BodyReader.Entry<Value>],
        _ call: Call,
        named clientID: (Value) -> String?,
        _ carryOut: (Value, BodyReader.Entry<Value>) async throws -> Rendered
    ) async throws -> Rendered {
        var out = ByteWriter(capacity: 4096)
        out.openObject()
        out.key("items")
        out.openArray()
        for entry in entries {
            let name = entry.value.flatMap(clientID)
            let (status, content) = try await outcome(of: entry, call, carryOut)
            out.openObject()
            if let name { out.member("client_id", name) }
            out.member("status", status)
            out.key(status < 300 ? "entry" : "problem")
            out.append(content)
            out.closeObject()
        }
        out.closeArray()
        out.closeObject()
        return Rendered(bytes: out.array(), format: .json)
    }

    /// The same for things that the server itself lists, each with its id.
    static func each(
        _ ids: [Int64],
        _ call: Call,
        _ carryOut: (Int64) async throws -> Rendered
    ) async throws -> Rendered {
        var out = ByteWriter(capacity: 4096)
        out.openObject()
        out.key("items")
        out.openArray()
        for id in ids {
            let (status, content) = try await outcome(call) { try await carryOut(id) }
            out.openObject()
            out.member("id", id)
            out.member("status", status)
            out.key(status < 300 ? "entry" : "problem")
            out.append(content)
            out.closeObject()
        }
        out.closeArray()
        out.closeObject()
        return Rendered(bytes: out.array(), format: .json)
    }

    private static func outcome<Value: Sendable>(
        of entry: BodyReader.Entry<Value>,
        _ call: Call,
        _ carryOut: (Value, BodyReader.Entry<Value>) async throws -> Rendered
    ) async throws -> (status: Int64, content: [UInt8]) {
        try await outcome(call) {
            guard let value = entry.value else { throw entry.error ?? DomainError.notFound }
            return try await carryOut(value, entry)
        }
    }

    private static func outcome(
        _ call: Call,
        _ carryOut: () async throws -> Rendered
    ) async throws -> (status: Int64, content: [UInt8]) {
        do {
            // The entry has an id of its own; that of the request is about all of them.
            let rendered = try await IdempotentRequest.$current.withValue(nil) { try await carryOut() }
            return (rendered.isReplayed ? 200 : 201, rendered.bytes)
        } catch let error as DomainError where error.kind != .internalError && error.kind != .unavailable {
            let problem = ErrorResponse.body(error, call.language, requestID: nil)
            return (Int64(ErrorResponse.status(of: error.kind).code), problem)
        }
    }
}

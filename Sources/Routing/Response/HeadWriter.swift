import Domain
import HTTPWire
import JSON

/// Writes the field lines of an answer (应答头): short, and into one array.
struct HeadWriter: ~Copyable {
    private var out = ByteWriter(capacity: 512)

    /// The lines as they go out.
    var bytes: [UInt8] { out.array() }

    @inline(__always)
    mutating func line(_ ready: StaticString) { out.append(ready) }

    mutating func line(_ name: StaticString, _ value: String) {
        out.append(name)
        let start = out.count
        out.append(value)
        // What came from outside must not end the line early (response splitting).
        if hasControl(from: start) {
            out.truncate(to: start)
            out.append(value.utf8.filter { !Self.isControl($0) })
        }
        out.append("\r\n")
    }

    /// `RateLimit` and its policy (IETF draft-ietf-httpapi-ratelimit-headers).
    mutating func rate(_ state: RateState) {
        switch state.kind {
        case .reads: rate(state, "RateLimit-Policy: \"reads\";q=", "RateLimit: \"reads\";r=")
        case .writes: rate(state, "RateLimit-Policy: \"writes\";q=", "RateLimit: \"writes\";r=")
        case .reports: rate(state, "RateLimit-Policy: \"reports\";q=", "RateLimit: \"reports\";r=")
        case .signIns: rate(state, "RateLimit-Policy: \"sign-ins\";q=", "RateLimit: \"sign-ins\";r=")
        case .unmaskings: rate(state, "RateLimit-Policy: \"unmaskings\";q=", "RateLimit: \"unmaskings\";r=")
        case .signUps: rate(state, "RateLimit-Policy: \"sign-ups\";q=", "RateLimit: \"sign-ups\";r=")
        case .ownData: rate(state, "RateLimit-Policy: \"own-data\";q=", "RateLimit: \"own-data\";r=")
        }
    }

    private mutating func rate(_ state: RateState, _ policy: StaticString, _ limit: StaticString) {
        out.append(policy)
        out.appendInteger(Int64(state.quota))
        out.append(";w=")
        out.appendInteger(Int64(RateState.windowSeconds))
        out.append("\r\n")
        out.append(limit)
        out.appendInteger(Int64(state.remaining))
        out.append(";t=")
        out.appendInteger(Int64(state.resetSeconds))
        out.append("\r\n")
    }

    private func hasControl(from start: Int) -> Bool {
        out.withBytes { bytes in
            var index = start
            while index < bytes.count, !Self.isControl(bytes[index]) { index += 1 }
            return index < bytes.count
        }
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    @inline(__always)
    mutating func line(_ name: StaticString, _ value: StaticString) {
        out.append(name)
        out.append(value)
        out.append("\r\n")
    }

    /// `"version-print"`, or `W/"print"` for what has no version.
    mutating func tag(version: Int64?, print: UInt64) {
        out.append("ETag: ")
        Self.write(version, print, into: &out)
        out.append("\r\n")
    }

    static func tag(version: Int64?, print: UInt64) -> [UInt8] {
        var tag = ByteWriter(capacity: 64)
        write(version, print, into: &tag)
        return tag.array()
    }

    private static func write(_ version: Int64?, _ print: UInt64, into out: inout ByteWriter) {
        if let version {
            out.append(UInt8(ascii: "\""))
            out.appendInteger(version)
            out.append(UInt8(ascii: "-"))
        } else {
            out.append("W/\"")
        }
        Fingerprint.text(print, into: &out)
        out.append(UInt8(ascii: "\""))
    }

    /// Whether a list of entity tags names this one (RFC 9110 section 8.8.3.2).
    ///
    /// By strong comparison both must be strong, by weak comparison it does not matter.
    static func matches(_ header: String, _ tag: [UInt8], isStrong: Bool) -> Bool {
        if header == "*" { return true }
        let tag = String(decoding: tag, as: UTF8.self)
        let opaque = tag.drop { $0 != "\"" }
        guard !isStrong || opaque.startIndex == tag.startIndex else { return false }
        var isQuoted = false
        let items = header.split { character in
            // A comma within quotes belongs to a tag.
            if character == "\"" { isQuoted.toggle() }
            return character == "," && !isQuoted
        }
        return items.contains { item in
            let item = String(item).trimmed
            return item == opaque || (!isStrong && item.hasPrefix("W/") && item.dropFirst(2) == opaque)
        }
    }
}

import Domain
import HTTPWire

/// Writes the field lines of an answer (应答头): short, and into one array.
struct HeadWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(384) }

    mutating func line(_ ready: StaticString) {
        ready.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func line(_ name: StaticString, _ value: String) {
        line(name)
        let start = bytes.count
        bytes.append(contentsOf: value.utf8)
        // What came from outside must not end the line early (response splitting).
        if bytes[start...].contains(where: Self.isControl) {
            bytes.removeSubrange(start...)
            bytes.append(contentsOf: value.utf8.filter { !Self.isControl($0) })
        }
        line("\r\n")
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    mutating func line(_ name: StaticString, _ value: StaticString) {
        line(name)
        line(value)
        line("\r\n")
    }

    /// `"version-print"`, or `W/"print"` for what has no version.
    mutating func tag(version: Int64?, print: UInt64) {
        line("ETag: ")
        Self.write(version, print, into: &bytes)
        line("\r\n")
    }

    static func tag(version: Int64?, print: UInt64) -> [UInt8] {
        var tag: [UInt8] = []
        write(version, print, into: &tag)
        return tag
    }

    private static func write(_ version: Int64?, _ print: UInt64, into bytes: inout [UInt8]) {
        if let version {
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: String(version).utf8)
            bytes.append(UInt8(ascii: "-"))
        } else {
            bytes.append(contentsOf: "W/\"".utf8)
        }
        Fingerprint.text(print, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
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

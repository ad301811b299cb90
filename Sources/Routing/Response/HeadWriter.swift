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
        // What came from outside must not end the line early (response splitting).
        for byte in value.utf8 where byte >= 0x20 && byte != 0x7F { bytes.append(byte) }
        line("\r\n")
    }

    mutating func line(_ name: StaticString, _ value: StaticString) {
        line(name)
        line(value)
        line("\r\n")
    }

    /// `"version-print"`, or `W/"print"` for what has no version.
    mutating func tag(version: Int64?, print: UInt64) {
        line("ETag: ")
        bytes.append(contentsOf: Self.tag(version: version, print: print))
        line("\r\n")
    }

    static func tag(version: Int64?, print: UInt64) -> [UInt8] {
        var tag: [UInt8] = []
        tag.reserveCapacity(40)
        if let version {
            tag.append(UInt8(ascii: "\""))
            tag.append(contentsOf: String(version).utf8)
            tag.append(UInt8(ascii: "-"))
        } else {
            tag.append(contentsOf: "W/\"".utf8)
        }
        Fingerprint.text(print, into: &tag)
        tag.append(UInt8(ascii: "\""))
        return tag
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

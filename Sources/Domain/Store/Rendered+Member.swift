extension Rendered {
    /// The same object with one more member (附加内容), which is JSON already; other formats stay as they are.
    package func adding(_ name: StaticString, _ json: [UInt8]) -> Rendered {
        guard format == .json, bytes.last == UInt8(ascii: "}") else { return self }
        var longer = Array(bytes.dropLast())
        if longer.last != UInt8(ascii: "{") { longer.append(UInt8(ascii: ",")) }
        longer += Array("\"\(name)\":".utf8) + json + [UInt8(ascii: "}")]
        var rendered = Rendered(
            bytes: longer,
            format: format,
            version: version,
            id: id,
            nextCursor: nextCursor,
            total: total
        )
        rendered.isReplayed = isReplayed
        return rendered
    }
}

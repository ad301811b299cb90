/// Reads what proxies say about the hops before them.
enum ForwardedField {
    /// One hop: who sent the request to the proxy that wrote this, and how.
    struct Hop: Equatable {
        /// Unknown when the proxy hides or does not know it (RFC 7239, section 6); nil when it does not speak of it.
        var address: NetworkAddress?
        /// Nil when the proxy says nothing about it.
        var isTLS: Bool?
    }

    /// The hops of `Forwarded` fields (RFC 7239, section 4), the nearest last.
    static func hops(_ values: [String]) -> [Hop] {
        values.flatMap { split($0, at: ",") }.map { element in
            var hop = Hop()
            for pair in split(element, at: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { trimmed($0) }
                guard parts.count == 2 else { continue }
                switch parts[0].lowercased() {
                case "for": hop.address = address(unquoted(parts[1])) ?? .unknown
                case "proto": hop.isTLS = unquoted(parts[1]).lowercased() == "https"
                default: continue
                }
            }
            return hop
        }
    }

    /// The hops of the `X-Forwarded-For` and `X-Forwarded-Proto` fields, the nearest last.
    ///
    /// Protocols are matched with addresses from the end, because the nearest proxy appends to both or sets one.
    static func hops(addresses: [String], protocols: [String]) -> [Hop] {
        let protocols = protocols.flatMap { split($0, at: ",") }.map { trimmed($0[...]).lowercased() == "https" }
        let nodes = addresses.flatMap { split($0, at: ",") }
        if nodes.isEmpty { return protocols.last.map { [Hop(isTLS: $0)] } ?? [] }
        return nodes.enumerated().map { index, node in
            let position = protocols.count - (nodes.count - index)
            let known = protocols.indices.contains(position) ? protocols[position] : protocols.last
            return Hop(address: address(trimmed(node[...])) ?? .unknown, isTLS: known)
        }
    }

    /// A node without its port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
    private static func address(_ node: String) -> NetworkAddress? {
        let parts = node.split(separator: ":", omittingEmptySubsequences: false)
        let address =
            node.hasPrefix("[")
            ? NetworkAddress(String(node.dropFirst().prefix { $0 != "]" }))
            : NetworkAddress(node) ?? (parts.count == 2 ? NetworkAddress(String(parts[0])) : nil)
        // `::` is nobody, and would be taken for a client of the Unix-domain socket.
        return address == .unix ? nil : address
    }

    // A separator inside a quoted string separates nothing (RFC 9110, section 5.6.4).
    private static func split(_ text: String, at separator: Character) -> [String] {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == separator, !isQuoted {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(part)
        return parts.filter { !trimmed($0[...]).isEmpty }
    }

    private static func unquoted(_ text: String) -> String {
        text.hasPrefix("\"") && text.hasSuffix("\"") && text.count >= 2 ? String(text.dropFirst().dropLast()) : text
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}

/// Where another server is reached (网址): `https://api.weixin.qq.com`, with a path below which everything lies.
package struct WebAddress: Sendable, Hashable {
    package let isSecure: Bool
    package let host: String
    package let port: UInt16
    /// Begins with a slash or is empty, and never ends with one.
    package let path: String

    /// Nothing for what is no address, or holds a user, a query or a fragment: secrets are not part of an address.
    package init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix("https://") {
            (isSecure, rest) = (true, text.dropFirst(8))
        } else if text.hasPrefix("http://") {
            (isSecure, rest) = (false, text.dropFirst(7))
        } else {
            return nil
        }
        let authority = rest.prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, Self.isHost(name) else { return nil }
        host = String(name)
        if parts.count == 2 {
            guard let number = UInt16(parts[1]), number > 0 else { return nil }
            port = number
        } else {
            port = isSecure ? 443 : 80
        }
        var path = rest.dropFirst(authority.count)
        while path.last == "/" { path.removeLast() }
        guard path.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !path.contains("?"), !path.contains("#") else { return nil }
        self.path = String(path)
    }

    private static func isHost(_ name: Substring) -> Bool {
        (1...253).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "-"): true
                default: false
                }
            }
    }

    /// The name as it stands in `Host`, with the port where it is not the usual one.
    package var authority: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }
}

extension ListenAddress {
    /// The address with this text: `http://127.0.0.1:80`, `https://[::]:443` or `unix:/run/linli.sock`.
    ///
    /// Nil when it is none of these; names are not looked up, because one could come to mean more addresses than meant.
    package init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty else { return nil }
            self = .unix(path)
            return
        }
        let isTLS = text.hasPrefix("https://")
        guard isTLS || text.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(isTLS ? 8 : 7)
        guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]) else {
            return nil
        }
        var host = rest[..<colon]
        if host.contains(":") {
            guard host.first == "[", host.last == "]" else { return nil }
            host = host.dropFirst().dropLast()
        }
        guard NetworkAddress(String(host)) != nil else { return nil }
        self.init(host: String(host), port: port, isTLS: isTLS)
    }
}

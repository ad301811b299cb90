/// Where the server listens: a literal IPv4 or IPv6 address and a port, or the path of a Unix-domain socket.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in digits, such as `127.0.0.1` or `::`; names are not looked up, and a path has none.
    package var host: String
    /// The port; 0 asks the system for a free one.
    package var port: UInt16
    /// The path of a Unix-domain socket, which then takes the place of host and port.
    package let path: String?
    /// Whether clients speak TLS here, with the certificate of ``ServerSettings/tls``.
    package var isTLS: Bool

    /// An address from its parts.
    package init(host: String, port: UInt16, isTLS: Bool = false) {
        self.host = host
        self.port = port
        self.isTLS = isTLS
        path = nil
    }

    /// A Unix-domain socket at the path; owner and group may connect.
    package static func unix(_ path: String) -> ListenAddress {
        ListenAddress(path: path)
    }

    private init(path: String) {
        host = ""
        port = 0
        isTLS = false
        self.path = path
    }

    /// The address as clients are told it: `http://127.0.0.1:8080`, `https://[::]:8443` or `unix:/run/linli.sock`.
    package var url: String {
        path == nil ? "\(isTLS ? "https" : "http")://\(description)" : description
    }

    package var description: String {
        if let path { return "unix:\(path)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

/// Where the server listens: a literal IPv4 or IPv6 address and a port.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in digits, such as `127.0.0.1` or `::`; names are not looked up.
    package var host: String
    /// The port; 0 asks the system for a free one.
    package var port: UInt16

    /// An address from its parts.
    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

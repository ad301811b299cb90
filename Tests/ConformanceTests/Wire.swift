import Glibc

/// A way for bytes to a server and back: plain or TLS.
protocol Wire: Sendable {
    /// What the way is called in the names of tests.
    var name: String { get }

    func connect() throws -> any WireConnection
}

/// One connection over a wire.
protocol WireConnection: AnyObject {
    /// Sends all bytes, or as many as the server takes before it closes.
    func send(_ bytes: [UInt8])

    /// Ends the sending side; answers still arrive.
    func endSending()

    /// The next bytes; empty when the server ended the connection. What takes ten seconds fails.
    func receive() throws -> [UInt8]
}

/// Why a wire gave no answer.
struct WireFailure: Error, CustomStringConvertible {
    let description: String
}

/// TCP as it is.
struct PlainWire: Wire {
    let name = "plain"
    let port: UInt16

    func connect() throws -> any WireConnection { try PlainConnection(port: port) }
}

final class PlainConnection: WireConnection {
    let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // A server that says nothing fails the test instead of hanging it.
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw WireFailure(description: "no connection: errno \(errno)") }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    func endSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    func receive() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw WireFailure(description: "no bytes: errno \(errno)") }
        return Array(buffer[..<count])
    }
}

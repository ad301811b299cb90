import TestSupport

/// TLS over TCP; the certificate is nobody's, so nobody checks it.
struct TLSWire: Wire {
    let name = "TLS"
    let port: UInt16

    func connect() throws -> any WireConnection { try TLSConnection(PlainConnection(port: port)) }
}

private final class TLSConnection: WireConnection {
    private let plain: PlainConnection
    private let end: TLSEnd

    init(_ plain: PlainConnection) throws {
        self.plain = plain
        end = TLSEnd(descriptor: plain.descriptor)
        guard end.connect() else { throw WireFailure(description: "no handshake") }
    }

    func send(_ bytes: [UInt8]) { end.send(bytes) }

    func endSending() { end.sayGoodbye() }

    func receive() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = end.receive(&buffer)
        // Only a goodbye is an end; a connection that was cut may have lost bytes.
        guard count >= 0 else { throw WireFailure(description: "no bytes over TLS") }
        return Array(buffer[..<count])
    }
}

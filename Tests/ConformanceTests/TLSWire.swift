import COpenSSL
import Glibc

/// TLS over TCP; the certificate is nobody's, so nobody checks it.
struct TLSWire: Wire {
    let name = "TLS"
    let port: UInt16

    func connect() throws -> any WireConnection { try TLSConnection(PlainConnection(port: port)) }
}

private final class TLSConnection: WireConnection {
    private let plain: PlainConnection
    private let context: OpaquePointer?
    private let session: OpaquePointer?

    init(_ plain: PlainConnection) throws {
        self.plain = plain
        context = SSL_CTX_new(TLS_client_method())
        session = SSL_new(context)
        SSL_set_fd(session, plain.descriptor)
        ERR_clear_error()
        guard SSL_connect(session) == 1 else { throw WireFailure(description: "no handshake") }
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    func send(_ bytes: [UInt8]) {
        withoutBrokenPipes {
            ERR_clear_error()
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { SSL_write(session, $0.baseAddress, Int32($0.count)) }
                guard count > 0 else { return }
                sent += Int(count)
            }
        }
    }

    func endSending() {
        withoutBrokenPipes { _ = SSL_shutdown(session) }
    }

    func receive() throws -> [UInt8] {
        ERR_clear_error()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = SSL_read(session, &buffer, Int32(buffer.count))
        // Only a close_notify is an end; a connection that was cut may have lost bytes.
        guard count > 0 || SSL_get_error(session, count) == SSL_ERROR_ZERO_RETURN else {
            throw WireFailure(description: "no bytes: errno \(errno)")
        }
        return Array(buffer[..<Int(max(0, count))])
    }

    /// OpenSSL writes without MSG_NOSIGNAL: the signal is held back on this thread, and taken if it came.
    private func withoutBrokenPipes(_ write: () -> Void) {
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        write()
        var never = timespec()
        sigtimedwait(&signals, nil, &never)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}

import COpenSSL
import Glibc

/// The client's end of an encrypted connection (加密客户端), no more of it than a load needs.
///
/// Nobody is authenticated: the server is a child of this process, and what is measured is the cost of records.
final class TLSClient {
    private let pointer: OpaquePointer

    /// `nonisolated(unsafe)` because it is made once and OpenSSL guards its own reference counts.
    private nonisolated(unsafe) static let context = SSL_CTX_new(TLS_client_method())

    /// Shakes hands; the descriptor blocks still.
    init(descriptor: Int32) throws {
        guard let context = Self.context, let pointer = SSL_new(context) else {
            throw BenchFailure("OpenSSL has no client for us")
        }
        self.pointer = pointer
        guard SSL_set_fd(pointer, descriptor) == 1, SSL_connect(pointer) == 1 else {
            ERR_clear_error()
            throw BenchFailure("the TLS handshake with the server failed")
        }
    }

    deinit { SSL_free(pointer) }

    /// Reads all that has been decrypted: what the library holds back no `poll` would tell of.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Wire.Reception {
        var total = 0
        repeat {
            ERR_clear_error()
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
            let count = SSL_read(pointer, rest.baseAddress, Int32(clamping: rest.count))
            guard count > 0 else {
                if total > 0 { return .bytes(total) }
                return SSL_get_error(pointer, count) == SSL_ERROR_WANT_READ ? .later : .ended
            }
            total += Int(count)
        } while total < buffer.count && SSL_pending(pointer) > 0
        return .bytes(total)
    }

    /// Whether all was taken.
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
        ERR_clear_error()
        return SSL_write(pointer, bytes.baseAddress, Int32(clamping: bytes.count)) == Int32(clamping: bytes.count)
    }
}

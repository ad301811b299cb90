import COpenSSL
import Glibc

/// The encrypted side of one connection; it belongs to a loop and touches the socket only when the loop asks.
///
/// OpenSSL reads and writes the socket itself, so that no bytes are copied between the two. It takes all that the
/// socket has in one call, therefore what is read must be asked for until nothing is left: the kernel does not tell of
/// bytes that it has given away.
final class TLSSession {
    /// How far a handshake has come.
    enum Handshake {
        case finished
        case wantsRead
        case wantsWrite
        case failed
    }

    /// What reading gave.
    enum Reading {
        /// So many bytes; none when the client will send no more.
        case done(Int)
        case wouldBlock
        /// Nothing can be read before something was written.
        case wantsWrite
        case failed
    }

    private let pointer: OpaquePointer
    /// Whether the first byte was looked at: a client that speaks plain HTTP is told so.
    var isRecognized = false
    private(set) var isEstablished = false
    // After a fatal error nothing more may be asked of the library, not even to say goodbye.
    private var isBroken = false
    private var isClosed = false

    init?(_ context: TLSContext, descriptor: Int32) {
        guard let pointer = SSL_new(context.pointer) else { return nil }
        self.pointer = pointer
        guard SSL_set_fd(pointer, descriptor) == 1 else {
            SSL_free(pointer)
            return nil
        }
        SSL_set_accept_state(pointer)
        #if DEBUG
        TLSFaults.watch(pointer)
        #endif
    }

    deinit {
        SSL_free(pointer)
    }

    /// Whether it took up an earlier session.
    var isResumed: Bool { SSL_session_reused(pointer) == 1 }

    /// Whether there may be more to read that no event will tell of.
    private(set) var hasPending = false
    // What came behind bytes that were handed on first.
    private var outcome: Reading?

    func shakeHands() -> Handshake {
        ERR_clear_error()
        let result = SSL_do_handshake(pointer)
        if result == 1 {
            isEstablished = true
            return .finished
        }
        switch SSL_get_error(pointer, result) {
        case SSL_ERROR_WANT_READ: return .wantsRead
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        default:
            fail()
            return .failed
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        hasPending = false
        if let outcome { return outcome }
        var total = 0
        repeat {
            ERR_clear_error()
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
            let count = SSL_read(pointer, rest.baseAddress, Int32(clamping: rest.count))
            guard count > 0 else {
                let ending = ending(SSL_get_error(pointer, count))
                guard total > 0 else { return ending }
                switch ending {
                case .wouldBlock, .wantsWrite: break
                case .done, .failed:
                    // It is told when the bytes before it were served; no event would bring it up again.
                    outcome = ending
                    hasPending = true
                }
                return .done(total)
            }
            total += Int(count)
        } while total < buffer.count && SSL_has_pending(pointer) == 1
        hasPending = SSL_has_pending(pointer) == 1
        return .done(total)
    }

    private func ending(_ error: Int32) -> Reading {
        switch error {
        case SSL_ERROR_ZERO_RETURN: return .done(0)
        case SSL_ERROR_WANT_READ: return .wouldBlock
        case SSL_ERROR_WANT_WRITE: return .wantsWrite
        default:
            fail()
            return .failed
        }
    }

    /// Writes as much as the socket takes; what is left must be offered again before anything else.
    func write(_ bytes: UnsafeRawBufferPointer) -> SystemCall.Outcome {
        var written = 0
        while written < bytes.count {
            ERR_clear_error()
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = SSL_write(pointer, rest.baseAddress, Int32(clamping: rest.count))
            if count > 0 {
                written += Int(count)
                continue
            }
            // Wanting to read in order to write happens in renegotiation only, which is off; it would otherwise wait
            // for the wrong event.
            guard SSL_get_error(pointer, count) == SSL_ERROR_WANT_WRITE else {
                fail()
                return .failed(EPIPE)
            }
            return written > 0 ? .done(written) : .wouldBlock
        }
        return .done(written)
    }

    /// Tells the client that this was all (RFC 8446, section 6.1), so that it can tell an end from a cut.
    ///
    /// Nothing is waited for: when the socket is full the client does not listen anyway.
    func close() {
        guard isEstablished, !isBroken, !isClosed else { return }
        isClosed = true
        ERR_clear_error()
        _ = SSL_shutdown(pointer)
        ERR_clear_error()
    }

    private func fail() {
        isBroken = true
        // What is left in the queue of this thread would be taken for the error of another connection.
        ERR_clear_error()
    }
}

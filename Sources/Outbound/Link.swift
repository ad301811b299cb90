import COpenSSL
import Domain
import Glibc

/// A connection to another server that never waits beyond its deadline (对外连接).
///
/// A peer that is gone makes TLS raise SIGPIPE, which the server ignores for the whole process.
final class Link {
    private let descriptor: Int32
    private let deadline: Deadline
    private var session: OpaquePointer?

    /// Connects to the first address of the host that answers, and shakes hands where TLS is asked for.
    init(to address: WebAddress, deadline: Deadline, trust: Trust) throws(OutboundError) {
        self.deadline = deadline
        descriptor = try Self.open(address, deadline)
        guard address.isSecure else { return }
        let session = try trust.session(for: address.host)
        self.session = session
        guard SSL_set_fd(session, descriptor) == 1 else { throw .unreachable }
        try drive { SSL_do_handshake(session) }
    }

    deinit {
        if let session { SSL_free(session) }
        close(descriptor)
    }

    func write(_ bytes: [UInt8]) throws(OutboundError) {
        var sent = 0
        while sent < bytes.count {
            let count = try transfer(POLLOUT) {
                bytes[sent...].withUnsafeBytes { rest in
                    if let session { return Int(SSL_write(session, rest.baseAddress, Int32(clamping: rest.count))) }
                    return send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                }
            }
            guard count > 0 else { throw .unreachable }
            sent += count
        }
    }

    /// Appends what has come; says whether the other side is done.
    func read(into bytes: inout [UInt8]) throws(OutboundError) -> Bool {
        var piece = [UInt8](repeating: 0, count: 16_384)
        let count = try transfer(POLLIN) {
            piece.withUnsafeMutableBytes { room in
                if let session { return Int(SSL_read(session, room.baseAddress, Int32(room.count))) }
                return recv(descriptor, room.baseAddress, room.count, 0)
            }
        }
        bytes += piece.prefix(count)
        return count == 0
    }

    /// Repeats a step of TLS or of the socket until it is done.
    private func transfer(_ direction: Int32, _ step: () -> Int) throws(OutboundError) -> Int {
        while true {
            ERR_clear_error()
            let count = step()
            if count > 0 { return count }
            if let session {
                // Only a proper goodbye ends an answer: a cut could have left half of it away.
                if SSL_get_error(session, Int32(count)) == SSL_ERROR_ZERO_RETURN { return 0 }
                try wait(after: Int32(count), session)
            } else if count == 0 {
                return 0
            } else if errno == EAGAIN {
                try Self.wait(descriptor, direction, deadline)
            } else if errno != EINTR {
                throw .unreachable
            }
        }
    }

    private func drive(_ step: () -> Int32) throws(OutboundError) {
        guard let session else { return }
        while true {
            ERR_clear_error()
            let result = step()
            if result == 1 { return }
            try wait(after: result, session)
        }
    }

    private func wait(after result: Int32, _ session: OpaquePointer) throws(OutboundError) {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: try Self.wait(descriptor, POLLIN, deadline)
        case SSL_ERROR_WANT_WRITE: try Self.wait(descriptor, POLLOUT, deadline)
        default:
            let isTrusted = SSL_get_verify_result(session) == Int(X509_V_OK)
            // What is left in the queue of this thread would be taken for the error of another connection.
            ERR_clear_error()
            throw isTrusted ? .unreachable : .untrusted
        }
    }

    private static func wait(_ descriptor: Int32, _ direction: Int32, _ deadline: Deadline) throws(OutboundError) {
        var watched = pollfd(fd: descriptor, events: Int16(direction), revents: 0)
        while true {
            let count = poll(&watched, 1, deadline.milliseconds)
            if count > 0 { return }
            if count == 0 { throw .timedOut }
            guard errno == EINTR else { throw .unreachable }
        }
    }

    private static func open(_ address: WebAddress, _ deadline: Deadline) throws(OutboundError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, "\(address.port)", &hints, &list) == 0 else { throw .unreachable }
        defer { freeaddrinfo(list) }
        var entry = list
        while let one = entry?.pointee {
            if let descriptor = try connected(one, deadline) { return descriptor }
            entry = one.ai_next
        }
        throw .unreachable
    }

    /// A connection to one address; nothing where it refuses.
    private static func connected(_ address: addrinfo, _ deadline: Deadline) throws(OutboundError) -> Int32? {
        let kind = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, kind, address.ai_protocol)
        guard descriptor >= 0 else { return nil }
        if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return descriptor }
        guard errno == EINPROGRESS else {
            close(descriptor)
            return nil
        }
        do throws(OutboundError) {
            try wait(descriptor, POLLOUT, deadline)
        } catch {
            close(descriptor)
            throw error
        }
        var (problem, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length) == 0, problem == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}

import Glibc

/// A client's end of a connection (连接端), plain or encrypted; it closes when its last reference goes.
final class Wire {
    /// What a call for bytes gave.
    enum Reception {
        case bytes(Int)
        case later
        case ended
    }

    /// How a connection is made.
    struct Options {
        var isEncrypted = false
        /// Whether a call waits, at most as long as `patience`.
        var isBlocking = false
        /// Bytes that the kernel may hold for a reader who does not read; nothing leaves that to the kernel.
        var receiveBuffer: Int32?
    }

    /// How long a blocking call waits: longer than any time-out of a server under test.
    private static let patience = timeval(tv_sec: 20, tv_usec: 0)

    let descriptor: Int32
    private let session: TLSClient?

    /// A connection to the server on this machine, without delay of small segments.
    init(port: UInt16, _ options: Options = Options()) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchFailure.system("socket") }
        do {
            // Before connecting, because the window is agreed upon then.
            if let size = options.receiveBuffer { Self.set(descriptor, SOL_SOCKET, SO_RCVBUF, size) }
            Self.set(descriptor, SOL_SOCKET, SO_RCVTIMEO, Self.patience)
            Self.set(descriptor, SOL_SOCKET, SO_SNDTIMEO, Self.patience)
            Self.set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
            try Self.connect(descriptor, port)
            session = options.isEncrypted ? try TLSClient(descriptor: descriptor) : nil
            guard options.isBlocking || fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
                throw BenchFailure.system("a connection can not be made non-blocking")
            }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Receives what is there.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Reception {
        if let session { return session.receive(into: buffer) }
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 { return .bytes(count) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .later : .ended
    }

    /// Whether all was taken at once: a request is far smaller than a socket buffer that holds nothing else.
    func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if let session { return session.send(bytes) }
        return Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    func send(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { send($0) } }

    /// Says that nothing more will come, and goes on listening.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Lets the end be a reset, as that of a killed client with unread bytes is.
    func resetOnClose() { Self.set(descriptor, SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0)) }

    private static func set<Option: BitwiseCopyable>(
        _ descriptor: Int32,
        _ level: Int32,
        _ name: Int32,
        _ value: Option
    ) {
        _ = withUnsafeBytes(of: value) {
            setsockopt(descriptor, level, name, $0.baseAddress, socklen_t($0.count))
        }
    }

    private static func connect(_ descriptor: Int32, _ port: UInt16) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            Glibc.connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard result == 0 else { throw BenchFailure.system("the server can not be reached") }
    }
}

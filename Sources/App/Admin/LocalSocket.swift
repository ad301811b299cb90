import Glibc
import Synchronization

/// One end of a conversation on this machine, line by line (本机连接); it closes with its last reference.
final class LocalSocket: Sendable {
    private let descriptor: Int32
    private let received = Mutex<[UInt8]>([])
    private let sending = Mutex(())

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Connects to the file; nil when nobody answers there.
    convenience init?(path: String) {
        guard var address = Self.address(path) else { return nil }
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return nil }
        guard Self.call(connect, file, &address) == 0 else {
            close(file)
            return nil
        }
        self.init(file)
    }

    /// Whether the other end has hung up.
    var isGone: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }

    /// Waits for a line no longer than this from now on.
    func setPatience(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends a message; false when the other end has gone.
    @discardableResult
    func send(_ message: AdminMessage) -> Bool {
        let line = message.line
        return sending.withLock { _ in
            var sent = 0
            while sent < line.count {
                let count = line[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// Waits for a line; nil at the end, or when the line is too long.
    func readLine() -> [UInt8]? {
        received.withLock { received in
            var piece = [UInt8](repeating: 0, count: 4096)
            while true {
                if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { received.removeSubrange(...end) }
                    return Array(received[..<end])
                }
                guard received.count < AdminMessage.longest else { return nil }
                let count = recv(descriptor, &piece, piece.count, 0)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return nil }
                received += piece[..<count]
            }
        }
    }

    static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32,
        _ descriptor: Int32,
        _ address: inout sockaddr_un
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

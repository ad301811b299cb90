import CLinux
import Glibc

/// The file of a Unix-domain socket: made for one server, taken over from a dead one, removed at the end.
struct UnixPath: Sendable {
    let path: String
    private let device: UInt
    private let file: UInt

    /// Binds the socket; 0 or the error number.
    static func bind(_ descriptor: Int32, to path: String) -> Int32 {
        guard var address = address(path) else { return ENAMETOOLONG }
        // Until the mode is set below, nobody but the owner may connect.
        _ = fchmod(descriptor, 0o600)
        guard connectOrBind(descriptor, &address, Glibc.bind) != 0 else {
            return chmod(path, 0o660) == 0 ? 0 : errno
        }
        let number = errno
        guard number == EADDRINUSE, isStale(path) else { return number }
        _ = unlink(path)
        guard connectOrBind(descriptor, &address, Glibc.bind) == 0 else { return errno }
        return chmod(path, 0o660) == 0 ? 0 : errno
    }

    /// Why a path could not be bound, in words that help.
    static func reason(_ number: Int32, _ path: String) -> ServerError.Reason {
        switch number {
        case ENAMETOOLONG: .pathTooLong(limit: longestPath)
        case EADDRINUSE: isSocket(path) ? .addressInUse : .notASocket
        default: .system(call: "bind", number: number)
        }
    }

    /// The name of a socket is ended by a zero.
    private static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Remembers which file it is, to remove no other one later.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.path = path
        device = UInt(status.st_dev)
        file = UInt(status.st_ino)
    }

    /// Removes the file unless another server has put its own there meanwhile.
    func remove() {
        guard let current = UnixPath(path), current.device == device, current.file == file else { return }
        _ = unlink(path)
    }

    /// Whether the file is a socket on which nobody answers; a file of any other kind is somebody's and stays.
    private static func isStale(_ path: String) -> Bool {
        guard isSocket(path), var address = address(path) else { return false }
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let probe = socket(AF_UNIX, type, 0)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        // A full queue answers EAGAIN: somebody is there, if busy.
        return connectOrBind(probe, &address, connect) != 0 && errno == ECONNREFUSED
    }

    private static func connectOrBind(
        _ descriptor: Int32,
        _ address: inout sockaddr_un,
        _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= longestPath, !bytes.contains(0) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }
}

import CLinux
import Glibc

/// A descriptor that accepts connections at one address; all loops share it.
///
/// There is no SO_REUSEPORT: with it a second process binds the same port in silence, and closing one of two listeners
/// resets what waits in its queue.
struct ListenSocket: Sendable {
    let descriptor: Int32
    /// The address with the port that the system chose.
    let address: ListenAddress
    private let unixPath: UnixPath?

    /// What the kernel holds of an answer beyond what the network can carry.
    private static let unsentBytes: Int32 = 128 * 1_024

    static func open(_ address: ListenAddress, backlog: Int32) throws(ServerError) -> ListenSocket {
        if let path = address.path { return try openUnix(address, path, backlog) }
        if let socketAddress = ipv4(address) {
            return try open(address, AF_INET, socketAddress, backlog)
        }
        if let socketAddress = ipv6(address) {
            return try open(address, AF_INET6, socketAddress, backlog)
        }
        throw ServerError(.invalidAddress, address)
    }

    func close() {
        unixPath?.remove()
        _ = Glibc.close(descriptor)
    }

    private static func openUnix(
        _ address: ListenAddress,
        _ path: String,
        _ backlog: Int32
    ) throws(ServerError) -> ListenSocket {
        let descriptor = try makeSocket(AF_UNIX, address)
        var number = UnixPath.bind(descriptor, to: path)
        if number == 0, listen(descriptor, backlog) != 0 { number = errno }
        guard number == 0 else {
            _ = Glibc.close(descriptor)
            throw ServerError(UnixPath.reason(number, path), address)
        }
        return ListenSocket(descriptor: descriptor, address: address, unixPath: UnixPath(path))
    }

    private static func makeSocket(_ family: Int32, _ address: ListenAddress) throws(ServerError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw ServerError(.system(call: "socket", number: errno), address) }
        return descriptor
    }

    private static func open<Address>(
        _ address: ListenAddress,
        _ family: Int32,
        _ socketAddress: Address,
        _ backlog: Int32
    ) throws(ServerError) -> ListenSocket {
        let descriptor = try makeSocket(family, address)
        var bound = socketAddress
        var length = socklen_t(MemoryLayout<Address>.size)
        var failedCall: String?
        set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        // Accepted sockets inherit it on Linux, which saves a call for each of them. Without it two sends in a row wait
        // for a delayed acknowledgement.
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        // Without it the kernel takes four megabytes of an export for every slow reader.
        set(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: unsentBytes)
        if family == AF_INET6 {
            // So that 0.0.0.0 and :: can be listed side by side.
            set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY)
        }
        withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                if bind(descriptor, generic, length) != 0 {
                    failedCall = "bind"
                } else if listen(descriptor, backlog) != 0 {
                    failedCall = "listen"
                } else if getsockname(descriptor, generic, &length) != 0 {
                    failedCall = "getsockname"
                }
            }
        }
        if let failedCall {
            let number = errno
            _ = Glibc.close(descriptor)
            throw ServerError(
                number == EADDRINUSE ? .addressInUse : .system(call: failedCall, number: number),
                address
            )
        }
        // The port stands behind the family in both shapes of address, in network order.
        let port = withUnsafeBytes(of: &bound) {
            UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
        var actual = address
        actual.port = port
        return ListenSocket(descriptor: descriptor, address: actual, unixPath: nil)
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1) {
        var value = value
        _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func ipv4(_ address: ListenAddress) -> sockaddr_in? {
        var result = sockaddr_in()
        guard inet_pton(AF_INET, address.host, &result.sin_addr) == 1 else { return nil }
        result.sin_family = sa_family_t(AF_INET)
        result.sin_port = address.port.bigEndian
        return result
    }

    private static func ipv6(_ address: ListenAddress) -> sockaddr_in6? {
        var result = sockaddr_in6()
        guard inet_pton(AF_INET6, address.host, &result.sin6_addr) == 1 else { return nil }
        result.sin6_family = sa_family_t(AF_INET6)
        result.sin6_port = address.port.bigEndian
        return result
    }
}

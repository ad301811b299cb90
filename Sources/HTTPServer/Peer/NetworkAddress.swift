import Glibc

/// Where a connection comes from, in the 16 bytes of an IPv6 address; text is made only when somebody asks.
///
/// IPv4 addresses are kept in their mapped form (RFC 4291, section 2.5.5.2), so that one client has one address on
/// every listener. A client of a Unix-domain socket has the unspecified address, which no packet carries.
package struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    private static let mappedPrefix: UInt64 = 0xffff << 32

    let high: UInt64
    let low: UInt64

    /// The address of every client of a Unix-domain socket.
    package static let unix = NetworkAddress(high: 0, low: 0)

    /// A client of which a trusted proxy says nothing that can be believed: in no range, and counted as one.
    ///
    /// It lies in the block whose packets are thrown away (RFC 6666).
    package static let unknown = NetworkAddress(high: 0x0100 << 48, low: 1)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The address with these digits; nil when they are no literal IPv4 or IPv6 address.
    package init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(six)
    }

    /// The address that accepting a connection told.
    init(_ storage: borrowing sockaddr_storage) {
        var copy = copy storage
        self = withUnsafeBytes(of: &copy) { bytes in
            switch Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
            case AF_INET: NetworkAddress(bytes.loadUnaligned(as: sockaddr_in.self).sin_addr)
            case AF_INET6: NetworkAddress(bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
            default: .unix
            }
        }
    }

    private init(_ address: in_addr) {
        self.init(high: 0, low: Self.mappedPrefix | UInt64(UInt32(bigEndian: address.s_addr)))
    }

    private init(_ address: in6_addr) {
        var copy = address
        self = withUnsafeBytes(of: &copy) { bytes in
            NetworkAddress(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// Whether it is an IPv4 address.
    var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// Whether the client is on this machine and came through the network's interface.
    package var isLoopback: Bool {
        isIPv4 ? low >> 24 & 0xff == 127 : high == 0 && low == 1
    }

    /// What one client is counted as: an IPv4 address, or the /64 that one IPv6 subscriber gets to fill as he likes.
    package var subscriber: NetworkAddress {
        isIPv4 || high == 0 || self == .unknown ? self : NetworkAddress(high: high, low: 0)
    }

    package var description: String {
        if self == .unix { return "unix" }
        if self == .unknown { return "unknown" }
        if isIPv4 { return dotted }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        var words = (high.bigEndian, low.bigEndian)
        _ = inet_ntop(AF_INET6, &words, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Four numbers with dots between; at most fifteen characters, which need no allocation, for every line of the log has them.
    private var dotted: String {
        String(unsafeUninitializedCapacity: 15) { buffer in
            var count = 0
            func put(_ byte: UInt8) {
                buffer[count] = byte
                count += 1
            }
            for place in 0..<4 {
                let number = UInt8(truncatingIfNeeded: low &>> UInt64(8 * (3 - place)))
                if place > 0 { put(UInt8(ascii: ".")) }
                if number >= 100 { put(UInt8(ascii: "0") + number / 100) }
                if number >= 10 { put(UInt8(ascii: "0") + number / 10 % 10) }
                put(UInt8(ascii: "0") + number % 10)
            }
            return count
        }
    }
}

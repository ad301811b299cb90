/// The escapes of a path that need not be there (路径转义): `%63ases` is `cases`, while `%2F` stays what it is.
enum PathEscapes {
    /// The path with the escapes of unreserved characters undone (RFC 3986 section 6.2.2.2).
    static func undone(_ path: UnsafeRawBufferPointer) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(path.count)
        var index = 0
        while index < path.count {
            if path[index] == UInt8(ascii: "%"), index + 2 < path.count,
                let high = hexadecimal(path[index + 1]), let low = hexadecimal(path[index + 2]),
                isUnreserved(high << 4 | low)
            {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(path[index])
                index += 1
            }
        }
        return plain
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

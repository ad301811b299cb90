import Glibc

/// Finds the end of each answer on a connection (应答读取): only the status and Content-Length are looked at.
///
/// The server is known and answers one request at a time, so what a client of the open network must refuse is not
/// looked for here.
struct ResponseReader {
    /// The beginning of a head whose end has not come yet; empty nearly always.
    private var head: [UInt8] = []
    /// What is still to come of the body.
    private var rest = 0
    private var status = 0

    /// Takes what was received.
    ///
    /// - Returns: The status when the answer is complete, nothing while more is to come.
    mutating func take(_ bytes: UnsafeRawBufferPointer) throws -> Int? {
        if rest == 0 {
            guard head.isEmpty else {
                head += bytes
                let whole = head
                return try whole.withUnsafeBytes { try begin($0) }
            }
            return try begin(bytes)
        }
        guard bytes.count <= rest else { throw BenchFailure("the server sent more than it announced") }
        rest -= bytes.count
        return rest == 0 ? status : nil
    }

    private mutating func begin(_ bytes: UnsafeRawBufferPointer) throws -> Int? {
        guard let end = Self.headEnd(bytes) else {
            if head.isEmpty { head = Array(bytes) }
            return nil
        }
        head = []
        // "HTTP/1.1 200 ": three digits from the tenth byte on.
        guard end > 16 else { throw BenchFailure("the answer of the server is not HTTP") }
        status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
        guard let length = Self.contentLength(bytes[..<end]) else {
            guard status == 204 || status == 304 else { throw BenchFailure("an answer has no Content-Length") }
            return status
        }
        let received = bytes.count - end
        guard received <= length else { throw BenchFailure("the server sent more than it announced") }
        rest = length - received
        return rest == 0 ? status : nil
    }

    /// Where the body begins.
    private static func headEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var position = 0
        while let start = bytes.baseAddress,
            let found = memchr(start + position, 0x0A, bytes.count - position)
        {
            position = start.distance(to: UnsafeRawPointer(found)) + 1
            // A line feed, and the empty line after it.
            if position + 1 < bytes.count, bytes[position] == 0x0D, bytes[position + 1] == 0x0A { return position + 2 }
        }
        return nil
    }

    private static let name = Array("content-length:".utf8)

    private static func contentLength(_ head: Slice<UnsafeRawBufferPointer>) -> Int? {
        var position = head.startIndex
        while let feed = head[position...].firstIndex(of: 0x0A) {
            position = feed + 1
            guard position + name.count < head.endIndex else { return nil }
            // OR 0x20 makes letters small; it leaves the hyphen and the colon as they are.
            guard (0..<name.count).allSatisfy({ head[position + $0] | 0x20 == name[$0] }) else { continue }
            let digits = head[(position + name.count)...].drop { $0 == 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x39 }
            return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        return nil
    }
}

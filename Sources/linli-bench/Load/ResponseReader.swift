import Glibc

/// Finds the end of each answer on a connection (应答读取): only the status and Content-Length are looked at.
///
/// The server is known, so what a client of the open network must refuse is not looked for here.
struct ResponseReader {
    /// The beginning of a head whose end has not come yet; empty nearly always.
    private var head: [UInt8] = []
    /// What is still to come of the body.
    private var rest = 0
    private(set) var status = 0

    /// How many answers ended in what was received (应答数).
    struct Answers {
        var count = 0
        /// Those that were not 2xx.
        var errors = 0
    }

    /// Takes what was received.
    mutating func take(_ bytes: UnsafeRawBufferPointer) throws -> Answers {
        var answers = Answers()
        guard head.isEmpty else {
            let whole = head + bytes
            head = []
            try whole.withUnsafeBytes { try take($0, &answers) }
            return answers
        }
        try take(bytes, &answers)
        return answers
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer, _ answers: inout Answers) throws {
        var position = 0
        while position < bytes.count {
            if rest == 0 {
                let left = UnsafeRawBufferPointer(rebasing: bytes[position...])
                guard let end = Self.headEnd(left) else {
                    head = Array(left)
                    return
                }
                try begin(left[..<end])
                position += end
            }
            let count = min(rest, bytes.count - position)
            rest -= count
            position += count
            guard rest == 0 else { return }
            answers.count += 1
            if !(200..<300).contains(status) { answers.errors += 1 }
        }
    }

    private mutating func begin(_ head: Slice<UnsafeRawBufferPointer>) throws {
        // "HTTP/1.1 200 ": three digits from the tenth byte on.
        guard head.count > 16 else { throw BenchFailure("the answer of the server is not HTTP") }
        status = head[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
        guard let length = Self.contentLength(head) else {
            guard status == 204 || status == 304 else { throw BenchFailure("an answer has no Content-Length") }
            return
        }
        rest = length
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

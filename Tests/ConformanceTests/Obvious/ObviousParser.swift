import HTTPWire

/// A second reader of requests, written line by line from the grammar, slow and without a thought of speed.
///
/// It shares nothing with the decoder but the limits. Where both agree on whatever chance brings, neither has a fault that
/// the other has not.
struct ObviousParser {
    /// How a stream ends.
    enum End: Equatable {
        case stays
        case closes
        /// More is needed; within a line that has begun, a faster reader may see a fault already.
        case waits(isWithinLine: Bool)
        /// Refused with this status; when the line had not ended, another fault in it may have come first.
        case refused(Int, isWithinLine: Bool)
    }

    /// Thrown to leave a message that is refused or not complete.
    struct Stop: Error {
        let end: End
    }

    private(set) var messages: [Message] = []
    private(set) var end = End.stays
    /// Where the last complete message ended.
    private(set) var consumed = 0

    let input: [UInt8]
    let limits: WireLimits
    var position = 0

    init(_ input: [UInt8], limits: WireLimits = WireLimits()) {
        self.input = input
        self.limits = limits
        do throws(Stop) {
            while end == .stays, position < input.count {
                let message = try readMessage()
                messages.append(message)
                consumed = position
                if !message.keepsAlive { end = .closes }
            }
        } catch {
            end = error.end
        }
    }

    static func refused(_ status: Int) -> Stop { Stop(end: .refused(status, isWithinLine: false)) }

    private mutating func readMessage() throws(Stop) -> Message {
        let start = position
        var emptyLines = 0
        while input[position...].starts(with: [13, 10]), position + 2 <= start + limits.headBytes {
            guard emptyLines < 4 else { throw Self.refused(400) }
            emptyLines += 1
            position += 2
        }
        var head = try ObviousHead(requestLine: try headLine(from: start), limits)
        while case let line = try headLine(from: start), !line.isEmpty {
            try head.add(field: line, limits)
        }
        try head.finish(limits)
        return Message(
            method: head.method,
            path: head.path,
            query: head.query,
            host: head.authority ?? head.hosts.first,
            minorVersion: head.minorVersion,
            keepsAlive: head.keepsAlive,
            content: try head.isChunked ? readChunks() : take(head.contentLength ?? 0)
        )
    }

    private mutating func headLine(from start: Int) throws(Stop) -> String {
        let isFull = input.count - start >= limits.headBytes
        do throws(Stop) {
            return try line(before: min(input.count, start + limits.headBytes))
        } catch {
            guard isFull, case .waits(let isWithinLine) = error.end else { throw error }
            throw Stop(end: .refused(431, isWithinLine: isWithinLine))
        }
    }

    /// The text up to the next CR LF, both of which must lie before the bound.
    mutating func line(before bound: Int) throws(Stop) -> String {
        var index = position
        while index + 1 < bound {
            if input[index] == 13, input[index + 1] == 10 {
                let text = latin1(input[position..<index])
                position = index + 2
                return text
            }
            index += 1
        }
        throw Stop(end: .waits(isWithinLine: position < bound))
    }

    private mutating func take(_ count: Int) throws(Stop) -> [UInt8] {
        guard input.count - position >= count else { throw Stop(end: .waits(isWithinLine: false)) }
        position += count
        return Array(input[position - count..<position])
    }
}

/// Sets of characters, spelled out.
enum ObviousSets {
    static let digits = Set("0123456789".unicodeScalars)
    static let hexadecimal = Set("0123456789abcdefABCDEF".unicodeScalars)
    static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)
    static let token = letters.union(digits).union("!#$%&'*+-.^_`|~".unicodeScalars)
    static let target = visible.subtracting("#".unicodeScalars)
    static let visible = Set((0x21...0x7e).compactMap(Unicode.Scalar.init))
    static let space = Set(" \t".unicodeScalars)
    static let value = visible.union(space).union((0x80...0xff).compactMap(Unicode.Scalar.init))
    static let quoted = value.subtracting("\"\\".unicodeScalars)
    static let name = letters.union(digits).union("-._~!$&'()*+,;=".unicodeScalars)
}

extension String {
    /// The longest beginning of these characters, taken away.
    mutating func take(_ set: Set<Unicode.Scalar>) -> String {
        let taken = String(String.UnicodeScalarView(unicodeScalars.prefix { set.contains($0) }))
        unicodeScalars.removeFirst(taken.unicodeScalars.count)
        return taken
    }

    /// Takes this text away; false when something else comes first.
    mutating func take(_ text: String) -> Bool {
        guard unicodeScalars.starts(with: text.unicodeScalars) else { return false }
        unicodeScalars.removeFirst(text.unicodeScalars.count)
        return true
    }

    func consists(of set: Set<Unicode.Scalar>) -> Bool { unicodeScalars.allSatisfy { set.contains($0) } }

    /// Without space and tab at both ends.
    var withoutSpace: String {
        var text = self
        _ = text.take(ObviousSets.space)
        while let last = text.unicodeScalars.last, ObviousSets.space.contains(last) { text.unicodeScalars.removeLast() }
        return text
    }
}

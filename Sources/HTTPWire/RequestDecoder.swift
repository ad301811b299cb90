/// Turns the bytes of one connection into requests: a pure state machine, without sockets, clocks or threads.
///
/// The caller owns the bytes. It offers all that were not taken yet; the decoder says how many it took. A head is left
/// with the caller until it is complete; of a body that comes in pieces the decoder keeps what it took. After an error
/// the stream has no known position, and the connection must end.
package struct RequestDecoder: Sendable {
    /// What came of the bytes.
    package enum Step: Sendable {
        /// More bytes are needed; this many were taken.
        case needMore(consumed: Int)
        /// The client waits for `100 Continue` before it sends the body (RFC 9110, section 10.1.1).
        case wantsContinue(consumed: Int)
        /// One request is complete; what follows it in the buffer is the next one.
        case request(Request, consumed: Int)
    }

    private enum Phase: Sendable {
        case head
        case length(remaining: Int)
        case chunked(ChunkDecoder)
    }

    private var phase = Phase.head
    // The head and the content of a request whose body is still arriving. The head is kept as bytes and parsed again at
    // the end: that is cheaper than carrying its 300 bytes of offsets in every connection that is at rest.
    private var head: [UInt8] = []
    private var body: [UInt8] = []
    // How much of an unfinished head was looked at, and at which length it is parsed again even without a new line.
    private var seen = 0
    private var retryLength = 0

    /// A decoder at the start of a connection.
    package init() {}

    /// Whether a head was read and its body is still arriving.
    package var isReadingBody: Bool {
        if case .head = phase { false } else { true }
    }

    /// Takes what it can from `buffer[start..<end]`.
    package mutating func decode(
        _ buffer: [UInt8],
        from start: Int = 0,
        to end: Int,
        limits: WireLimits
    ) throws(ParseError) -> Step {
        switch phase {
        case .head:
            return try decodeHead(buffer, start, end, limits)
        case .length(let remaining):
            let taken = min(remaining, end - start)
            body.append(contentsOf: buffer[start..<start + taken])
            guard taken == remaining else {
                phase = .length(remaining: remaining - taken)
                return .needMore(consumed: taken)
            }
            return .request(try takeCollected(limits), consumed: taken)
        case .chunked(var chunks):
            let isHead = head.drop { $0 != UInt8(ascii: "H") }.starts(with: "HEAD ".utf8)
            let (next, isComplete) = try Self.take(&chunks, buffer, start..<end, into: &body, isHead, limits)
            guard isComplete else {
                phase = .chunked(chunks)
                return .needMore(consumed: next - start)
            }
            return .request(try takeCollected(limits), consumed: next - start)
        }
    }

    private mutating func decodeHead(
        _ buffer: [UInt8],
        _ start: Int,
        _ end: Int,
        _ limits: WireLimits
    ) throws(ParseError) -> Step {
        guard
            start < end,
            isWorthParsing(buffer, start, end, limits),
            let head = try HeadParser.parse(buffer.span, from: start, to: end, limits: limits)
        else {
            seen = end - start
            return .needMore(consumed: 0)
        }
        seen = 0
        switch head.framing {
        case .none:
            return .request(Request(head, buffer, .none), consumed: head.end - start)
        case .length(let length):
            let bodyEnd = head.end + length
            guard bodyEnd <= end else {
                phase = .length(remaining: bodyEnd - end)
                return collect(head, buffer, buffer[head.end..<end], to: end)
            }
            return .request(Request(head, buffer, .inBuffer(head.end..<bodyEnd)), consumed: bodyEnd - start)
        case .chunked:
            var chunks = ChunkDecoder()
            var content: [UInt8] = []
            let isHead = head.method == .head
            let (next, isComplete) = try Self.take(&chunks, buffer, head.end..<end, into: &content, isHead, limits)
            guard isComplete else {
                phase = .chunked(chunks)
                return collect(head, buffer, content[...], to: end)
            }
            return .request(Request(head, buffer, .separate(content)), consumed: next - start)
        }
    }

    private static func take(
        _ chunks: inout ChunkDecoder,
        _ buffer: [UInt8],
        _ range: Range<Int>,
        into content: inout [UInt8],
        _ isHead: Bool,
        _ limits: WireLimits
    ) throws(ParseError) -> (next: Int, isComplete: Bool) {
        do throws(ParseError) {
            return try chunks.decode(buffer, range, into: &content, limits: limits)
        } catch {
            var error = error
            error.answersHead = isHead
            throw error
        }
    }

    // A head that comes byte by byte must not cost the square of its length: it is parsed again only when a line ended
    // (their number is limited) or when it doubled. A bare LF is an error, so waiting for any LF misses nothing.
    private mutating func isWorthParsing(_ buffer: [UInt8], _ start: Int, _ end: Int, _ limits: WireLimits) -> Bool {
        let length = end - start
        let hasNewLine = seen > 0 && buffer[start + min(seen, length)..<end].contains(ByteClass.lineFeed)
        guard seen == 0 || hasNewLine || length >= retryLength || length >= limits.headBytes else { return false }
        retryLength = length * 2
        return true
    }

    private mutating func collect(_ head: Head, _ buffer: [UInt8], _ content: ArraySlice<UInt8>, to end: Int) -> Step {
        self.head = Array(buffer[head.start..<head.end])
        // Memory follows what arrived, never what was announced.
        body = Array(content)
        let consumed = end - head.start
        return head.expectsContinue && head.end == end
            ? .wantsContinue(consumed: consumed) : .needMore(consumed: consumed)
    }

    private mutating func takeCollected(_ limits: WireLimits) throws(ParseError) -> Request {
        let bytes = head
        let content = body
        head = []
        body = []
        phase = .head
        guard let head = try HeadParser.parse(bytes.span, from: 0, to: bytes.count, limits: limits) else {
            throw .badRequestLine("The head ended early.")
        }
        return Request(head, bytes, .separate(content))
    }
}

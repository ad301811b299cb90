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

    /// What came of the bytes, for a caller that decides about each body.
    package enum Progress: Sendable {
        /// More bytes are needed; this many were taken.
        case needMore(consumed: Int)
        /// The client waits for `100 Continue` before it sends the body.
        case wantsContinue(consumed: Int)
        /// A head was read and a body follows; nothing was taken before ``RequestDecoder/readBody`` says what may come.
        case head(Request)
        /// Content of a body that goes to a file; more follows.
        case content([UInt8], consumed: Int)
        /// A request whose body went to a file, with the last of its content.
        case stored(Request, last: [UInt8], consumed: Int)
        /// One request is complete.
        case request(Request, consumed: Int)
    }

    private enum Phase: Sendable {
        case head
        case length(remaining: Int)
        case chunked(ChunkDecoder)
    }

    private var phase = Phase.head
    // Whether content is handed on as it comes instead of being collected.
    private var handsOn = false
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

    /// The request whose body is still arriving, without content; nil between requests.
    package func unfinished(_ limits: WireLimits) -> Request? {
        var memory = FieldMemory()
        guard isReadingBody,
            let head = try? HeadParser.parse(
                self.head.span,
                from: 0,
                to: self.head.count,
                limits: limits,
                memory: &memory
            )
        else { return nil }
        return Request(head, self.head, .none)
    }

    /// Takes what it can from `buffer[start..<end]`; every body is collected in memory, up to the limit.
    package mutating func decode(
        _ buffer: [UInt8],
        from start: Int = 0,
        to end: Int,
        limits: WireLimits,
        memory: inout FieldMemory
    ) throws(ParseError) -> Step {
        var progress = try next(buffer, from: start, to: end, limits: limits, memory: &memory)
        if case .head(let request) = progress {
            progress = try readBody(
                of: request,
                .memory(limits.bodyBytes),
                buffer,
                from: start,
                to: end,
                limits: limits
            )
        }
        switch progress {
        case .needMore(let consumed), .content(_, let consumed): return .needMore(consumed: consumed)
        case .wantsContinue(let consumed): return .wantsContinue(consumed: consumed)
        case .request(let request, let consumed), .stored(let request, _, let consumed):
            return .request(request, consumed: consumed)
        case .head: return .needMore(consumed: 0)
        }
    }

    /// The same without a memory of what was sent before.
    package mutating func decode(
        _ buffer: [UInt8],
        from start: Int = 0,
        to end: Int,
        limits: WireLimits
    ) throws(ParseError) -> Step {
        var memory = FieldMemory()
        return try decode(buffer, from: start, to: end, limits: limits, memory: &memory)
    }

    /// Takes what it can from `buffer[start..<end]`, but no body before the caller has said what becomes of it.
    package mutating func next(
        _ buffer: [UInt8],
        from start: Int,
        to end: Int,
        limits: WireLimits,
        memory: inout FieldMemory
    ) throws(ParseError) -> Progress {
        switch phase {
        case .head:
            return try decodeHead(buffer, start, end, limits, &memory)
        case .length(let remaining):
            let taken = min(remaining, end - start)
            body.append(contentsOf: buffer[start..<start + taken])
            phase = .length(remaining: remaining - taken)
            return try progress(isComplete: taken == remaining, consumed: taken, limits)
        case .chunked(var chunks):
            let isHead = head.drop { $0 != UInt8(ascii: "H") }.starts(with: "HEAD ".utf8)
            let (next, isComplete) = try Self.take(&chunks, buffer, start..<end, into: &body, isHead, limits)
            phase = .chunked(chunks)
            return try progress(isComplete: isComplete, consumed: next - start, limits)
        }
    }

    /// Starts on the body of the head that ``next`` found at `start`; too large a body is refused before a byte of it
    /// is taken and before the client is told to continue.
    package mutating func readBody(
        of request: Request,
        _ limit: BodyLimit,
        _ buffer: [UInt8],
        from start: Int,
        to end: Int,
        limits: WireLimits
    ) throws(ParseError) -> Progress {
        let head = request.head
        if case .file = limit { handsOn = true } else { handsOn = false }
        switch head.framing {
        case .none:
            return .request(request, consumed: head.end - start)
        case .length(let length):
            guard length <= limit.bytes else { throw Self.tooLarge(head) }
            let bodyEnd = head.end + length
            if bodyEnd <= end, !handsOn {
                return .request(Request(head, buffer, .inBuffer(head.end..<bodyEnd)), consumed: bodyEnd - start)
            }
            let available = min(bodyEnd, end)
            phase = .length(remaining: bodyEnd - available)
            return try collect(
                head,
                buffer,
                buffer[head.end..<available],
                isComplete: bodyEnd <= end,
                to: available,
                limits
            )
        case .chunked:
            var chunks = ChunkDecoder(maximum: limit.bytes)
            var content: [UInt8] = []
            let isHead = head.method == .head
            let (next, isComplete) = try Self.take(&chunks, buffer, head.end..<end, into: &content, isHead, limits)
            if isComplete, !handsOn {
                return .request(Request(head, buffer, .separate(content)), consumed: next - start)
            }
            phase = .chunked(chunks)
            return try collect(head, buffer, content[...], isComplete: isComplete, to: next, limits)
        }
    }

    private mutating func decodeHead(
        _ buffer: [UInt8],
        _ start: Int,
        _ end: Int,
        _ limits: WireLimits,
        _ memory: inout FieldMemory
    ) throws(ParseError) -> Progress {
        guard
            start < end,
            isWorthParsing(buffer, start, end, limits),
            let head = try HeadParser.parse(buffer.span, from: start, to: end, limits: limits, memory: &memory)
        else {
            seen = end - start
            return .needMore(consumed: 0)
        }
        seen = 0
        let request = Request(head, buffer, .none)
        return head.framing == .none ? .request(request, consumed: head.end - start) : .head(request)
    }

    private static func tooLarge(_ head: Head) -> ParseError {
        var error = ParseError.bodyTooLarge
        error.answersHead = head.method == .head
        return error
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

    private mutating func collect(
        _ head: Head,
        _ buffer: [UInt8],
        _ content: ArraySlice<UInt8>,
        isComplete: Bool,
        to end: Int,
        _ limits: WireLimits
    ) throws(ParseError) -> Progress {
        self.head = Array(buffer[head.start..<head.end])
        // Memory follows what arrived, never what was announced.
        body = Array(content)
        let consumed = end - head.start
        if head.expectsContinue, head.end == end, !isComplete { return .wantsContinue(consumed: consumed) }
        return try progress(isComplete: isComplete, consumed: consumed, limits)
    }

    private mutating func progress(
        isComplete: Bool,
        consumed: Int,
        _ limits: WireLimits
    ) throws(ParseError) -> Progress {
        guard handsOn else {
            return isComplete
                ? .request(try takeCollected(limits), consumed: consumed) : .needMore(consumed: consumed)
        }
        let content = body
        body = []
        guard isComplete else { return .content(content, consumed: consumed) }
        return .stored(try takeCollected(limits), last: content, consumed: consumed)
    }

    private mutating func takeCollected(_ limits: WireLimits) throws(ParseError) -> Request {
        let bytes = head
        let content = body
        head = []
        body = []
        phase = .head
        var memory = FieldMemory()
        guard
            let head = try HeadParser.parse(bytes.span, from: 0, to: bytes.count, limits: limits, memory: &memory)
        else {
            throw .badRequestLine("The head ended early.")
        }
        return Request(head, bytes, .separate(content))
    }
}

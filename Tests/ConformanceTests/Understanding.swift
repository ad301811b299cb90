import HTTPWire

extension Request {
    /// How the request was understood, in one line: method, target, host unless it is `a`, and content.
    var understanding: String {
        var line = "\(method.name) \(text(path))"
        if let query { line += "?\(text(query))" }
        if let host = value(of: .host), host != "a" { line += " @\(host)" }
        let content = withBody { body in String(decoding: body.byteOffsets.map { body.byte($0) }, as: UTF8.self) }
        if !content.isEmpty { line += " \(content)" }
        return line
    }

    /// The content as bytes.
    var content: [UInt8] {
        withBody { body in body.byteOffsets.map { body.byte($0) } }
    }
}

extension RawSpan {
    fileprivate func byte(_ offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}

/// What the decoder made of a stream of bytes.
struct Understood: Equatable {
    /// How a stream ended.
    enum End: Equatable {
        /// Everything was taken; a next request may follow.
        case stays
        /// A request asked for the end of the connection.
        case closes
        /// The rest is no request yet.
        case waits
        case refused(Int, String)
    }

    /// Each request in one line; `100` where the client was told to go on.
    var lines: [String] = []
    /// The same, as another reader can compare them.
    var messages: [Message] = []
    var end = End.stays
    /// How many bytes were taken.
    var consumed = 0

    /// Gives a stream to the decoder in the pieces in which it arrives.
    init(parts: [[UInt8]], limits: WireLimits = WireLimits()) {
        var memory = FieldMemory()
        self.init(parts: parts, limits: limits, memory: &memory)
    }

    /// The same after whatever the memory holds of earlier streams.
    init(parts: [[UInt8]], limits: WireLimits, memory: inout FieldMemory) {
        var decoder = RequestDecoder()
        var buffer: [UInt8] = []
        for part in parts {
            buffer += part
            while consumed < buffer.count || decoder.isReadingBody {
                let before = consumed
                guard take(&decoder, buffer, limits, &memory), consumed > before else { break }
            }
            guard end == .stays || end == .waits else { return }
        }
    }

    /// Takes one step; false when the decoder needs more bytes or the stream ended.
    private mutating func take(
        _ decoder: inout RequestDecoder,
        _ buffer: [UInt8],
        _ limits: WireLimits,
        _ memory: inout FieldMemory
    ) -> Bool {
        do throws(ParseError) {
            switch try decoder.decode(buffer, from: consumed, to: buffer.count, limits: limits, memory: &memory) {
            case .needMore(let count):
                consumed += count
                end = .waits
                return false
            case .wantsContinue(let count):
                consumed += count
                lines.append("100")
                end = .waits
                return false
            case .request(let request, let count):
                consumed += count
                lines.append(request.understanding)
                messages.append(Message(request))
                end = request.keepsAlive ? .stays : .closes
                return request.keepsAlive
            }
        } catch {
            end = .refused(Int(error.status.code), error.code)
            return false
        }
    }
}

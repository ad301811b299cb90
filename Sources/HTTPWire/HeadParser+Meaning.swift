extension HeadParser {
    /// Takes note of a field that decides about the message or the connection.
    mutating func note(
        _ field: KnownField,
        _ bytes: borrowing Span<UInt8>,
        _ value: Range<Int>
    ) throws(ParseError) {
        switch field {
        case .host:
            guard HostGrammar.isValid(bytes, value) else { throw .badHost("The Host field names no valid host.") }
        case .contentLength:
            try noteContentLength(bytes, value)
        case .transferEncoding:
            try noteTransferEncoding(bytes, value)
        case .connection:
            noteConnection(bytes, value)
        case .expect:
            let expected: StaticString = "100-continue"
            // An HTTP/1.0 client cannot wait for an interim answer: its expectation counts for nothing
            // (RFC 9110, section 10.1.1).
            guard head.minorVersion > 0 else { return }
            guard expected.isEqualIgnoringCase(to: bytes, value) else { throw .expectationFailed }
            meaning.expectsContinue = true
        default:
            return
        }
    }

    /// Checks what only all fields together tell.
    mutating func finish() throws(ParseError) {
        let hosts = table.count(of: .host)
        guard hosts <= 1 else { throw .badHost("A request has one Host field.") }
        guard hosts == 1 || head.minorVersion == 0 else { throw .missingHost }
        if meaning.hasTransferEncoding {
            // Length and coding together are the classic smuggling attack (RFC 9112, section 6.1).
            guard meaning.contentLength == nil else {
                throw .badTransferEncoding("A request has Content-Length or Transfer-Encoding, never both.")
            }
        }
        head.fields = HeadFields(table, meaning)
        decide()
    }

    /// Decides about body and connection by what the fields say (RFC 9112, sections 6.3 and 9.3).
    mutating func decide() {
        let meaning = head.fields.meaning
        if meaning.hasTransferEncoding {
            head.framing = .chunked
        } else if let length = meaning.contentLength, length > 0 {
            head.framing = .length(length)
        }
        head.expectsContinue = meaning.expectsContinue
        head.keepsAlive = !meaning.closes && (head.minorVersion > 0 || meaning.asksToStay)
    }

    private mutating func noteContentLength(
        _ bytes: borrowing Span<UInt8>,
        _ value: Range<Int>
    ) throws(ParseError) {
        guard !value.isEmpty else { throw .badContentLength("A Content-Length is a number.") }
        var length = 0
        for index in value {
            // Signs, spaces, commas and hexadecimal digits are numbers to some readers.
            guard ByteClass.isDigit(bytes[index]) else { throw .badContentLength("A Content-Length is a number.") }
            let (tens, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(bytes[index] - 0x30))
            guard !overflow, !carry else { throw .badContentLength("The Content-Length is not a sensible number.") }
            length = sum
        }
        guard meaning.contentLength == nil || meaning.contentLength == length else {
            throw .badContentLength("The Content-Length fields differ.")
        }
        meaning.contentLength = length
    }

    private mutating func noteTransferEncoding(
        _ bytes: borrowing Span<UInt8>,
        _ value: Range<Int>
    ) throws(ParseError) {
        guard head.minorVersion > 0 else { throw .badTransferEncoding("HTTP/1.0 knows no Transfer-Encoding.") }
        guard !meaning.hasTransferEncoding else {
            throw .badTransferEncoding("A request has one Transfer-Encoding field.")
        }
        let chunked: StaticString = "chunked"
        guard chunked.isEqualIgnoringCase(to: bytes, value) else {
            // Without a final chunked nobody knows where the body ends: 400. With it only the coding is unknown: 501.
            guard endsInChunked(bytes, value) else {
                throw .badTransferEncoding("The last transfer coding of a request is chunked, and only the last.")
            }
            throw .unsupportedTransferCoding
        }
        meaning.hasTransferEncoding = true
    }

    // Whether other codings stand before one `chunked` at the end (RFC 9112, section 6.3).
    private func endsInChunked(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>) -> Bool {
        let chunked: StaticString = "chunked"
        var index = value.lowerBound
        while true {
            var comma = index
            while comma < value.upperBound, bytes[comma] != UInt8(ascii: ",") {
                comma += 1
            }
            let member = trimmed(bytes, index..<comma)
            guard !member.isEmpty, ByteClass.isToken(bytes[member.lowerBound]) else { return false }
            let isChunked = chunked.isEqualIgnoringCase(to: bytes, member)
            guard comma < value.upperBound else { return isChunked }
            guard !isChunked else { return false }
            index = comma + 1
        }
    }

    private func trimmed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isListSpace(bytes[start]) {
            start += 1
        }
        while end > start, isListSpace(bytes[end - 1]) {
            end -= 1
        }
        return start..<end
    }

    // The options of a Connection field are a list in any case of letters (RFC 9110, section 7.6.1).
    private mutating func noteConnection(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>) {
        let close: StaticString = "close"
        let keepAlive: StaticString = "keep-alive"
        var index = value.lowerBound
        while index < value.upperBound {
            while index < value.upperBound, isListSpace(bytes[index]) {
                index += 1
            }
            let start = index
            while index < value.upperBound, !isListSpace(bytes[index]) {
                index += 1
            }
            if close.isEqualIgnoringCase(to: bytes, start..<index) {
                meaning.closes = true
            } else if keepAlive.isEqualIgnoringCase(to: bytes, start..<index) {
                meaning.asksToStay = true
            }
        }
    }

    private func isListSpace(_ byte: UInt8) -> Bool {
        byte == ByteClass.space || byte == ByteClass.tab || byte == UInt8(ascii: ",")
    }
}

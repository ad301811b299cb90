extension HeadParser {
    /// Reads `method SP target SP version CRLF` (RFC 9112, section 3); true when the line is complete.
    ///
    /// The lenient splitting that the RFC permits is what request smuggling lives on, so exactly one space stands
    /// between the parts.
    mutating func readRequestLine(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Bool {
        guard let method = try readMethod(bytes) else { return false }
        guard let target = try readTarget(bytes) else { return false }
        guard try readVersion(bytes) else { return false }
        head.method = Method(bytes, method)
        let connect: StaticString = "CONNECT"
        if head.method == .other, connect.isEqual(to: bytes, method) { throw refusal(ofTunnel: target, bytes) }
        try resolve(target, bytes)
        return true
    }

    private mutating func readMethod(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Range<Int>? {
        let start = cursor
        while cursor < end, ByteClass.isToken(bytes[cursor]) {
            cursor += 1
            guard cursor - start <= 32 else { throw .methodNotImplemented }
        }
        guard cursor < end else { return nil }
        guard bytes[cursor] == ByteClass.space, cursor > start else {
            throw .badRequestLine("A request line is a method, a target and a version with one space between them.")
        }
        cursor += 1
        return start..<cursor - 1
    }

    private mutating func readTarget(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Range<Int>? {
        let start = cursor
        let bound = min(end, start + limits.target + 1)
        var index = start
        while index &+ 8 <= bound, ByteClass.areTarget(bytes.word(at: index)) {
            index &+= 8
        }
        while index < bound, ByteClass.isTarget(bytes[index]) {
            index += 1
        }
        guard index - start <= limits.target else { throw .targetTooLong }
        guard index < end else { return nil }
        guard bytes[index] == ByteClass.space, index > start else {
            throw .badTarget("A request target holds only visible ASCII characters and no fragment.")
        }
        cursor = index + 1
        return start..<index
    }

    private mutating func readVersion(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Bool {
        let pattern: StaticString = "HTTP/0.0\r\n"
        let text = pattern.utf8Start
        for offset in 0..<10 {
            guard cursor + offset < end else { return false }
            let byte = bytes[cursor + offset]
            guard text[offset] == UInt8(ascii: "0") ? ByteClass.isDigit(byte) : byte == text[offset] else {
                throw .badRequestLine("A request line ends with HTTP/1.1 or HTTP/1.0 and CR LF.")
            }
        }
        guard bytes[cursor + 5] == UInt8(ascii: "1") else { throw .versionNotSupported }
        // A higher minor version promises to understand answers of 1.1 (RFC 9110, section 2.5).
        head.minorVersion = bytes[cursor + 7] == UInt8(ascii: "0") ? 0 : 1
        cursor += 10
        return true
    }

    // CONNECT names a host and a port; without a port it is malformed, with one it asks for a tunnel that only a proxy
    // digs (RFC 9110, section 9.3.6).
    private func refusal(ofTunnel target: Range<Int>, _ bytes: borrowing Span<UInt8>) -> ParseError {
        var hasColon = false
        for index in target where bytes[index] == ByteClass.colon {
            hasColon = true
        }
        let endsInPort = hasColon && ByteClass.isDigit(bytes[target.upperBound - 1])
        guard endsInPort, HostGrammar.isValid(bytes, target) else {
            return .badTarget("The target of CONNECT is a host and a port.")
        }
        return .methodNotImplemented
    }

    /// Finds path and query in the three forms of a target that an origin server answers (RFC 9112, section 3.2).
    private mutating func resolve(_ target: Range<Int>, _ bytes: borrowing Span<UInt8>) throws(ParseError) {
        if bytes[target.lowerBound] == ByteClass.slash {
            split(target, bytes)
        } else if target.count == 1, bytes[target.lowerBound] == UInt8(ascii: "*") {
            guard head.method == .options else { throw .badTarget("Only OPTIONS has the target *.") }
            head.path = target
        } else {
            try resolveAbsolute(target, bytes)
        }
    }

    private mutating func resolveAbsolute(_ target: Range<Int>, _ bytes: borrowing Span<UInt8>) throws(ParseError) {
        let plain: StaticString = "http://"
        let secure: StaticString = "https://"
        let schemeEnd: Int
        if target.count >= 7, plain.isEqualIgnoringCase(to: bytes, target.prefix(7)) {
            schemeEnd = target.lowerBound + 7
        } else if target.count >= 8, secure.isEqualIgnoringCase(to: bytes, target.prefix(8)) {
            schemeEnd = target.lowerBound + 8
        } else {
            throw .badTarget("A request target starts with a slash or with http:// or https://.")
        }
        var index = schemeEnd
        while index < target.upperBound, bytes[index] != ByteClass.slash, bytes[index] != ByteClass.questionMark {
            index += 1
        }
        guard HostGrammar.isValid(bytes, schemeEnd..<index) else { throw .badHost("The target names no valid host.") }
        head.authority = schemeEnd..<index
        if index < target.upperBound, bytes[index] == ByteClass.slash {
            split(index..<target.upperBound, bytes)
        } else {
            // No path means "/" (RFC 9110, section 4.2.3); the last slash of "http://" lends us one.
            head.path = schemeEnd - 1..<schemeEnd
            head.query = index < target.upperBound ? index + 1..<target.upperBound : nil
        }
    }

    private mutating func split(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] != ByteClass.questionMark {
            index += 1
        }
        head.path = range.lowerBound..<index
        head.query = index < range.upperBound ? index + 1..<range.upperBound : nil
    }
}

/// Takes a chunked body apart: framing byte by byte, content in runs (RFC 9112, section 7.1).
///
/// A size with a sign, a prefix or too many digits, a line that ends with a bare LF, or content that is longer than its
/// size says: each is read differently somewhere, so each is refused.
struct ChunkDecoder: Sendable {
    enum Phase: Sendable {
        case sizeStart
        case size
        case extensionGap
        case extensionNameStart
        case extensionName
        case extensionNameEnd
        case extensionValueStart
        case extensionToken
        case extensionQuoted
        case extensionEscaped
        case extensionQuotedEnd
        case sizeLineFeed
        case content
        case contentCarriageReturn
        case contentLineFeed
        case lineStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case lastLineFeed
    }

    var phase = Phase.sizeStart
    private var size = 0
    private var digits = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    // How much content may still come.
    private var allowance: Int

    /// A decoder of a body with at most this many bytes of content.
    init(maximum: Int) {
        allowance = maximum
    }

    /// Appends content to `body`; tells where it stopped and whether the body is complete.
    mutating func decode(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        into body: inout [UInt8],
        limits: WireLimits
    ) throws(ParseError) -> (next: Int, isComplete: Bool) {
        var index = range.lowerBound
        while index < range.upperBound {
            if case .content = phase {
                let end = min(range.upperBound, index + size)
                body.append(contentsOf: bytes[index..<end])
                size -= end - index
                allowance -= end - index
                index = end
                if size == 0 { phase = .contentCarriageReturn }
                continue
            }
            let byte = bytes[index]
            index += 1
            if case .lastLineFeed = phase {
                try expect(byte, ByteClass.lineFeed)
                return (index, true)
            }
            try step(byte, limits: limits)
        }
        return (index, false)
    }

    private mutating func step(_ byte: UInt8, limits: WireLimits) throws(ParseError) {
        switch phase {
        case .sizeStart:
            guard let digit = ByteClass.hexadecimal(byte) else { throw .badChunk("A chunk starts with its size.") }
            size = digit
            digits = 1
            phase = .size
        case .size:
            try stepSize(byte)
        case .extensionGap, .extensionNameStart, .extensionName, .extensionNameEnd, .extensionValueStart,
            .extensionToken, .extensionQuoted, .extensionEscaped, .extensionQuotedEnd:
            if byte != ByteClass.carriageReturn { extensionBytes += 1 }
            guard extensionBytes <= limits.chunkExtensionBytes else {
                throw .badChunk("The chunk extensions are too long.")
            }
            phase = try afterExtension(byte)
        case .sizeLineFeed:
            try expect(byte, ByteClass.lineFeed)
            phase = size == 0 ? .lineStart : .content
        case .contentCarriageReturn:
            try expect(byte, ByteClass.carriageReturn)
            phase = .contentLineFeed
        case .contentLineFeed:
            try expect(byte, ByteClass.lineFeed)
            phase = .sizeStart
        case .lineStart, .trailerName, .trailerValue, .trailerLineFeed:
            try stepTrailer(byte, limits: limits)
        case .content, .lastLineFeed:
            return
        }
    }

    private mutating func stepSize(_ byte: UInt8) throws(ParseError) {
        if let digit = ByteClass.hexadecimal(byte) {
            // Leading zeros are legal padding, so digits are counted; the limit is met long before the size overflows.
            digits += 1
            guard digits <= 16 else { throw .badChunk("A chunk size has at most 16 digits.") }
            size = size << 4 | digit
        } else if byte == ByteClass.carriageReturn {
            phase = .sizeLineFeed
        } else if byte == UInt8(ascii: ";") {
            phase = .extensionNameStart
        } else if byte == ByteClass.space || byte == ByteClass.tab {
            phase = .extensionGap
        } else {
            throw .badChunk("A chunk size is a hexadecimal number.")
        }
        guard size <= allowance else { throw .bodyTooLarge }
    }

    private mutating func stepTrailer(_ byte: UInt8, limits: WireLimits) throws(ParseError) {
        trailerBytes += 1
        guard trailerBytes <= limits.trailerBytes + 1 else { throw .headTooLarge }
        switch phase {
        case .lineStart where byte == ByteClass.carriageReturn:
            phase = .lastLineFeed
        case .lineStart:
            guard ByteClass.isToken(byte) else { throw .badField("A trailer line starts with a field name.") }
            phase = .trailerName
        case .trailerName where byte == ByteClass.colon:
            phase = .trailerValue
        case .trailerName:
            guard ByteClass.isToken(byte) else { throw .badField("A trailer line is a name, a colon and a value.") }
        case .trailerValue where byte == ByteClass.carriageReturn:
            phase = .trailerLineFeed
        case .trailerValue:
            guard ByteClass.isFieldText(byte) else { throw .badField("A field value holds no control bytes.") }
        default:
            try expect(byte, ByteClass.lineFeed)
            phase = .lineStart
        }
    }

    private func expect(_ byte: UInt8, _ expected: UInt8) throws(ParseError) {
        guard byte == expected else { throw .badChunk("The lines of a chunked body end with CR LF.") }
    }
}

extension ChunkDecoder {
    /// Where one byte of `*( BWS ";" BWS name [ BWS "=" BWS value ] )` leads (RFC 9112, section 7.1.1).
    ///
    /// Nobody uses extensions, but a reader that takes a line end out of one sees other chunks than we do. The space that
    /// old senders put around the parts has to be read (RFC 9110, section 5.6.3).
    func afterExtension(_ byte: UInt8) throws(ParseError) -> Phase {
        let isSpace = byte == ByteClass.space || byte == ByteClass.tab
        switch (phase, byte) {
        case (.extensionQuoted, UInt8(ascii: "\"")): return .extensionQuotedEnd
        case (.extensionQuoted, UInt8(ascii: "\\")): return .extensionEscaped
        case (.extensionQuoted, _) where ByteClass.isFieldText(byte): return .extensionQuoted
        case (.extensionEscaped, _) where ByteClass.isFieldText(byte): return .extensionQuoted
        case (.extensionName, _) where ByteClass.isToken(byte): return .extensionName
        case (.extensionToken, _) where ByteClass.isToken(byte): return .extensionToken
        case (.extensionNameStart, _) where isSpace: return .extensionNameStart
        case (.extensionNameStart, _) where ByteClass.isToken(byte): return .extensionName
        case (.extensionValueStart, _) where isSpace: return .extensionValueStart
        case (.extensionValueStart, UInt8(ascii: "\"")): return .extensionQuoted
        case (.extensionValueStart, _) where ByteClass.isToken(byte): return .extensionToken
        case (.extensionName, _) where isSpace, (.extensionNameEnd, _) where isSpace: return .extensionNameEnd
        case (.extensionName, UInt8(ascii: "=")), (.extensionNameEnd, UInt8(ascii: "=")): return .extensionValueStart
        case (.extensionToken, _) where isSpace, (.extensionQuotedEnd, _) where isSpace,
            (.extensionGap, _) where isSpace:
            return .extensionGap
        case (.extensionName, UInt8(ascii: ";")), (.extensionNameEnd, UInt8(ascii: ";")),
            (.extensionToken, UInt8(ascii: ";")), (.extensionQuotedEnd, UInt8(ascii: ";")),
            (.extensionGap, UInt8(ascii: ";")):
            return .extensionNameStart
        case (.extensionName, ByteClass.carriageReturn), (.extensionToken, ByteClass.carriageReturn),
            (.extensionQuotedEnd, ByteClass.carriageReturn):
            return .sizeLineFeed
        default: throw .badChunk("A chunk extension is a semicolon, a name, and perhaps a value behind an equals sign.")
        }
    }
}

/// A request as it was read: offsets into the shared read buffer, so that no text is made before somebody asks for it.
///
/// A request keeps its buffer alive. Bytes outside its ranges belong to other requests and are nobody's business.
package struct Request: Sendable {
    /// Where the content of a request lies.
    package enum Body: Sendable {
        /// The request has no content.
        case none
        /// The content lies in `bytes`.
        case inBuffer(Range<Int>)
        /// The content came in pieces and was collected.
        case separate([UInt8])
        /// The content lies in a file, because the endpoint asked for that.
        case file(BodyFile)
    }

    /// What is to be done; the router may apply X-HTTP-Method-Override.
    package var method: Method
    /// The buffer that all ranges count in.
    package let bytes: [UInt8]
    /// The content.
    package let body: Body
    let head: Head

    init(_ head: Head, _ bytes: [UInt8], _ body: Body) {
        self.method = head.method
        self.bytes = bytes
        self.body = body
        self.head = head
    }

    /// The number behind `HTTP/1.`, 0 or 1.
    package var minorVersion: UInt8 { head.minorVersion }

    /// The target up to the question mark; a single `*` for OPTIONS of the whole server.
    package var path: Range<Int> { head.path }

    /// The part of the target behind the question mark, when there is one.
    package var query: Range<Int>? { head.query }

    /// Whether the connection may serve another request after this one (RFC 9112, section 9.3).
    package var keepsAlive: Bool { head.keepsAlive }

    /// The length of the content that the head announces; nil when it comes in chunks.
    package var announcedLength: Int? {
        switch head.framing {
        case .none: 0
        case .length(let length): length
        case .chunked: nil
        }
    }

    /// Whether the client waits to be told before it sends the content (RFC 9110, section 10.1.1).
    package var expectsContinue: Bool { head.expectsContinue }

    /// The trimmed value of the first field of this name.
    package func range(of field: KnownField) -> Range<Int>? {
        if field == .host, let authority = head.authority { return authority }
        guard let range = head.fields.table.range(of: field) else { return nil }
        return head.fieldsStart + range.lowerBound..<head.fieldsStart + range.upperBound
    }

    /// How often a field was sent; more than once is an attack for most fields, and the reader decides.
    package func count(of field: KnownField) -> Int {
        // Nobody gets to see the Host field beside an absolute target.
        field == .host && head.authority != nil ? 1 : head.fields.table.count(of: field)
    }

    /// The value of the first field of this name as text, for paths that are not hot.
    package func value(of field: KnownField) -> String? {
        range(of: field).map(text)
    }

    /// The values of all fields of this name as one list, for fields that are lists (RFC 9110, section 5.3).
    package func list(of field: KnownField) -> String? {
        count(of: field) <= 1 ? value(of: field) : values(named: field.name).joined(separator: ", ")
    }

    /// The bytes of a range as text; broken UTF-8 is repaired with replacement characters.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The same request with its content in a file.
    package func storing(_ file: BodyFile) -> Request {
        var copy = Request(head, bytes, .file(file))
        copy.method = method
        return copy
    }

    /// Lends the content without copying it; what lies in a file is not lent, it is read from there.
    package func withBody<Result>(_ read: (RawSpan) throws -> Result) rethrows -> Result {
        switch body {
        case .none, .file: try read([UInt8]().span.bytes)
        case .inBuffer(let range): try read(bytes.span.extracting(range).bytes)
        case .separate(let content): try read(content.span.bytes)
        }
    }

    /// The trimmed values of every field with this lower-case name, in order; a search for paths that are not hot.
    package func values(named name: StaticString) -> [String] {
        var values: [String] = []
        var index = head.fieldsStart
        // The head was parsed: each line is `name:value CRLF`, and the blank line is the last two bytes.
        while index < head.end - 2 {
            let line = index..<(bytes[index..<head.end].firstIndex(of: ByteClass.carriageReturn) ?? head.end)
            let colon = bytes[line].firstIndex(of: ByteClass.colon) ?? line.upperBound
            if name.isEqualIgnoringCase(to: bytes.span, line.lowerBound..<colon) {
                let value = bytes[colon + 1..<line.upperBound]
                let isSpace = { (byte: UInt8) in byte == ByteClass.space || byte == ByteClass.tab }
                let start = value.firstIndex { !isSpace($0) } ?? value.endIndex
                let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
                values.append(text(start..<end))
            }
            index = line.upperBound + 2
        }
        return values
    }
}

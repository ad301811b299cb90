/// Reads a request line and its fields in one pass over bytes that may not be complete yet (RFC 9112, sections 2 to 5).
///
/// The parser keeps no state between attempts: it either reads a whole head, says that more is needed, or refuses. A memory
/// spares it to read fields again that it read before.
struct HeadParser {
    var head: Head
    var cursor: Int
    let end: Int
    let limits: WireLimits
    var fieldCount = 0
    var table = FieldTable()
    var meaning = HeadFields.Meaning()

    /// The head that starts at `start`, or nil when the bytes end before it does.
    static func parse(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        to end: Int,
        limits: WireLimits,
        memory: inout FieldMemory
    ) throws(ParseError) -> Head? {
        // Nothing behind the limit is looked at, so that the verdict does not depend on how the bytes arrive.
        let bound = min(end, start + limits.headBytes)
        var parser = HeadParser(head: Head(start: start), cursor: start, end: bound, limits: limits)
        do throws(ParseError) {
            if try parser.readEmptyLines(bytes), try parser.readRequestLine(bytes) {
                if parser.recalls(bytes, memory) { return parser.head }
                if try parser.readFields(bytes) {
                    try parser.finish()
                    parser.remember(bytes, &memory)
                    return parser.head
                }
            }
            guard end - start < limits.headBytes else { throw .headTooLarge }
            return nil
        } catch {
            var error = error
            error.answersHead = parser.head.method == .head
            throw error
        }
    }

    private init(head: Head, cursor: Int, end: Int, limits: WireLimits) {
        self.head = head
        self.cursor = cursor
        self.end = end
        self.limits = limits
    }

    /// Whether the fields were read before.
    private mutating func recalls(_ bytes: borrowing Span<UInt8>, _ memory: borrowing FieldMemory) -> Bool {
        guard head.minorVersion > 0, let known = memory.fields(bytes, from: cursor, to: end) else { return false }
        head.fieldsStart = cursor
        head.end = cursor + known.length
        head.fields = known.fields
        decide()
        return true
    }

    private func remember(_ bytes: borrowing Span<UInt8>, _ memory: inout FieldMemory) {
        guard head.minorVersion > 0 else { return }
        memory.keep(head.fields, bytes, head.fieldsStart..<head.end)
    }

    // Old clients send an empty line after a body (RFC 9112, section 2.2); a few are skipped, a flood is not.
    private mutating func readEmptyLines(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Bool {
        var lines = 0
        while cursor < end, bytes[cursor] == ByteClass.carriageReturn {
            guard cursor + 1 < end else { return false }
            guard bytes[cursor + 1] == ByteClass.lineFeed, lines < 4 else {
                throw .badRequestLine("A request starts with its request line.")
            }
            lines += 1
            cursor += 2
        }
        return cursor < end
    }

    /// Fields end with an empty line; true when it was reached.
    private mutating func readFields(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Bool {
        head.fieldsStart = cursor
        while cursor < end {
            if bytes[cursor] == ByteClass.carriageReturn {
                guard cursor + 1 < end else { return false }
                guard bytes[cursor + 1] == ByteClass.lineFeed else { throw .badField("A line ends with CR LF.") }
                cursor += 2
                head.end = cursor
                return true
            }
            guard try readField(bytes) else { return false }
        }
        return false
    }

    private mutating func readField(_ bytes: borrowing Span<UInt8>) throws(ParseError) -> Bool {
        let nameStart = cursor
        var index = cursor
        while index < end, ByteClass.isToken(bytes[index]) {
            index += 1
        }
        guard index < end else { return false }
        guard bytes[index] == ByteClass.colon, index > nameStart else {
            // Space before the colon and folded lines are read differently by different servers (RFC 9112, section 5).
            throw .badField("A field line is a name, a colon without space before it, and a value on the same line.")
        }
        let name = nameStart..<index
        index += 1
        while index < end, bytes[index] == ByteClass.space || bytes[index] == ByteClass.tab {
            index += 1
        }
        let valueStart = index
        while index &+ 8 <= end, ByteClass.areFieldText(bytes.word(at: index)) {
            index &+= 8
        }
        while index < end, ByteClass.isFieldText(bytes[index]) {
            index += 1
        }
        guard index < end else { return false }
        guard bytes[index] == ByteClass.carriageReturn else { throw .badField("A field value holds no control bytes.") }
        guard index + 1 < end else { return false }
        guard bytes[index + 1] == ByteClass.lineFeed else { throw .badField("A line ends with CR LF.") }
        cursor = index + 2
        while index > valueStart, bytes[index - 1] == ByteClass.space || bytes[index - 1] == ByteClass.tab {
            index -= 1
        }
        fieldCount += 1
        guard fieldCount <= limits.fieldCount else { throw .headTooLarge }
        if let field = KnownField(bytes, name) {
            table.add(field, valueStart - head.fieldsStart..<index - head.fieldsStart)
            try note(field, bytes, valueStart..<index)
        }
        return true
    }
}

/// An answer: a status, ready-made field lines and a body.
///
/// The engine writes Date, Content-Length, Transfer-Encoding and Connection itself, because only it knows how the
/// connection goes on; they never stand in `fields`.
package struct Response: Sendable {
    /// The outcome.
    package var status: Status
    /// The field lines, each `Name: value` with CRLF at its end.
    package var fields: [UInt8]
    /// The content; empty for an answer without one.
    package var body: [UInt8]
    /// Whether the connection ends with this answer.
    package var closes: Bool

    /// An answer from ready-made parts.
    package init(_ status: Status, fields: [UInt8] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
        self.closes = false
    }

    /// Adds a field line.
    ///
    /// CR, LF and NUL are dropped from the value: one that came from a client could otherwise end the head early and
    /// start an answer of its own (response splitting; RFC 9110, section 5.5).
    package mutating func add(_ name: StaticString, _ value: String) {
        fields.reserveCapacity(fields.count + name.utf8CodeUnitCount + value.utf8.count + 4)
        name.withUTF8Buffer { fields.append(contentsOf: $0) }
        fields.append(ByteClass.colon)
        fields.append(ByteClass.space)
        for byte in value.utf8 where byte != ByteClass.carriageReturn && byte != ByteClass.lineFeed && byte != 0 {
            fields.append(byte)
        }
        fields.append(ByteClass.carriageReturn)
        fields.append(ByteClass.lineFeed)
    }
}

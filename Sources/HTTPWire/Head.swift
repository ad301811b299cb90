/// The request line and the fields of one request, as offsets into the bytes they were read from.
struct Head: Sendable {
    /// How long the body is (RFC 9112, section 6).
    enum Framing: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    var method = Method.other
    var minorVersion: UInt8 = 1
    var keepsAlive = true
    var expectsContinue = false
    var framing = Framing.none
    /// Where the head starts; the field table counts from here.
    let start: Int
    var path: Range<Int>
    var query: Range<Int>?
    var fieldsStart: Int
    /// The first byte behind the blank line.
    var end: Int
    var fields = FieldTable()

    init(start: Int) {
        self.start = start
        path = start..<start
        fieldsStart = start
        end = start
    }
}

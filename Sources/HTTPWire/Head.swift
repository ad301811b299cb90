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
    let start: Int
    var path: Range<Int>
    var query: Range<Int>?
    /// The host of an absolute target, which wins over the Host field (RFC 9112, section 3.2.2).
    var authority: Range<Int>?
    /// Where the first field starts; what is told of the fields counts from here.
    var fieldsStart: Int
    /// The first byte behind the blank line.
    var end: Int
    var fields = HeadFields.none

    init(start: Int) {
        self.start = start
        path = start..<start
        fieldsStart = start
        end = start
    }
}

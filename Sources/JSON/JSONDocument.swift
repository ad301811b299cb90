/// A JSON text that was read once (JSON 文档): its bytes, and where each of its values lies in them.
///
/// Nothing is turned into Strings or numbers before it is asked for, so that a field that fails a rule still has its
/// place and every fault of a body can be reported at once.
package struct JSONDocument: Sendable {
    let storage: Storage

    /// Reads strict RFC 8259: valid UTF-8, no byte order mark, no name twice in an object, nothing behind the value.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes.span, limits)
        do {
            try parser.parse()
        } catch {
            throw JSONSyntaxError(error.fault, at: error.offset, in: bytes.span)
        }
        storage = Storage(bytes: bytes, tokens: parser.tokens)
    }

    /// The value that the text is.
    package var root: JSONValue { JSONValue(storage: storage, index: 0) }

    /// The bytes and the places, shared by all the values of a document.
    final class Storage: Sendable {
        let bytes: [UInt8]
        let tokens: [JSONToken]

        init(bytes: [UInt8], tokens: [JSONToken]) {
            self.bytes = bytes
            self.tokens = tokens
        }
    }
}

/// What a document may take up (JSON 上限), so that a hostile body cannot cost more than an honest one.
package struct JSONLimits: Sendable, Hashable {
    /// How many arrays and objects may lie inside each other.
    package var depth: Int
    /// How many members and elements there may be in the whole document.
    package var members: Int
    /// How long the text may be.
    package var bytes: Int

    package init(depth: Int = 32, members: Int = 10_000, bytes: Int = 16 << 20) {
        self.depth = depth
        self.members = members
        // Places are kept in 32 bits.
        self.bytes = min(bytes, Int(Int32.max))
    }

    /// Enough for any body of the API.
    package static let standard = JSONLimits()
}

/// The place of one value or member name.
///
/// Containers are followed by what they hold, names by their value.
struct JSONToken: Sendable {
    /// The range of the source, with the quotes of a string and the brackets of a container.
    var start: UInt32
    var end: UInt32
    /// The token that follows this value and everything in it.
    var next: UInt32
    var kind: JSONValue.Kind
    /// A string that holds an escape, or a number with a fraction or an exponent: it cannot be taken as it stands.
    var isComplex = false
    /// How many elements or members; enough for any document within 32 bits of bytes.
    var count: UInt32 = 0
}

/// A fault on its way to the caller, before its line and column are counted.
struct JSONFailure: Error {
    let fault: JSONFault
    let offset: Int

    init(_ fault: JSONFault, _ offset: Int) {
        self.fault = fault
        self.offset = offset
    }
}

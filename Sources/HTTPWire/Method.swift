/// What a client asks to be done with a resource (RFC 9110, section 9).
///
/// Method names are case-sensitive. Whatever this server has no use for (CONNECT, TRACE, extensions) is `other`, so
/// that the router can answer 405 or 501 in the one error shape.
package enum Method: UInt8, Sendable, CaseIterable {
    case get
    case head
    case post
    case put
    case patch
    case delete
    case options
    case other

    /// The name of the method as it stands on the request line.
    package var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .other: "OTHER"
        }
    }

    /// Whether it changes nothing (RFC 9110, section 9.2.1).
    package var isSafe: Bool { self == .get || self == .head || self == .options }

    /// The method whose name stands in the given bytes; `get` and `Get` are not GET.
    init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        let candidate: Method
        switch (range.count, bytes[range.lowerBound]) {
        case (3, UInt8(ascii: "G")): candidate = .get
        case (4, UInt8(ascii: "H")): candidate = .head
        case (4, UInt8(ascii: "P")): candidate = .post
        case (3, UInt8(ascii: "P")): candidate = .put
        case (5, UInt8(ascii: "P")): candidate = .patch
        case (6, UInt8(ascii: "D")): candidate = .delete
        case (7, UInt8(ascii: "O")): candidate = .options
        default: candidate = .other
        }
        self = candidate.token.isEqual(to: bytes, range) ? candidate : .other
    }

    private var token: StaticString {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .other: ""
        }
    }
}

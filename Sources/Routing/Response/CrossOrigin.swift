import HTTPWire

/// Which pages of other origins may read answers (跨源访问): none, unless the operator names them.
///
/// A token travels in a header that no browser adds by itself, so credentials are never allowed, and a page that was
/// let in can do nothing but what its own token may (Fetch standard, CORS protocol).
package struct CrossOrigin: Sendable {
    private let origins: [[UInt8]]
    private let allowsAll: Bool

    /// What the frame of an answer says about the origin that asked.
    enum Grant: Sendable {
        /// Nobody is let in, so the answer does not depend on it.
        case off
        case refused
        case granted(String)
    }

    package init(_ origins: [String]) {
        self.origins = origins.map { Array($0.utf8) }
        allowsAll = origins.contains("*")
    }

    /// Whether a text is an origin as browsers send it, or `*` for all.
    package static func isOrigin(_ text: String) -> Bool {
        if text == "*" { return true }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let authority = text.dropFirst(scheme.count)
        return !authority.isEmpty
            && authority.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["),
                    UInt8(ascii: "]"):
                    true
                default: false
                }
            }
    }

    @inline(__always)
    func grant(to request: Request) -> Grant { origins.isEmpty ? .off : looked(request) }

    private func looked(_ request: Request) -> Grant {
        guard let range = request.range(of: .origin), request.count(of: .origin) == 1 else { return .refused }
        if allowsAll { return .granted("*") }
        let origin = request.bytes[range]
        return origins.contains { origin.elementsEqual($0) } ? .granted(request.text(range)) : .refused
    }
}

extension Frame {
    /// What a page may read of an answer beside its body.
    static let exposed: StaticString = """
        Access-Control-Expose-Headers: ETag, Link, Location, Retry-After, RateLimit, X-Request-Id, Idempotency-Replayed\r\n
        """

    /// Answers the question that a browser asks before it sends what a form could not (preflight).
    func preflight(_ response: inout Response, _ request: Request, methods: String) {
        guard case .granted = origin, !request.values(named: "access-control-request-method").isEmpty else { return }
        response.add("Access-Control-Allow-Methods", methods)
        response.add(
            "Access-Control-Allow-Headers",
            """
            Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match, Prefer, \
            X-HTTP-Method-Override, X-Request-Id
            """
        )
        // Ten minutes: as long as Chromium keeps it at most without asking for more.
        response.add("Access-Control-Max-Age", "600")
    }
}

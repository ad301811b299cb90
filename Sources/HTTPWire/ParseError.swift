/// Why bytes are not a request that this server can read; it already knows its status.
///
/// Whatever could be read in two ways is refused and the connection closed: a proxy in front that reads it the other
/// way would let a second request be smuggled inside the first (RFC 9112, section 11.2).
package struct ParseError: Error, Sendable, Hashable {
    /// The status of the answer.
    package let status: Status
    /// The stable word for machines, in snake_case.
    package let code: String
    /// One English sentence for people.
    package let detail: String
    /// Whether a HEAD request is refused: its answer has no body either (RFC 9110, section 9.3.2).
    package internal(set) var answersHead = false
    /// After how many seconds it is worth to ask again; the engine sends it as Retry-After.
    package let retryAfter: Int?

    /// An error with its status, its word and its sentence.
    package init(_ status: Status, _ code: String, _ detail: String, retryAfter: Int? = nil) {
        self.retryAfter = retryAfter
        self.status = status
        self.code = code
        self.detail = detail
    }
}

extension ParseError {
    static func badRequestLine(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_request_line", detail)
    }

    static func badTarget(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_request_target", detail)
    }

    static func badField(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_header_field", detail)
    }

    static func badHost(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_host", detail)
    }

    static func badContentLength(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_content_length", detail)
    }

    static func badTransferEncoding(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_transfer_encoding", detail)
    }

    static func badChunk(_ detail: String) -> ParseError {
        ParseError(.badRequest, "bad_chunk", detail)
    }

    static var missingHost: ParseError {
        ParseError(.badRequest, "missing_host", "An HTTP/1.1 request needs a Host field.")
    }

    static var targetTooLong: ParseError {
        ParseError(.uriTooLong, "uri_too_long", "The request target is longer than this server accepts.")
    }

    static var headTooLarge: ParseError {
        ParseError(
            .headerFieldsTooLarge,
            "header_fields_too_large",
            "The header fields are larger or more numerous than this server accepts."
        )
    }

    static var bodyTooLarge: ParseError {
        ParseError(.contentTooLarge, "body_too_large", "The body is larger than this server accepts.")
    }

    static var versionNotSupported: ParseError {
        ParseError(.httpVersionNotSupported, "http_version_not_supported", "This server speaks HTTP/1.1 and HTTP/1.0.")
    }

    static var methodNotImplemented: ParseError {
        ParseError(.notImplemented, "method_not_implemented", "This server does not implement the method.")
    }

    static var unsupportedTransferCoding: ParseError {
        ParseError(
            .notImplemented,
            "unsupported_transfer_coding",
            "The only transfer coding that this server reads is chunked."
        )
    }

    static var expectationFailed: ParseError {
        ParseError(
            .expectationFailed,
            "expectation_failed",
            "The only expectation that this server meets is 100-continue."
        )
    }
}

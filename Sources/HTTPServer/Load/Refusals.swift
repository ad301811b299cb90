package import HTTPWire

/// Refusals that are not about the bytes of a request but about what the server can take on.
extension ParseError {
    /// The server holds as many connections as it may.
    package static var tooManyConnections: ParseError {
        ParseError(
            .serviceUnavailable,
            "too_many_connections",
            "The server holds as many connections as it can.",
            retryAfter: 5
        )
    }

    /// One address holds as many connections as it may.
    package static var tooManyConnectionsFromAddress: ParseError {
        ParseError(
            .tooManyRequests,
            "too_many_connections_from_address",
            "Your address holds as many connections as one address may.",
            retryAfter: 5
        )
    }

    /// As many requests are worked on as may be.
    package static var tooManyRequestsInFlight: ParseError {
        ParseError(
            .serviceUnavailable,
            "too_many_requests_in_flight",
            "The server works on as many requests as it can.",
            retryAfter: 1
        )
    }

    /// Work took longer than clients are kept waiting.
    package static var handlerTimeout: ParseError {
        ParseError(
            .serviceUnavailable,
            "handler_timeout",
            "The request took too long; it may still be carried out.",
            retryAfter: 10
        )
    }

    /// A request or its rest did not come in time (RFC 9110, section 15.5.9).
    package static var requestTimeout: ParseError {
        ParseError(.requestTimeout, "request_timeout", "The request did not arrive in time.")
    }

    /// An upload cannot be kept.
    static func uploadFailed(noSpace: Bool) -> ParseError {
        noSpace
            ? ParseError(.insufficientStorage, "no_space_for_upload", "There is no room left for the upload.")
            : ParseError(.internalServerError, "upload_failed", "The upload could not be stored.")
    }

    /// A client speaks plain HTTP where TLS is expected.
    package static var plainHTTPOnTLSPort: ParseError {
        ParseError(
            .badRequest,
            "plain_http_on_tls_port",
            "This port speaks TLS: use https:// instead of http://."
        )
    }
}

/// Asks other servers over HTTP (对外请求): one request, one answer, within a limit of time and size.
package protocol OutboundClient: Sendable {
    func send(_ request: OutboundRequest) async throws(OutboundError) -> OutboundAnswer
}

/// A request to another server (对外请求内容).
///
/// Its target and body may hold secrets, so it describes itself by its server alone.
package struct OutboundRequest: Sendable, CustomStringConvertible {
    package let address: WebAddress
    /// The path below that of the address, with its query.
    package let target: String
    /// JSON to post; without it the request is a GET.
    package let body: [UInt8]?
    /// Header fields beyond those that every request has.
    package let fields: [(name: String, value: String)]

    package init(
        _ address: WebAddress,
        target: String,
        body: [UInt8]? = nil,
        fields: [(name: String, value: String)] = []
    ) {
        self.address = address
        self.target = target
        self.body = body
        self.fields = fields
    }

    package var description: String { "request to \(address.host)" }
}

/// What another server answered (对外请求的应答).
package struct OutboundAnswer: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Why there is no answer (对外请求失败); it names neither the target nor anything that was sent.
package enum OutboundError: String, Error, Sendable, CaseIterable {
    /// No connection could be made, or it broke.
    case unreachable
    /// The certificate is not one that the system trusts for this name.
    case untrusted
    case timedOut = "timed_out"
    case tooLarge = "too_large"
    /// What came is no HTTP/1.1.
    case malformed
    /// Too many requests wait for their answers.
    case busy
}

import Domain
package import HTTPWire

/// What there is to say about a request that was answered (请求记录): never a value of its query or of its body.
package struct RequestRecord: Sendable {
    package let method: Method
    /// The endpoint's place in the table; below zero where none was found.
    package let route: Int
    package let status: UInt16
    package var bytes: Int
    /// When the request was handed over, in nanoseconds of the observer's clock.
    package let started: UInt64
    package let requestID: String
    package let accountID: Int64?
    /// The peer, or who a trusted proxy says it is.
    package let address: String?
}

/// Who is told of every answer: the access log and the counters of one loop.
package protocol RequestObserver: Sendable {
    /// Nanoseconds of a clock that never goes back.
    func now() -> UInt64

    /// Whether the address of the peer is told to anybody; making it costs.
    var wantsAddress: Bool { get }

    func answered(_ record: RequestRecord)
}

/// What is known of a request while it is on its way.
struct Visit: Sendable {
    let requestID: String
    var address: String?
    let started: UInt64
    var method = Method.other
    var route = -1
    var accountID: Int64?
    /// Whether it is not to be known afterwards who asked.
    var isNameless = false
    /// What the caller has left of the limit that the request was counted to.
    var rate: RateState?

    init(requestID: String, address: String?, started: UInt64) {
        self.requestID = requestID
        self.address = address
        self.started = started
    }

    func record(of response: Response) -> RequestRecord {
        RequestRecord(
            method: method,
            route: route,
            status: response.status.code,
            bytes: response.body.count,
            started: started,
            requestID: requestID,
            accountID: isNameless ? nil : accountID,
            address: isNameless ? nil : address
        )
    }
}

import HTTPWire

/// What a loop knows about one client; at rest no buffer and no task belongs to it.
struct Connection {
    /// What the connection is doing.
    enum Phase: UInt8 {
        /// The slot is empty.
        case free
        /// It takes requests.
        case reading
        /// A task works on its request; no further request is taken before the answer, so that answers stay in order.
        case working
        /// A long answer is produced as the socket drains.
        case streaming
        /// The last answer is out; what still arrives is thrown away (RFC 9112, section 9.6).
        case lingering
    }

    /// What the running deadline is about.
    enum Wait: UInt8 {
        case none
        case handshake
        case head
        case body
        case idle
        case work
        case write
        case linger
    }

    /// Why a connection is not served.
    enum Refusal: UInt8 {
        case none
        case serverIsFull
        case addressIsFull
    }

    /// What a long answer is made from.
    enum Production {
        case none
        case stream(any BodyStream)
        case file(FileTransfer)
    }

    var descriptor: Int32 = -1
    /// Told apart from earlier connections of the same slot by this number; events and answers of those are dropped.
    var generation: UInt32 = 0
    var interest = Interest.readable
    var phase = Phase.free
    var wait = Wait.none
    var version: UInt8 = 1
    var isHead = false
    var keepsAlive = true
    /// The last answer was written; the connection ends when it is sent.
    var isClosing = false
    /// The client will send no more; it still gets its answers.
    var peerClosed = false
    /// Nothing has been answered yet on this connection.
    var isFresh = true
    /// Received bytes were not looked at yet because an answer had to come first.
    var hasUnread = false
    /// It goes on at the next wake-up; served twice in one, it would be settled between its own two answers.
    var isRunnable = false
    /// How much was thrown away while lingering.
    var discarded = 0
    var decoder = RequestDecoder()
    /// Received bytes that make no request yet.
    var leftover: [UInt8] = []
    /// Answers that the socket did not take, the first one from `unsentOffset`.
    var unsent: [[UInt8]] = []
    var unsentOffset = 0
    var production = Production.none
    /// Its encrypted side, when it speaks TLS.
    var session: TLSSession?
    /// The file that the body of the request goes to.
    var upload: Upload?
    /// Where the client is.
    var source = NetworkAddress.unix
    /// It is counted among the connections of its address.
    var isCounted = false
    /// Why it was refused when it was accepted, if it was; it lives only to read that.
    var refusal = Refusal.none
    /// What works on its request, as long as that is waited for.
    var work: Work?

    /// Nothing of a first request has come yet.
    var isSilent: Bool { isFresh && leftover.isEmpty && !decoder.isReadingBody }

    /// It is not served.
    var isRefused: Bool { refusal != .none }

    /// The tag of its registration: where it is and which one it is.
    func tag(_ slot: Int) -> UInt64 {
        UInt64(generation) << 32 | UInt64(slot)
    }
}

extension Connection.Phase {
    /// Where connections in this phase are counted; those that read are the rest.
    var counter: LoopCounter? {
        switch self {
        case .free, .reading: nil
        case .working: .working
        case .streaming: .streaming
        case .lingering: .lingering
        }
    }
}

extension Connection.Refusal {
    /// What the client is told.
    var error: ParseError? {
        switch self {
        case .none: nil
        case .serverIsFull: .tooManyConnections
        case .addressIsFull: .tooManyConnectionsFromAddress
        }
    }
}

import HTTPWire

extension Connection {
    /// What follows for a connection after it was served and its answers were sent as far as the socket took them.
    enum Next: Equatable {
        /// It is gone, or only waits for the client to go.
        case nothing
        /// The socket has to take what it owes first; nothing more is read meanwhile, which slows the client.
        case waitToWrite
        /// A task works out its answer.
        case waitForWork
        /// The kernel copies a file to it.
        case sendFile
        /// It can go on without news from the socket: at the next wake-up, so that others get their turn.
        case goOn
        /// The first request of a new connection has yet to come; its deadline runs since the beginning.
        case readFirst
        /// A head has begun.
        case readHead
        /// A body has begun.
        case readBody
        /// Nothing is owed on either side.
        case rest
        /// The last answer is out, but the client may still be sending (RFC 9112, section 9.6).
        case linger
        /// Nobody has anything more to say.
        case close
    }

    /// Decides what follows, from the state alone: no socket, no clock.
    @inline(__always)
    func next(isStopping: Bool) -> Next {
        switch phase {
        case .free, .lingering: return .nothing
        case .reading, .working, .streaming: break
        }
        guard unsent.isEmpty else { return .waitToWrite }
        switch phase {
        case .working: return .waitForWork
        case .streaming:
            // What is encrypted here has to pass through memory, piece by piece.
            if case .file = production, session == nil { return .sendFile }
            return .goOn
        case .reading, .free, .lingering: break
        }
        if isClosing { return peerClosed ? .close : .linger }
        // A client that ended its side is owed the answers to all that it sent before.
        if hasUnread || hasPending { return .goOn }
        if peerClosed { return .close }
        if decoder.isReadingBody { return .readBody }
        if !leftover.isEmpty { return .readHead }
        if isFresh { return .readFirst }
        return isStopping ? .close : .rest
    }

    /// The same, asked in place: of an element of an array Swift 6.3 would copy the whole connection first.
    @inline(__always)
    mutating func nextInPlace(isStopping: Bool) -> Next { next(isStopping: isStopping) }

    /// Whether decrypted bytes wait that no event will tell of.
    @inline(__always)
    var hasPending: Bool {
        guard let session else { return false }
        return session.hasPending
    }
}

import CLinux
import Glibc
import HTTPWire
import Synchronization

/// A connection that was accepted and goes to one of the loops.
struct Accepted: Sendable {
    let descriptor: Int32
    let source: NetworkAddress
    /// It is counted among the connections of its address.
    let isCounted: Bool
    let isTLS: Bool

    /// Ends a connection that no loop took.
    func close(_ load: ServerLoad) {
        _ = Glibc.close(descriptor)
        if isCounted { load.leave(source) }
    }
}

extension Loop {
    /// How many refused connections are kept until they have read why; beyond that they are closed without a word, so
    /// that a flood of them costs neither descriptors nor memory.
    static let keptRefusals = 128

    /// How many refused connections may hold the loop up with a handshake, which costs a hundred times the answer.
    static let keptHandshakes = 8

    /// Takes new connections of one listener, a few at a time so that the loops share a burst.
    mutating func accept(from index: Int, atMost limit: Int = 16) {
        guard index < listeners.count else { return }
        for _ in 0..<limit {
            let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let listener = listeners[index].descriptor
            let outcome = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    SystemCall.transfer(1) { _ in Int(accept4(listener, address, &length, flags)) }
                }
            }
            switch outcome {
            case .done(let descriptor):
                admit(Int32(descriptor), NetworkAddress(storage), isTLS: listeners[index].address.isTLS)
            case .failed(ECONNABORTED), .failed(EPROTO): continue
            case .wouldBlock: return
            case .failed:
                // No descriptors or no memory: the listener stays ready, and asking again at once would spin. Waiting
                // in the queue is kinder to the client than a reset.
                pauseListening()
                return
            }
        }
    }

    /// Gives a connection to a loop, or tells it why there is no room.
    private mutating func admit(_ descriptor: Int32, _ source: NetworkAddress, isTLS: Bool) {
        let uncounted = Accepted(descriptor: descriptor, source: source, isCounted: false, isTLS: isTLS)
        tally[.accepted] += 1
        guard total() < settings.maximumConnections else {
            turnAway(uncounted, .serverIsFull)
            return
        }
        let isExempt =
            settings.exemptsLocalClients && (source.isLoopback || source == .unix || trust.contains(source))
        guard isExempt || load.enter(source, limit: settings.maximumConnectionsPerAddress) else {
            turnAway(uncounted, .addressIsFull)
            return
        }
        place(Accepted(descriptor: descriptor, source: source, isCounted: !isExempt, isTLS: isTLS))
    }

    /// The connections of all loops.
    private func total() -> Int {
        var total = 0
        for peer in peers {
            total += peer.load.load(ordering: .relaxed)
        }
        return total
    }

    /// Answers a connection that is not served, before it has asked anything, or once it can be told in secret.
    private mutating func turnAway(_ connection: Accepted, _ refusal: Connection.Refusal) {
        guard refusedCount < (connection.isTLS ? Self.keptHandshakes : Self.keptRefusals) else {
            if let error = refusal.error { load.noteRefusal(error.code) }
            connection.close(load)
            return
        }
        guard let slot = register(connection, refusal), !connection.isTLS else { return }
        tellRefusal(slot)
    }

    /// Says why the connection is not served, and ends it.
    mutating func tellRefusal(_ slot: Int) {
        guard let error = connections[slot].refusal.error else { return }
        answerAlone(slot) { loop in loop.refuse(slot, error) }
    }

    /// The kernel wakes the same loop again and again, so connections are evened out here: a few more or less cost
    /// nothing, a core that stands still beside a busy one does.
    private mutating func place(_ connection: Accepted) {
        var target = executor
        var least = liveCount
        if !isStopping {
            for peer in peers where peer !== executor {
                let load = peer.load.load(ordering: .relaxed)
                if load + max(4, load / 8) < least {
                    least = load
                    target = peer
                }
            }
        }
        if target === executor || !target.adopt(connection) { _ = register(connection) }
    }

    /// Starts to watch a new connection; nil when the kernel does not let it.
    mutating func register(_ connection: Accepted, _ refusal: Connection.Refusal = .none) -> Int? {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = connections.count
            connections.append(Connection())
        }
        connections[slot].descriptor = connection.descriptor
        connections[slot].source = connection.source
        connections[slot].isCounted = connection.isCounted
        connections[slot].refusal = refusal
        connections[slot].phase = .reading
        // Until the first request is complete, however it arrives.
        connections[slot].wait = .head
        if connections[slot].isRefused { refusedCount += 1 } else { liveCount += 1 }
        executor.load.store(liveCount, ordering: .relaxed)
        guard
            poller.add(connection.descriptor, .readable, tag: connections[slot].tag(slot)),
            !connection.isTLS || encrypt(slot)
        else {
            close(slot)
            return nil
        }
        let usual = connection.isTLS ? settings.tls?.handshakeTimeout : nil
        let patience = isStopping ? Self.stopPatience : usual ?? settings.headerTimeout
        wheel.set(slot, milliseconds: now + patience.wholeMilliseconds)
        return slot
    }

    /// Stops asking for new connections until one ends or a moment has passed.
    private mutating func pauseListening() {
        guard isListening else { return }
        isListening = false
        listensAgainAt = now + 100
        for listener in listeners {
            poller.remove(listener.descriptor)
        }
    }

    mutating func resumeListening() {
        listensAgainAt = nil
        guard !isListening, !isStopping else { return }
        isListening = true
        for (index, listener) in listeners.enumerated() {
            let tag = UInt64(index) << 32 | UInt64(Self.noSlot)
            _ = poller.add(listener.descriptor, [.readable, .exclusive], tag: tag)
        }
    }

    mutating func stopListening() {
        listensAgainAt = nil
        guard isListening else { return }
        isListening = false
        for listener in listeners {
            poller.remove(listener.descriptor)
        }
    }
}

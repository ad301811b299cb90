import Glibc
import HTTPWire
import Synchronization

extension Loop {
    /// Lets a connection wait for what follows, after it was served and its answers were sent as far as possible.
    @inline(__always)
    mutating func settle(_ slot: Int) {
        switch connections[slot].nextInPlace(isStopping: isStopping) {
        case .nothing:
            return
        case .waitToWrite:
            setInterest(slot, .writable)
            wait(slot, for: .write, settings.writeTimeout)
        case .waitForWork:
            // No further byte is asked for before one comes: most clients wait for their answer, and that costs no
            // call.
            wait(slot, for: .work, settings.handlerTimeout)
            if connections[slot].interest == .writable { setInterest(slot, .readable) }
        case .sendFile:
            if case .file(let transfer) = connections[slot].production { sendFile(transfer, slot) }
        case .goOn:
            resume(slot)
        case .readFirst:
            setInterest(slot, .readable)
        case .readHead:
            setInterest(slot, .readable)
            wait(slot, for: .head, settings.headerTimeout)
        case .readBody:
            setInterest(slot, .readable)
            wait(slot, for: .body, settings.bodyTimeout)
        case .rest:
            setInterest(slot, .readable)
            setWait(slot, .idle)
            wheel.set(slot, milliseconds: now + idleMilliseconds)
        case .linger:
            linger(slot)
        case .close:
            close(slot)
        }
    }

    /// Goes on with a connection at the next wake-up, so that one busy client does not keep the others waiting.
    mutating func resume(_ slot: Int) {
        setWait(slot, .none)
        guard !connections[slot].isRunnable else { return }
        connections[slot].isRunnable = true
        runnable.append(Arrival(slot: slot, generation: connections[slot].generation, end: 0))
    }

    /// Starts a deadline unless this very wait already has one: bytes that drip in do not buy time.
    mutating func wait(_ slot: Int, for wait: Connection.Wait, _ timeout: Duration) {
        guard connections[slot].wait != wait else { return }
        setWait(slot, wait)
        wheel.set(slot, milliseconds: now + timeout.wholeMilliseconds)
    }

    /// Notes what the deadline of a connection is about, and counts those that rest.
    @inline(__always)
    mutating func setWait(_ slot: Int, _ wait: Connection.Wait) {
        if connections[slot].wait == .idle { tally[.idle] -= 1 }
        if wait == .idle { tally[.idle] += 1 }
        connections[slot].wait = wait
    }

    /// Moves a connection on, and counts what the connections do.
    mutating func setPhase(_ slot: Int, _ phase: Connection.Phase) {
        if let counter = connections[slot].phase.counter { tally[counter] -= 1 }
        if let counter = phase.counter { tally[counter] += 1 }
        connections[slot].phase = phase
    }

    mutating func setInterest(_ slot: Int, _ interest: Interest) {
        guard connections[slot].interest != interest else { return }
        connections[slot].interest = interest
        poller.change(connections[slot].descriptor, interest, tag: connections[slot].tag(slot))
    }

    /// Ends the sending side and waits a little for the client to end its own: closing at once while bytes arrive would
    /// reset the connection and could take the answer away from the client (RFC 9112, section 9.6).
    private mutating func linger(_ slot: Int) {
        connections[slot].session?.close()
        _ = shutdown(connections[slot].descriptor, Int32(SHUT_WR))
        setPhase(slot, .lingering)
        connections[slot].leftover = []
        setInterest(slot, .readable)
        // A few round trips of a bad mobile network; a stopping server and refused connections have less time.
        let isBrief = isStopping || connections[slot].isRefused
        wait(slot, for: .linger, isBrief ? Self.stopPatience : .seconds(5))
    }

    mutating func close(_ slot: Int) {
        guard connections[slot].phase != .free else { return }
        // In the middle of an answer there is nothing to say: the client shall see that it was cut.
        if connections[slot].unsent.isEmpty { connections[slot].session?.close() }
        _ = Glibc.close(connections[slot].descriptor)
        setWait(slot, .none)
        setPhase(slot, .free)
        if connections[slot].isCounted { load.leave(connections[slot].source) }
        if connections[slot].isRefused { refusedCount -= 1 } else { liveCount -= 1 }
        let generation = connections[slot].generation &+ 1
        connections[slot] = Connection()
        connections[slot].generation = generation
        wheel.remove(slot)
        freeSlots.append(slot)
        executor.load.store(liveCount, ordering: .relaxed)
        if listensAgainAt != nil { resumeListening() }
    }
}

extension Duration {
    /// The duration in milliseconds, rounded down; negative ones are none.
    var wholeMilliseconds: UInt64 {
        let parts = components
        return UInt64(clamping: parts.seconds) * 1_000 + UInt64(clamping: parts.attoseconds / 1_000_000_000_000_000)
    }
}

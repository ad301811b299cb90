import Glibc
import HTTPWire
import Synchronization

extension Loop {
    /// Decides what a connection waits for, after it was served and its answers were sent as far as possible.
    @inline(__always)
    mutating func settle(_ slot: Int) {
        switch connections[slot].phase {
        case .free, .lingering:
            return
        case .reading, .working, .streaming:
            break
        }
        guard connections[slot].unsent.isEmpty else {
            setInterest(slot, .writable)
            wait(slot, for: .write, settings.writeTimeout)
            return
        }
        switch connections[slot].phase {
        case .reading where !connections[slot].isClosing:
            settleReading(slot)
        case .working:
            // Work has no deadline here; a request that hangs is the handler's to end. No further byte is asked for
            // before one comes: most clients wait for their answer, and that costs no call.
            connections[slot].wait = .none
            if connections[slot].interest == .writable { setInterest(slot, .readable) }
        case .streaming:
            resume(slot)
        default:
            if connections[slot].peerClosed { close(slot) } else { linger(slot) }
        }
    }

    @inline(__always)
    private mutating func settleReading(_ slot: Int) {
        if connections[slot].hasUnread {
            resume(slot)
            return
        }
        if connections[slot].peerClosed {
            close(slot)
            return
        }
        connections[slot].isFresh = connections[slot].isFresh && connections[slot].wait != .none
        setInterest(slot, .readable)
        if connections[slot].decoder.isReadingBody {
            wait(slot, for: .body, settings.bodyTimeout)
        } else if !connections[slot].leftover.isEmpty {
            wait(slot, for: .head, settings.headerTimeout)
        } else if !connections[slot].isFresh {
            if isStopping {
                close(slot)
            } else {
                connections[slot].wait = .idle
                wheel.set(slot, milliseconds: now + idleMilliseconds)
            }
        }
    }

    /// Goes on with a connection at the next wake-up, so that one busy client does not keep the others waiting.
    private mutating func resume(_ slot: Int) {
        connections[slot].wait = .none
        runnable.append(Arrival(slot: slot, generation: connections[slot].generation, end: 0))
    }

    /// Starts a deadline unless this very wait already has one: bytes that drip in do not buy time.
    private mutating func wait(_ slot: Int, for wait: Connection.Wait, _ timeout: Duration) {
        guard connections[slot].wait != wait else { return }
        connections[slot].wait = wait
        wheel.set(slot, milliseconds: now + timeout.wholeMilliseconds)
    }

    mutating func setInterest(_ slot: Int, _ interest: Interest) {
        guard connections[slot].interest != interest else { return }
        connections[slot].interest = interest
        poller.change(connections[slot].descriptor, interest, tag: connections[slot].tag(slot))
    }

    /// Ends the sending side and waits a little for the client to end its own: closing at once while bytes arrive would
    /// reset the connection and could take the answer away from the client (RFC 9112, section 9.6).
    private mutating func linger(_ slot: Int) {
        _ = shutdown(connections[slot].descriptor, Int32(SHUT_WR))
        connections[slot].phase = .lingering
        connections[slot].leftover = []
        setInterest(slot, .readable)
        // A few round trips of a bad mobile network; a stopping server has less time.
        wait(slot, for: .linger, isStopping ? Self.stopPatience : .seconds(5))
    }

    mutating func close(_ slot: Int) {
        guard connections[slot].phase != .free else { return }
        _ = Glibc.close(connections[slot].descriptor)
        let generation = connections[slot].generation &+ 1
        connections[slot] = Connection()
        connections[slot].generation = generation
        wheel.remove(slot)
        freeSlots.append(slot)
        liveCount -= 1
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

import Glibc

extension Loop {
    /// Sleeps until something is ready, then takes the bytes of every ready socket, so that all answers of this wake-up
    /// are worked out after the last byte was received.
    mutating func sleepAndReceive() {
        let count = poller.wait(milliseconds: sleepTime())
        executor.wokeUp()
        now = clock()
        for index in 0..<count {
            let (tag, ready) = poller.event(index)
            let slot = UInt32(truncatingIfNeeded: tag)
            if slot != Self.noSlot {
                react(Int(slot), UInt32(truncatingIfNeeded: tag >> 32), ready)
            } else if tag == Self.wakeUpTag {
                executor.acknowledgeWakeUp()
            } else {
                accept(from: Int(tag >> 32))
            }
        }
    }

    private func sleepTime() -> Int32 {
        guard runnable.isEmpty, executor.prepareToSleep() else { return 0 }
        var next = wheel.nextWakeUp ?? .max
        if let listensAgainAt { next = min(next, listensAgainAt) }
        if isStopping { next = min(next, stopDeadline) }
        guard next < .max else { return -1 }
        // A millisecond more than needed: waking before the deadline would only mean sleeping again.
        return next > now ? Int32(clamping: next - now + 1) : 0
    }

    @inline(__always)
    private mutating func react(_ slot: Int, _ generation: UInt32, _ ready: Interest) {
        guard isCurrent(slot, generation) else { return }
        switch connections[slot].phase {
        case .reading where (connections[slot].hasUnread || hasPending(slot)) && connections[slot].unsent.isEmpty:
            // It is runnable: what it sent before is served in this wake-up, and the socket reports again.
            return
        case .reading where connections[slot].unsent.isEmpty:
            _ = receive(slot)
        case .lingering:
            discard(slot)
        default:
            if !ready.isDisjoint(with: .dead) {
                close(slot)
            } else if ready.contains(.writable) {
                flush(slot)
                settle(slot)
            } else {
                // The answer comes first. What the client sends meanwhile waits in the kernel, which slows the client.
                setInterest(slot, [])
            }
        }
    }

    /// Takes what the socket has, once; false when that was nothing.
    mutating func receive(_ slot: Int) -> Bool {
        if let session = connections[slot].session { return receiveEncrypted(slot, session) }
        let (index, kept) = prepareBuffer(slot)
        let descriptor = connections[slot].descriptor
        let outcome = buffers[index].withUnsafeMutableBytes { buffer in
            SystemCall.transfer(buffer.count - kept) { count in
                recv(descriptor, buffer.baseAddress.map { $0 + kept }, count, 0)
            }
        }
        switch outcome {
        case .done(let count):
            noteArrival(slot, kept, count)
            return true
        case .wouldBlock:
            return false
        case .failed:
            close(slot)
            return true
        }
    }

    /// Makes the next buffer ready, with what the connection kept at its start.
    @inline(__always)
    mutating func prepareBuffer(_ slot: Int) -> (index: Int, kept: Int) {
        let index = arrivals.count
        if index == buffers.count {
            buffers.append([UInt8](repeating: 0, count: bufferSize))
        } else if buffers[index].isEmpty {
            buffers[index] = [UInt8](repeating: 0, count: bufferSize)
        }
        let kept = connections[slot].leftover.count
        if kept > 0 {
            buffers[index].replaceSubrange(0..<kept, with: connections[slot].leftover)
        }
        return (index, kept)
    }

    /// Notes that a buffer holds bytes of a connection; no new ones are the end of what the client sends.
    @inline(__always)
    mutating func noteArrival(_ slot: Int, _ kept: Int, _ count: Int) {
        if count == 0 { connections[slot].peerClosed = true }
        tally[.bytesIn] += count
        arrivals.append(Arrival(slot: slot, generation: connections[slot].generation, end: kept + count))
    }

    /// Throws away what a client sends after its last answer, within bounds, so that the answer is not lost to a reset
    /// (RFC 9112, section 9.6).
    private mutating func discard(_ slot: Int) {
        let descriptor = connections[slot].descriptor
        let outcome = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            SystemCall.transfer(buffer.count) { recv(descriptor, buffer.baseAddress, $0, 0) }
        }
        switch outcome {
        case .done(let count) where count > 0:
            connections[slot].discarded += count
            // Whoever still sends after this much does not listen.
            if connections[slot].discarded > 16 * 1_024 * 1_024 { close(slot) }
        case .wouldBlock:
            return
        case .done, .failed:
            close(slot)
        }
    }
}

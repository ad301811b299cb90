import Glibc
import HTTPWire

extension Loop {
    /// How long a stopping server waits for clients that owe it nothing.
    ///
    /// They are those that were just accepted and silent so far, whose first request follows within a round trip while a browser that
    /// connects in advance may never send any, and those that have their last answer.
    static var stopPatience: Duration { .milliseconds(500) }

    /// Begins to finish: what waits in the listen queue is still accepted, what rests is closed, the rest is answered.
    mutating func beginStop() {
        acceptAll()
        stopListening()
        isStopping = true
        if group.leave() {
            acceptAll()
            group.close()
        }
        stopDeadline = now + settings.graceTimeout.wholeMilliseconds
        let patience = now + min(Self.stopPatience, settings.headerTimeout).wholeMilliseconds
        for slot in connections.indices {
            if connections[slot].phase == .lingering { wheel.set(slot, milliseconds: patience) }
            guard connections[slot].phase == .reading else { continue }
            guard connections[slot].unsent.isEmpty, !connections[slot].hasUnread, !hasPending(slot) else { continue }
            // A request may have arrived that no event told of yet; it is answered.
            guard !receive(slot) else { continue }
            if connections[slot].isSilent {
                wheel.set(slot, milliseconds: patience)
            } else if connections[slot].wait == .idle {
                close(slot)
            }
        }
    }

    private mutating func acceptAll() {
        for index in listeners.indices {
            accept(from: index, atMost: .max)
        }
    }

    /// Ends what took too long.
    mutating func expire() {
        let wokeUp = now
        now = clock()
        // The clock is read here anyway; its few milliseconds of grain are what a person would begin to notice.
        tally[.lastLag] = Int(now - wokeUp)
        tally[.longestLag] = max(tally[.longestLag], tally[.lastLag])
        while let slot = wheel.nextExpired(at: now) {
            switch connections[slot].wait {
            case .none:
                continue
            case .handshake:
                tally[.handshakeTimeouts] += 1
                tally[.failedHandshakes] += 1
                close(slot)
            case .head:
                tally[.headTimeouts] += 1
                timeOut(slot)
            case .body:
                tally[.bodyTimeouts] += 1
                timeOut(slot)
            case .work:
                tally[.handlerTimeouts] += 1
                abandon(slot)
            case .idle:
                tally[.idleTimeouts] += 1
                close(slot)
            case .write:
                tally[.writeTimeouts] += 1
                close(slot)
            case .linger:
                close(slot)
            }
        }
        if let listensAgainAt, listensAgainAt <= now { resumeListening() }
        if !outgoing.isEmpty { endReadsAndSend() }
    }

    /// Tells a client that began a request and did not finish it (RFC 9110, section 15.5.9).
    private mutating func timeOut(_ slot: Int) {
        guard connections[slot].decoder.isReadingBody || !connections[slot].leftover.isEmpty else {
            close(slot)
            return
        }
        answerAlone(slot) { loop in loop.refuse(slot, .requestTimeout) }
    }

    /// Gives up waiting for a task; its late answer finds a connection that no longer works and is dropped.
    private mutating func abandon(_ slot: Int) {
        guard connections[slot].phase == .working, let work = connections[slot].work else { return }
        setPhase(slot, .reading)
        connections[slot].work = nil
        answerAlone(slot) { loop in loop.refuse(slot, work, .handlerTimeout, closes: true) }
    }

    /// Answers a connection outside the turn of its requests; it goes out with the next batch.
    mutating func answerAlone(_ slot: Int, _ write: (inout Loop) -> Void) {
        date.set(time(nil))
        let start = output.count
        let firstBody = bodies.count
        write(&self)
        outgoing.append(Outgoing(slot: slot, range: start..<output.count, bodies: firstBody..<bodies.count))
    }

    /// Closes everything that is left and takes no more work.
    mutating func end() {
        for slot in connections.indices {
            close(slot)
        }
        publish()
        let rest = executor.closeInbox()
        for connection in rest.connections {
            connection.close(load)
        }
        for job in rest.jobs {
            // Closed: the job moves on to the global pool.
            executor.enqueue(ExecutorJob(job))
        }
    }
}

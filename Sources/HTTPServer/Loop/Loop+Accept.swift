import CLinux
import Glibc
import Synchronization

extension Loop {
    /// Takes new connections of one listener, a few at a time so that the loops share a burst.
    mutating func accept(from index: Int, atMost limit: Int = 16) {
        guard index < listeners.count else { return }
        for _ in 0..<limit {
            guard liveCount < maximumConnections else {
                pauseListening()
                return
            }
            let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let descriptor = accept4(listeners[index].descriptor, nil, nil, flags)
            if descriptor >= 0 {
                place(descriptor)
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EAGAIN: return
            default:
                // No descriptors or no memory: the listener stays ready, and asking again at once would spin. Waiting
                // in the queue is kinder to the client than a reset.
                pauseListening()
                return
            }
        }
    }

    /// The kernel wakes the same loop again and again, so connections are evened out here: a few more or less cost
    /// nothing, a core that stands still beside a busy one does.
    private mutating func place(_ descriptor: Int32) {
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
        if target === executor || !target.adopt(descriptor) { register(descriptor) }
    }

    /// Starts to watch a new connection.
    mutating func register(_ descriptor: Int32) {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = connections.count
            connections.append(Connection())
        }
        connections[slot].descriptor = descriptor
        connections[slot].phase = .reading
        // Until the first request is complete, however it arrives.
        connections[slot].wait = .head
        liveCount += 1
        executor.load.store(liveCount, ordering: .relaxed)
        guard poller.add(descriptor, .readable, tag: connections[slot].tag(slot)) else {
            close(slot)
            return
        }
        let patience = isStopping ? Self.stopPatience : settings.headerTimeout
        wheel.set(slot, milliseconds: now + patience.wholeMilliseconds)
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

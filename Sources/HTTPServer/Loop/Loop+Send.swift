import CLinux
import Glibc

extension Loop {
    /// Sends what this wake-up wrote: one call for a connection with ordinary answers.
    mutating func send() {
        var index = 0
        while index < outgoing.count {
            let item = outgoing[index]
            if item.bodies.isEmpty {
                sendPlain(item)
            } else {
                sendGathered(item)
            }
            settle(item.slot)
            index += 1
        }
        outgoing.removeAll(keepingCapacity: true)
        if !bodies.isEmpty { bodies.removeAll(keepingCapacity: true) }
        output.clear()
    }

    @inline(__always)
    private mutating func sendPlain(_ item: Outgoing) {
        guard connections[item.slot].unsent.isEmpty else {
            keep(item.slot, Array(output.bytes(item.range)))
            return
        }
        let bytes = output.bytes(item.range)
        switch transmit(item.slot, bytes, flags: 0) {
        case .done(let count):
            tally[.bytesOut] += count
            if count < bytes.count { keep(item.slot, Array(bytes[count...])) }
        case .wouldBlock: keep(item.slot, Array(bytes))
        case .failed: close(item.slot)
        }
    }

    /// Sends written bytes and large bodies in turn, each pair in one call without copying the body.
    private mutating func sendGathered(_ item: Outgoing) {
        var position = item.range.lowerBound
        for index in item.bodies {
            let body = bodies[index]
            sendPair(item.slot, position..<body.position, body.bytes)
            guard connections[item.slot].phase != .free else { return }
            position = body.position
        }
        guard position < item.range.upperBound else { return }
        sendPlain(Outgoing(slot: item.slot, range: position..<item.range.upperBound, bodies: 0..<0))
    }

    private mutating func sendPair(_ slot: Int, _ range: Range<Int>, _ body: [UInt8]) {
        guard connections[slot].unsent.isEmpty else {
            keep(slot, Array(output.bytes(range)))
            keep(slot, body)
            return
        }
        guard connections[slot].session == nil else {
            sendEncrypted(slot, range, body)
            return
        }
        let descriptor = connections[slot].descriptor
        let head = output.bytes(range)
        let outcome = body.withUnsafeBytes { body in
            withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
                SystemCall.transfer(head.count + body.count) { count in
                    let first = min(head.count, count)
                    // The kernel only reads through these pointers; the field is mutable because recvmsg shares the
                    // type.
                    parts[0] = iovec(iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: first)
                    parts[1] = iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress),
                        iov_len: count - first
                    )
                    var message = msghdr()
                    message.msg_iov = parts.baseAddress
                    message.msg_iovlen = 2
                    return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
                }
            }
        }
        if case .done(let count) = outcome { tally[.bytesOut] += count }
        switch outcome {
        case .done(let count) where count == head.count + body.count: return
        case .done(let count) where count >= head.count: keep(slot, body, from: count - head.count)
        case .done(let count):
            keep(slot, Array(head[count...]))
            keep(slot, body)
        case .wouldBlock:
            keep(slot, Array(head))
            keep(slot, body)
        case .failed: close(slot)
        }
    }

    private mutating func sendEncrypted(_ slot: Int, _ range: Range<Int>, _ body: [UInt8]) {
        sendPlain(Outgoing(slot: slot, range: range, bodies: 0..<0))
        guard connections[slot].phase != .free else { return }
        guard connections[slot].unsent.isEmpty else {
            keep(slot, body)
            return
        }
        switch body.withUnsafeBytes({ transmit(slot, $0, flags: 0) }) {
        case .done(let count):
            tally[.bytesOut] += count
            keep(slot, body, from: count)
        case .wouldBlock: keep(slot, body)
        case .failed: close(slot)
        }
    }

    /// Sends what an earlier wake-up had to keep, as far as the socket takes it.
    mutating func flush(_ slot: Int) {
        while let bytes = connections[slot].unsent.first {
            let offset = connections[slot].unsentOffset
            let isLast = connections[slot].unsent.count == 1
            let outcome = bytes.withUnsafeBytes { buffer in
                transmit(
                    slot,
                    UnsafeRawBufferPointer(rebasing: buffer[offset...]),
                    // More follows at once: without the flag each piece would become a packet of its own.
                    flags: isLast ? 0 : Int32(MSG_MORE)
                )
            }
            switch outcome {
            case .done(let count):
                // The client takes its answer: its patience is measured anew.
                setWait(slot, .none)
                tally[.bytesOut] += count
                guard offset + count == bytes.count else {
                    connections[slot].unsentOffset = offset + count
                    return
                }
                connections[slot].unsent.removeFirst()
                connections[slot].unsentOffset = 0
            case .wouldBlock:
                return
            case .failed:
                close(slot)
                return
            }
        }
    }

    /// Sends of a file what the socket takes.
    mutating func sendFile(_ transfer: FileTransfer, _ slot: Int) {
        let (outcome, sent) = transfer.send(to: connections[slot].descriptor, budget: Self.highWater)
        tally[.bytesOut] += sent
        if sent > 0 { setWait(slot, .none) }
        switch outcome {
        case .finished:
            endProduction(slot)
            settle(slot)
        case .blocked:
            setInterest(slot, .writable)
            wait(slot, for: .write, settings.writeTimeout)
        case .paused:
            resume(slot)
        case .failed:
            close(slot)
        }
    }

    private mutating func keep(_ slot: Int, _ bytes: [UInt8], from offset: Int = 0) {
        guard offset < bytes.count else { return }
        if connections[slot].unsent.isEmpty { connections[slot].unsentOffset = offset }
        connections[slot].unsent.append(bytes)
    }

    // MSG_NOSIGNAL: a client that went away is an error code here, not a signal that ends the process.
    @inline(__always)
    private func transmit(
        _ slot: Int,
        _ bytes: UnsafeRawBufferPointer,
        flags: Int32
    ) -> SystemCall.Outcome {
        if let session = connections[slot].session { return session.write(bytes) }
        let descriptor = connections[slot].descriptor
        return SystemCall.transfer(bytes.count) { count in
            Glibc.send(descriptor, bytes.baseAddress, count, flags | Int32(MSG_NOSIGNAL))
        }
    }
}

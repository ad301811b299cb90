import Glibc
import HTTPWire

extension Loop {
    /// Whether decrypted bytes of a connection wait that no event will tell of.
    @inline(__always)
    func hasPending(_ slot: Int) -> Bool {
        connections[slot].hasPending
    }

    /// Gives an accepted connection its encrypted side; false when that cannot be had.
    mutating func encrypt(_ slot: Int) -> Bool {
        guard let context = tls?.current else { return false }
        guard let session = TLSSession(context, descriptor: connections[slot].descriptor) else { return false }
        connections[slot].session = session
        connections[slot].wait = .handshake
        return true
    }

    /// Goes on with the handshake, or takes what was decrypted; false when that was nothing.
    mutating func receiveEncrypted(_ slot: Int, _ session: TLSSession) -> Bool {
        if !session.isEstablished {
            guard let goesOn = isTLS(slot, session) else { return false }
            guard goesOn else { return true }
            switch session.shakeHands() {
            case .finished:
                tally[.handshakes] += 1
                if session.isResumed { tally[.resumedHandshakes] += 1 }
                setInterest(slot, .readable)
                guard !connections[slot].isRefused else {
                    tellRefusal(slot)
                    return true
                }
                // From here on it is a connection like any other, whose first request has yet to come.
                wait(slot, for: .head, isStopping ? Self.stopPatience : settings.headerTimeout)
            case .wantsRead:
                setInterest(slot, .readable)
                return false
            case .wantsWrite:
                setInterest(slot, .writable)
                return false
            case .failed:
                tally[.failedHandshakes] += 1
                close(slot)
                return true
            }
        }
        let (index, kept) = prepareBuffer(slot)
        let reading = buffers[index].withUnsafeMutableBytes { buffer in
            session.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
        }
        switch reading {
        case .done(let count):
            noteArrival(slot, kept, count)
            return true
        case .wouldBlock:
            return false
        case .wantsWrite:
            setInterest(slot, [.readable, .writable])
            return false
        case .failed:
            close(slot)
            return true
        }
    }

    /// Looks at the first byte: a handshake record starts with 22, a request line with a letter.
    ///
    /// Nil when nothing came yet. Somebody who typed http:// before a TLS port gets an answer that can be read instead of a broken connection.
    private mutating func isTLS(_ slot: Int, _ session: TLSSession) -> Bool? {
        guard !session.isRecognized else { return true }
        var first: UInt8 = 0
        let descriptor = connections[slot].descriptor
        switch SystemCall.transfer(1, { recv(descriptor, &first, $0, Int32(MSG_PEEK)) }) {
        case .done(1):
            session.isRecognized = true
        case .wouldBlock:
            return nil
        case .done, .failed:
            tally[.failedHandshakes] += 1
            close(slot)
            return false
        }
        guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first else { return true }
        tally[.failedHandshakes] += 1
        connections[slot].session = nil
        answerAlone(slot) { loop in loop.refuse(slot, .plainHTTPOnTLSPort) }
        return false
    }

    /// Takes pieces of a file for a connection that the kernel cannot encrypt for.
    mutating func pumpFile(_ transfer: FileTransfer, _ slot: Int, _ outputStart: Int, _ firstBody: Int) {
        while written(outputStart, firstBody) < Self.highWater {
            guard let piece = transfer.read(atMost: 65_536) else {
                // Shorter than was promised: only the missing end can tell.
                connections[slot].isClosing = true
                endProduction(slot)
                return
            }
            output.append(piece)
            guard transfer.remaining > 0 else {
                endProduction(slot)
                return
            }
        }
    }
}

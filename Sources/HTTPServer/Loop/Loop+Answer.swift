import HTTPWire

extension Loop {
    /// Writes one complete answer.
    @inline(__always)
    mutating func append(_ response: Response, _ slot: Int) {
        let persistence = persistence(slot, closes: response.closes)
        if response.status.forbidsBody {
            output.append(response, .noBody, persistence, date: dateLine(slot))
            return
        }
        output.append(response, .length(response.body.count), persistence, date: dateLine(slot))
        guard !connections[slot].isHead else { return }
        append(response.body, slot)
    }

    @inline(__always)
    private func dateLine(_ slot: Int) -> [UInt8] {
        connections[slot].session == nil ? date.line : date.secureLine
    }

    /// Writes the head of a long answer; the pieces follow.
    mutating func begin(_ body: any BodyStream, _ response: Response, _ slot: Int) {
        let isChunked = connections[slot].version > 0
        let hasBody = !connections[slot].isHead && !response.status.forbidsBody
        // HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
        let persistence = persistence(slot, closes: response.closes || (!isChunked && hasBody))
        let framing: AnswerFraming =
            response.status.forbidsBody ? .noBody : isChunked ? .chunked : .untilClose
        output.append(response, framing, persistence, date: dateLine(slot))
        guard hasBody else { return }
        produce(.stream(body), slot)
    }

    /// Writes the head of an answer whose body lies in a file; the kernel sends that behind it.
    mutating func begin(_ file: BodyFile, _ response: Response, _ slot: Int) {
        let persistence = persistence(slot, closes: response.closes)
        guard !response.status.forbidsBody else {
            output.append(response, .noBody, persistence, date: dateLine(slot))
            return
        }
        output.append(response, .length(file.size), persistence, date: dateLine(slot))
        guard !connections[slot].isHead, file.size > 0 else { return }
        produce(.file(FileTransfer(file)), slot)
    }

    private mutating func produce(_ production: Connection.Production, _ slot: Int) {
        connections[slot].production = production
        setPhase(slot, .streaming)
    }

    /// Takes pieces of a long answer until the high-water mark; the rest comes when the socket took these.
    mutating func pump(_ slot: Int, _ outputStart: Int, _ firstBody: Int) {
        if case .file(let transfer) = connections[slot].production, connections[slot].session != nil {
            pumpFile(transfer, slot, outputStart, firstBody)
        }
        guard case .stream(let stream) = connections[slot].production else { return }
        let isChunked = connections[slot].version > 0
        hasAnswered = true
        while written(outputStart, firstBody) < Self.highWater {
            let next: [UInt8]?
            do {
                next = try stream.next()
            } catch {
                connections[slot].isClosing = true
                endProduction(slot)
                return
            }
            guard let piece = next else {
                if isChunked { output.append("0\r\n\r\n") }
                endProduction(slot)
                return
            }
            // An empty chunk would end the body.
            guard !piece.isEmpty else { continue }
            if isChunked {
                output.append(hexadecimal: piece.count)
                output.append("\r\n")
            }
            append(piece, slot)
            if isChunked { output.append("\r\n") }
        }
    }

    /// Goes back to reading when a long answer was produced.
    mutating func endProduction(_ slot: Int) {
        connections[slot].production = .none
        setPhase(slot, .reading)
        // What the client sent meanwhile was not looked at.
        connections[slot].hasUnread = !connections[slot].leftover.isEmpty
    }

    /// Answers bytes that are no request, or a connection that is not taken on.
    ///
    /// Where a next request would begin is unknown or nobody's concern, so the connection ends.
    mutating func refuse(_ slot: Int, _ error: ParseError, of head: Request? = nil) {
        let head = head ?? connections[slot].decoder.unfinished(settings.wire)
        // Often nobody knows what was asked; where it was HEAD, the answer has no body (RFC 9110 section 9.3.2).
        connections[slot].isHead = error.answersHead
        connections[slot].decoder = RequestDecoder()
        connections[slot].upload = nil
        hasAnswered = true
        let sender = head.map { peer(slot, of: $0) } ?? directPeer(slot)
        append(handler.refuse(error, of: head, from: sender), error, closes: true, slot)
    }

    /// Answers a request in place of work that is not begun or takes too long.
    mutating func refuse(_ slot: Int, _ work: Work, _ error: ParseError, closes: Bool) {
        append(work.refuse(error), error, closes: closes, slot)
    }

    private mutating func append(_ refusal: Response, _ error: ParseError, closes: Bool, _ slot: Int) {
        load.noteRefusal(error.code)
        var response = refusal
        if let seconds = error.retryAfter { response.add("Retry-After", String(seconds)) }
        if closes { response.closes = true }
        append(response, slot)
    }

    /// The one who holds the connection, whatever the request says.
    @inline(__always)
    func directPeer(_ slot: Int) -> Peer {
        Peer(source: connections[slot].source, isTLS: connections[slot].session != nil)
    }

    /// The one who sent the request: the holder of the connection, or whom a trusted proxy names.
    @inline(__always)
    func peer(_ slot: Int, of request: borrowing Request) -> Peer {
        trust.isEmpty ? directPeer(slot) : trust.peer(of: request, over: directPeer(slot))
    }

    @inline(__always)
    private mutating func append(_ body: [UInt8], _ slot: Int) {
        // What is encrypted is copied anyway, and goes out in fewer records when it lies together.
        let copied = connections[slot].session == nil ? Self.copiedBody : Self.highWater
        if body.count <= copied {
            output.append(body)
        } else {
            bodies.append(LargeBody(position: output.count, bytes: body))
        }
    }

    private mutating func persistence(_ slot: Int, closes: Bool) -> Persistence {
        guard connections[slot].keepsAlive, !closes, !isStopping else {
            connections[slot].isClosing = true
            return .closes
        }
        return connections[slot].version == 0 ? .staysExplicitly : .stays
    }
}

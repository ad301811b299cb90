import HTTPWire

extension Loop {
    /// Writes one complete answer.
    @inline(__always)
    mutating func append(_ response: Response, _ slot: Int) {
        let persistence = persistence(slot, closes: response.closes)
        if response.status.forbidsBody {
            output.append(response, .noBody, persistence, date: date.line)
            return
        }
        output.append(response, .length(response.body.count), persistence, date: date.line)
        guard !connections[slot].isHead else { return }
        append(response.body)
    }

    /// Writes the head of a long answer; the pieces follow.
    mutating func begin(_ body: any BodyStream, _ response: Response, _ slot: Int) {
        let isChunked = connections[slot].version > 0
        let hasBody = !connections[slot].isHead && !response.status.forbidsBody
        // HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
        let persistence = persistence(slot, closes: response.closes || (!isChunked && hasBody))
        let framing: AnswerFraming =
            response.status.forbidsBody ? .noBody : isChunked ? .chunked : .untilClose
        output.append(response, framing, persistence, date: date.line)
        guard hasBody else { return }
        connections[slot].stream = body
        connections[slot].phase = .streaming
    }

    /// Takes pieces of a long answer until the high-water mark; the rest comes when the socket took these.
    mutating func pump(_ slot: Int, _ outputStart: Int, _ firstBody: Int) {
        guard let stream = connections[slot].stream else { return }
        let isChunked = connections[slot].version > 0
        hasAnswered = true
        while written(outputStart, firstBody) < Self.highWater {
            let next: [UInt8]?
            do {
                next = try stream.next()
            } catch {
                connections[slot].isClosing = true
                end(slot)
                return
            }
            guard let piece = next else {
                if isChunked { output.append("0\r\n\r\n") }
                end(slot)
                return
            }
            // An empty chunk would end the body.
            guard !piece.isEmpty else { continue }
            if isChunked {
                output.append(hexadecimal: piece.count)
                output.append("\r\n")
            }
            append(piece)
            if isChunked { output.append("\r\n") }
        }
    }

    private mutating func end(_ slot: Int) {
        connections[slot].stream = nil
        connections[slot].phase = .reading
        // What the client sent meanwhile was not looked at.
        connections[slot].hasUnread = !connections[slot].leftover.isEmpty
    }

    /// Answers bytes that are no request; their end is unknown, so the connection ends.
    mutating func refuse(_ slot: Int, _ error: ParseError) {
        var response = handler.refuse(error)
        response.closes = true
        hasAnswered = true
        // Nobody knows what was asked: a body is always sent, in a form that both versions read.
        connections[slot].isHead = false
        connections[slot].decoder = RequestDecoder()
        append(response, slot)
    }

    @inline(__always)
    private mutating func append(_ body: [UInt8]) {
        if body.count <= Self.copiedBody {
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

import HTTPWire

extension Loop {
    /// Takes requests out of the buffer and answers them in order, until bytes, patience or the right to go on end.
    mutating func decode(
        _ slot: Int,
        _ buffer: [UInt8],
        _ end: Int,
        _ outputStart: Int,
        _ firstBody: Int
    ) -> Bool {
        var from = 0
        var isFreeAgain = true
        var hasUnread = false
        do throws(ParseError) {
            while from < end {
                guard
                    connections[slot].phase == .reading,
                    !connections[slot].isClosing,
                    written(outputStart, firstBody) < Self.highWater
                else {
                    hasUnread = true
                    break
                }
                guard let progress = try advance(slot, buffer, from, end) else {
                    from = end
                    break
                }
                switch progress {
                case .request(let request, let consumed):
                    from += consumed
                    if !handle(request, slot, outputStart, firstBody) { isFreeAgain = false }
                    continue
                case .wantsContinue(let consumed):
                    output.append("HTTP/1.1 100 Continue\r\n\r\n")
                    from += consumed
                case .needMore(let consumed):
                    from += consumed
                    extendBody(slot, consumed)
                case .stored(let request, let last, let consumed):
                    from += consumed
                    let stored = request.storing(try finishUpload(slot, last))
                    if !handle(stored, slot, outputStart, firstBody) { isFreeAgain = false }
                    continue
                case .content(let content, let consumed):
                    from += consumed
                    try connections[slot].upload?.append(content)
                    extendBody(slot, consumed)
                case .head:
                    preconditionFailure("A head is gone on from at once.")
                }
                break
            }
        } catch {
            refuse(slot, error)
            from = end
        }
        connections[slot].hasUnread = hasUnread
        if from < end {
            connections[slot].leftover = from == 0 && end == buffer.count ? buffer : Array(buffer[from..<end])
        } else if !connections[slot].leftover.isEmpty {
            connections[slot].leftover = []
        }
        return isFreeAgain
    }

    /// Takes the next step of a connection; a head with a body behind it first asks how much of that may come.
    ///
    /// Nil when it was answered instead, and the rest of the bytes is nobody's business.
    @inline(__always)
    private mutating func advance(
        _ slot: Int,
        _ buffer: [UInt8],
        _ from: Int,
        _ end: Int
    ) throws(ParseError) -> RequestDecoder.Progress? {
        let progress = try connections[slot].decoder.next(
            buffer,
            from: from,
            to: end,
            limits: settings.wire,
            memory: &fieldMemory
        )
        guard case .head(let request) = progress else { return progress }
        return try startBody(of: request, slot, buffer, from, end)
    }

    private mutating func startBody(
        of request: Request,
        _ slot: Int,
        _ buffer: [UInt8],
        _ from: Int,
        _ end: Int
    ) throws(ParseError) -> RequestDecoder.Progress? {
        // The handler may look something up to decide.
        hasAnswered = true
        let limit: BodyLimit
        switch handler.admit(bodyOf: request, from: peer(slot, of: request)) {
        case .take(let chosen): limit = chosen ?? .memory(settings.wire.bodyBytes)
        case .refuse(var response):
            begin(request, slot)
            response.closes = true
            connections[slot].decoder = RequestDecoder()
            append(response, slot)
            return nil
        }
        let progress: RequestDecoder.Progress
        do throws(ParseError) {
            progress = try connections[slot].decoder.readBody(
                of: request,
                limit,
                buffer,
                from: from,
                to: end,
                limits: settings.wire
            )
        } catch {
            refuse(slot, error, of: request)
            return nil
        }
        // Only a body that is taken gets a file.
        if case .file(_, let directory) = limit { connections[slot].upload = try Upload(in: directory) }
        return progress
    }

    private mutating func finishUpload(_ slot: Int, _ last: [UInt8]) throws(ParseError) -> BodyFile {
        guard let upload = connections[slot].upload else { throw .uploadFailed(noSpace: false) }
        connections[slot].upload = nil
        try upload.append(last)
        return upload.finish()
    }

    private mutating func extendBody(_ slot: Int, _ consumed: Int) {
        guard connections[slot].wait == .body else { return }
        wheel.extend(slot, byMilliseconds: UInt64(consumed) * 1_000 / UInt64(settings.bodyBytesPerSecond))
    }

    /// How much this wake-up wrote for one connection.
    @inline(__always)
    func written(_ outputStart: Int, _ firstBody: Int) -> Int {
        var total = output.count - outputStart
        var index = firstBody
        while index < bodies.count {
            total += bodies[index].bytes.count
            index += 1
        }
        return total
    }
}

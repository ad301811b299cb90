import HTTPWire

extension Loop {
    mutating func serveArrivals() {
        var index = 0
        while index < arrivals.count {
            let arrival = arrivals[index]
            if isCurrent(arrival.slot, arrival.generation) {
                // The buffer is moved out and back, so that serving holds the only reference to it.
                var buffer: [UInt8] = []
                swap(&buffer, &buffers[index])
                let isFreeAgain = serve(arrival.slot, buffer, arrival.end)
                // A request that is still worked on keeps its buffer; the next arrival gets a new one.
                if isFreeAgain { swap(&buffer, &buffers[index]) }
                // A long answer goes out while the processor still has it at hand; short ones go out together.
                if !bodies.isEmpty { send() }
            }
            index += 1
        }
        // After a burst only what an ordinary wake-up needs is kept.
        if buffers.count > 64, arrivals.count < 32 { buffers.removeLast(buffers.count - 64) }
        arrivals.removeAll(keepingCapacity: true)
    }

    mutating func serveRunnable() {
        guard !runnable.isEmpty else { return }
        let ready = runnable
        runnable = []
        for (index, item) in ready.enumerated() where isCurrent(item.slot, item.generation) {
            if written(0, 0) >= Self.producedPerWakeUp {
                // They come first at the next wake-up, before those that had their turn.
                runnable.append(contentsOf: ready[index...])
                break
            }
            connections[item.slot].isRunnable = false
            serveKept(item.slot)
        }
    }

    /// Answers a task's request and goes on with what the client sent meanwhile.
    mutating func complete(_ completion: Completion) {
        let slot = completion.slot
        guard connections[slot].phase == .working else { return }
        setPhase(slot, .reading)
        connections[slot].work = nil
        setWait(slot, .none)
        let start = output.count
        let firstBody = bodies.count
        append(completion.response, slot)
        if connections[slot].hasUnread, !connections[slot].isClosing {
            let kept = takeKept(slot)
            _ = decode(slot, kept, kept.count, start, firstBody)
        }
        finishServing(slot, start, firstBody)
    }

    private mutating func serveKept(_ slot: Int) {
        let start = output.count
        let firstBody = bodies.count
        if connections[slot].phase == .streaming {
            pump(slot, start, firstBody)
        }
        if connections[slot].phase == .reading {
            if !connections[slot].hasUnread, hasPending(slot), !hasWritten(start, firstBody) {
                // It becomes an arrival of this very wake-up.
                if !receive(slot) { settle(slot) }
                return
            }
            let kept = takeKept(slot)
            _ = decode(slot, kept, kept.count, start, firstBody)
        }
        finishServing(slot, start, firstBody)
    }

    private mutating func takeKept(_ slot: Int) -> [UInt8] {
        var kept: [UInt8] = []
        swap(&kept, &connections[slot].leftover)
        return kept
    }

    /// Serves what one buffer holds; tells whether nobody kept the buffer.
    @inline(__always)
    private mutating func serve(_ slot: Int, _ buffer: [UInt8], _ end: Int) -> Bool {
        let start = output.count
        let firstBody = bodies.count
        let isFreeAgain = decode(slot, buffer, end, start, firstBody)
        finishServing(slot, start, firstBody)
        return isFreeAgain
    }

    /// Whether there is something to send; a large piece may stand alone, without a byte around it.
    @inline(__always)
    private func hasWritten(_ start: Int, _ firstBody: Int) -> Bool {
        output.count > start || bodies.count > firstBody
    }

    private mutating func finishServing(_ slot: Int, _ start: Int, _ firstBody: Int) {
        if hasWritten(start, firstBody) {
            outgoing.append(Outgoing(slot: slot, range: start..<output.count, bodies: firstBody..<bodies.count))
        } else {
            settle(slot)
        }
    }

    /// Notes what the answer has to know of its request.
    @inline(__always)
    mutating func begin(_ request: Request, _ slot: Int) {
        setWait(slot, .none)
        connections[slot].isFresh = false
        tally[.requests] += 1
        connections[slot].version = request.minorVersion
        connections[slot].isHead = request.method == .head
        connections[slot].keepsAlive = request.keepsAlive
    }

    /// Lets the handler answer; tells whether nobody kept the request.
    @inline(__always)
    mutating func handle(_ request: Request, _ slot: Int, _ outputStart: Int, _ firstBody: Int) -> Bool {
        hasAnswered = true
        begin(request, slot)
        switch handler.handle(request, from: peer(slot, of: request)) {
        case .now(let response):
            append(response, slot)
            return true
        case .stream(let response, let body):
            begin(body, response, slot)
            if written(0, 0) < Self.producedPerWakeUp { pump(slot, outputStart, firstBody) }
            return false
        case .file(let response, let file):
            begin(file, response, slot)
            return false
        case .later(let work):
            guard load.beginWork(limit: settings.maximumRequestsInFlight) else {
                // Nothing was begun, so the client may safely ask again, on this very connection.
                refuse(slot, work, .tooManyRequestsInFlight, closes: false)
                return false
            }
            setPhase(slot, .working)
            connections[slot].work = work
            start(work, slot)
            return false
        }
    }

    /// The only task that the engine makes: it lives as long as one request, on the thread of its connection.
    private func start(_ work: Work, _ slot: Int) {
        let generation = connections[slot].generation
        let completions = completions
        let load = load
        Task(executorPreference: executor) {
            let response = await work.run()
            load.endWork()
            _ = completions.withValue {
                $0.append(Completion(slot: slot, generation: generation, response: response))
            }
        }
    }
}

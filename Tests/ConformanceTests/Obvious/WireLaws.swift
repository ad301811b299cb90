import HTTPWire

/// What must hold for every stream of bytes, whatever it is.
struct WireLaws {
    let bytes: [UInt8]
    let limits: WireLimits

    init(_ bytes: [UInt8], limits: WireLimits = WireLimits()) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Each law that is broken, in words; none when all hold.
    ///
    /// The stream is cut in two at each of the places.
    func broken(cuts: some Sequence<Int>) -> [String] {
        disagreements + splitting(cuts) + repentance + recollection
    }

    /// The slow parser reads the same requests, and refuses what the decoder refuses.
    private var disagreements: [String] {
        let fast = Understood(parts: [bytes], limits: limits)
        let slow = ObviousParser(bytes, limits: limits)
        guard fast.messages == slow.messages else {
            return ["the decoder read \(fast.messages), the obvious parser \(slow.messages)"]
        }
        let isAgreed =
            switch (fast.end, slow.end) {
            case (.stays, .stays), (.closes, .closes), (.waits, .waits): true
            case (.refused(let status, _), .refused(let other, let isWithinLine)): status == other || isWithinLine
            case (.refused, .waits(isWithinLine: true)): isRefusedInTime
            default: false
            }
        guard isAgreed else { return ["the decoder says \(fast.end), the obvious parser \(slow.end)"] }
        // Every byte belongs to a message, waits for more, or is refused.
        switch fast.end {
        case .stays: return fast.consumed == bytes.count ? [] : ["\(fast.consumed) of \(bytes.count) bytes were taken"]
        case .closes:
            return fast.consumed == slow.consumed ? [] : ["\(fast.consumed) bytes taken, not \(slow.consumed)"]
        case .waits, .refused:
            let isWithin = (slow.consumed...bytes.count).contains(fast.consumed)
            return isWithin ? [] : ["\(fast.consumed) bytes were taken, \(slow.consumed) belong to messages"]
        }
    }

    /// What is refused before its line ended is refused by the slow parser as well when the line ends.
    private var isRefusedInTime: Bool {
        if case .refused = ObviousParser(bytes + [13, 10, 13, 10], limits: limits).end { true } else { false }
    }

    /// Any split of the stream gives the same messages and the same end.
    ///
    /// A fault in a line may be seen as late as its LF, so one is added.
    private func splitting(_ cuts: some Sequence<Int>) -> [String] {
        let ended = bytes + [10]
        let whole = Understood(parts: [ended], limits: limits)
        var splits = cuts.map { cut in [Array(ended[..<min(cut, ended.count)]), Array(ended[min(cut, ended.count)...])]
        }
        if ended.count <= 600 { splits.append(ended.map { [$0] }) }
        return splits.compactMap { parts in
            let split = Understood(parts: parts, limits: limits)
            // After a refusal nobody asks how much was taken.
            let isRefused = if case .refused = whole.end { true } else { false }
            let isSame = split.end == whole.end && (isRefused || split.consumed == whole.consumed)
            if isSame, split.messages == whole.messages { return nil }
            return "split into \(parts.map(\.count).prefix(3)) it is \(split), whole \(whole)"
        }
    }

    /// What is refused once is refused always, whatever follows.
    private var repentance: [String] {
        let whole = Understood(parts: [bytes], limits: limits)
        guard case .refused = whole.end else { return [] }
        return ["\r\n", "\n", "\u{0}", "0\r\n\r\n", get()].compactMap { more in
            Understood(parts: [bytes + latin1(more)], limits: limits) == whole ? nil : "refused, then not, with \(more)"
        }
    }

    /// What was read before is read the same again, whoever sends it.
    private var recollection: [String] {
        var memory = FieldMemory()
        let readings = (0..<2).map { _ in Understood(parts: [bytes], limits: limits, memory: &memory) }
        return readings[0] == readings[1] ? [] : ["first it is \(readings[0]), with a memory of it \(readings[1])"]
    }
}

import Synchronization

/// What a loop counts.
enum LoopCounter: Int, CaseIterable {
    case accepted
    case connections
    case idle
    case working
    case streaming
    case lingering
    case requests
    case bytesIn
    case bytesOut
    case headTimeouts
    case bodyTimeouts
    case idleTimeouts
    case handlerTimeouts
    case writeTimeouts
    case handshakeTimeouts
    case handshakes
    case resumedHandshakes
    case failedHandshakes
    case lastLag
    case longestLag
}

/// The counters of a loop as plain numbers of its own, so that counting costs an addition.
struct LoopTally {
    fileprivate var values = InlineArray<20, Int>(repeating: 0)

    subscript(_ counter: LoopCounter) -> Int {
        @inline(__always) get { values[counter.rawValue] }
        @inline(__always) set { values[counter.rawValue] = newValue }
    }
}

/// The counters of a loop as other threads see them: published once a wake-up, each by a plain store.
final class LoopCounters: Sendable {
    private let values = InlineArray<20, Atomic<Int>> { _ in Atomic(0) }

    func publish(_ tally: borrowing LoopTally) {
        // A copy, because each look into the tally itself would copy all of it.
        let current = tally.values
        for index in 0..<20 {
            values[index].store(current[index], ordering: .relaxed)
        }
    }

    subscript(_ counter: LoopCounter) -> Int { values[counter.rawValue].load(ordering: .relaxed) }
}

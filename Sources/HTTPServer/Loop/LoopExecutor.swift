import CLinux
import Glibc
import Synchronization

/// The side of a loop that other threads see: they hand it jobs, connections and the wish to stop, and wake it.
///
/// As a task executor it runs the tasks of its loop on the loop's thread, so that a request that waits for the writer
/// comes back to the thread that owns its connection without passing the global pool.
final class LoopExecutor: TaskExecutor, Sendable {
    /// What waits for the loop.
    struct Inbox {
        var jobs: [UnownedJob] = []
        var connections: [Accepted] = []
        var stops = false
    }

    private struct State {
        var inbox = Inbox()
        var isClosed = false
    }

    /// The descriptor that becomes readable when the sleeping loop has work.
    let wakeUpDescriptor: Int32
    /// How many connections the loop holds, for the other loops to compare.
    let load = Atomic<Int>(0)
    /// What the loop has counted.
    let counters = LoopCounters()
    private let state = Mutex(State())
    // Writer and loop each publish their own flag before reading the other's: at least one of them sees both, so work
    // is never left with a sleeping loop. A loop that is awake, above all one that hands work to itself, costs no call.
    private let hasWork = Atomic<Bool>(false)
    private let isSleeping = Atomic<Bool>(false)

    init() throws(ServerError) {
        wakeUpDescriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard wakeUpDescriptor >= 0 else { throw ServerError(.system(call: "eventfd", number: errno)) }
    }

    deinit {
        _ = close(wakeUpDescriptor)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        guard post({ $0.jobs.append(unowned) }) else {
            // The loop has ended within its grace time; what still runs may finish, its answer goes nowhere.
            globalConcurrentExecutor.enqueue(ExecutorJob(unowned))
            return
        }
    }

    /// Gives the loop a connection that another loop accepted; false when the loop has ended.
    func adopt(_ connection: Accepted) -> Bool {
        post { $0.connections.append(connection) }
    }

    /// Asks the loop to finish.
    func stop() {
        _ = post { $0.stops = true }
    }

    /// Whether the loop may sleep; if so, it is woken from now on.
    func prepareToSleep() -> Bool {
        isSleeping.store(true, ordering: .sequentiallyConsistent)
        guard hasWork.load(ordering: .sequentiallyConsistent) else { return true }
        isSleeping.store(false, ordering: .relaxed)
        return false
    }

    func wokeUp() {
        isSleeping.store(false, ordering: .relaxed)
    }

    /// Clears the descriptor after it woke the loop.
    func acknowledgeWakeUp() {
        var count: UInt64 = 0
        _ = read(wakeUpDescriptor, &count, MemoryLayout<UInt64>.size)
    }

    /// What waits, if anything does.
    func takeInbox() -> Inbox? {
        guard hasWork.load(ordering: .relaxed) else { return nil }
        return state.withLock { state in
            hasWork.store(false, ordering: .sequentiallyConsistent)
            let inbox = state.inbox
            state.inbox = Inbox()
            return inbox
        }
    }

    /// Takes no more work; what came last is returned.
    func closeInbox() -> Inbox {
        state.withLock { state in
            state.isClosed = true
            let inbox = state.inbox
            state.inbox = Inbox()
            return inbox
        }
    }

    private func post(_ change: (inout Inbox) -> Void) -> Bool {
        let isOpen = state.withLock { state in
            guard !state.isClosed else { return false }
            change(&state.inbox)
            hasWork.store(true, ordering: .sequentiallyConsistent)
            return true
        }
        if isOpen, isSleeping.exchange(false, ordering: .sequentiallyConsistent) {
            var one: UInt64 = 1
            _ = write(wakeUpDescriptor, &one, MemoryLayout<UInt64>.size)
        }
        return isOpen
    }
}

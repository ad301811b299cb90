import Dispatch
import Synchronization

/// The writes that wait, and the sleep of the thread that takes them.
final class WriteQueue: Sendable {
    private struct State {
        var jobs: [any WriteJob] = []
        var isClosed = false
        var isAsleep = false
        var statistics = WriterStatistics()
    }

    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()
    private let queueLimit: Int
    private let groupLimit: Int

    init(queueLimit: Int, groupLimit: Int) {
        self.queueLimit = max(queueLimit, 1)
        self.groupLimit = max(groupLimit, 1)
    }

    /// Adds a write; wakes the thread only if it sleeps, so that a busy one costs no system call.
    func append(_ job: any WriteJob) throws(WriterError) {
        let mustWake = try state.withLock { state throws(WriterError) in
            if state.isClosed { throw WriterError.stopped }
            if state.jobs.count >= queueLimit {
                state.statistics.refused += 1
                throw WriterError.busy
            }
            state.jobs.append(job)
            return wakes(&state)
        }
        if mustWake { wakeUp.signal() }
    }

    /// The next group; sleeps while there is none.
    ///
    /// Nil when the queue is closed and empty.
    func next() -> [any WriteJob]? {
        while true {
            let group = state.withLock { state -> [any WriteJob]? in
                if state.jobs.isEmpty {
                    state.isAsleep = !state.isClosed
                    return state.isClosed ? nil : []
                }
                let group = Array(state.jobs.prefix(groupLength(of: state.jobs)))
                state.jobs.removeFirst(group.count)
                return group
            }
            guard let group else { return nil }
            if !group.isEmpty { return group }
            wakeUp.wait()
        }
    }

    /// Takes no more writes; the thread ends after those that wait.
    func close() {
        let mustWake = state.withLock { state in
            state.isClosed = true
            return wakes(&state)
        }
        if mustWake { wakeUp.signal() }
    }

    /// Marks that a thread serves the queue.
    func begin() {
        ended.enter()
    }

    /// Marks that the thread has closed its connection.
    func end() {
        ended.leave()
    }

    /// Blocks until the thread has ended.
    func waitUntilEnded() {
        ended.wait()
    }

    /// Changes the counts.
    func record(_ change: (inout WriterStatistics) -> Void) {
        state.withLock { change(&$0.statistics) }
    }

    /// The counts at this moment.
    var statistics: WriterStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.waiting = state.jobs.count
            return statistics
        }
    }

    private func wakes(_ state: inout State) -> Bool {
        let wasAsleep = state.isAsleep
        state.isAsleep = false
        return wasAsleep
    }

    /// What stands apart or may be long is a group of its own; the others go together up to the limit.
    private func groupLength(of jobs: [any WriteJob]) -> Int {
        if jobs.first?.isAlone == true { return 1 }
        let longest = jobs.prefix(groupLimit)
        return longest.firstIndex { $0.isAlone } ?? longest.count
    }
}

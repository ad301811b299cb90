import CSQLite
import Dispatch

/// The life of the writing thread: take a group, commit it, answer it, look after the log.
///
/// `@unchecked Sendable` because it is made on the starting thread and from then on touched by its own thread only.
final class WriteLoop: @unchecked Sendable {
    private let connection: Connection
    private let queue: WriteQueue
    private let keeper: LogKeeper
    private let beforeCommit: @Sendable (Connection) throws -> Void

    init(
        connection: Connection,
        queue: WriteQueue,
        keeper: LogKeeper,
        beforeCommit: @escaping @Sendable (Connection) throws -> Void
    ) {
        self.connection = connection
        self.queue = queue
        self.keeper = keeper
        self.beforeCommit = beforeCommit
    }

    /// Starts the thread, which keeps the loop alive; false when the system refuses one.
    func start() -> Bool {
        queue.begin()
        let context = Unmanaged.passRetained(self)
        let code = linli_start_thread(
            { context in
                guard let context else { return nil }
                WriteLoop.live(Unmanaged<WriteLoop>.fromOpaque(context).takeRetainedValue())
                return nil
            },
            context.toOpaque()
        )
        if code != 0 {
            context.release()
            queue.end()
        }
        return code == 0
    }

    private static func live(_ loop: consuming WriteLoop) {
        let queue = loop.queue
        loop.serve()
        // The connection is closed with the loop, before anyone who waits for the end goes on.
        _ = consume loop
        queue.end()
    }

    private func serve() {
        while let group = queue.next() {
            let began = DispatchTime.now().uptimeNanoseconds
            let wasRerun = run(group)
            let took = DispatchTime.now().uptimeNanoseconds - began
            queue.record { statistics in
                statistics.waits.add(began - (group.map(\.arrivedAt).min() ?? began))
                statistics.commits.add(took)
                statistics.batches += 1
                statistics.transactions += group.count
                statistics.failures += group.count { $0.hasFailed }
                statistics.largestBatch = max(statistics.largestBatch, group.count)
                if wasRerun { statistics.rerunBatches += 1 }
            }
            for job in group { job.answer() }
            // After the answers, so that nobody waits for a checkpoint but the next group.
            keeper.tend(queue)
        }
        keeper.finish(queue)
    }

    /// Runs a group; true when it was lost as a whole and its members were run one by one.
    private func run(_ group: [any WriteJob]) -> Bool {
        if let only = group.first, group.count == 1 {
            only.attempt(on: connection, in: only.standsApart ? .bare : .transaction, beforeCommit: beforeCommit)
            leaveNothingOpen()
            return false
        }
        switch commitTogether(group) {
        case .committed: return false
        case .notBegun(let error):
            for job in group { job.fail(with: error) }
            return false
        case .lost:
            for job in group { job.attempt(on: connection, in: .transaction, beforeCommit: beforeCommit) }
            return true
        }
    }

    private enum GroupOutcome {
        case committed
        /// Nothing ran: another process holds the lock, or the disk fails.
        case notBegun(any Error)
        /// SQLite rolled everything back, or the commit failed.
        case lost
    }

    private func commitTogether(_ group: [any WriteJob]) -> GroupOutcome {
        var hasBegun = false
        do {
            try connection.transaction {
                hasBegun = true
                for job in group {
                    job.attempt(on: connection, in: .savepoint, beforeCommit: beforeCommit)
                    // The rest would run outside a transaction.
                    if connection.isAutocommit { throw WriterError.stopped }
                }
                // Once for all of them, outside their savepoints: it sees exactly what is about to be kept.
                try beforeCommit(connection)
            }
            return .committed
        } catch {
            return hasBegun ? .lost : .notBegun(error)
        }
    }

    /// What stood apart may have left a transaction open by mistake; the next group must not join it.
    private func leaveNothingOpen() {
        if !connection.isAutocommit { sqlite3_exec(connection.database, "ROLLBACK", nil, nil, nil) }
    }
}

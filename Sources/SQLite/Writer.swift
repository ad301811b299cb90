import CSQLite
import Dispatch
import Synchronization

/// Why a write was not accepted; it did not run.
package enum WriterError: Error, Sendable, Equatable {
    /// As many writes wait as the queue may hold; try again later.
    case busy
    /// The writer is stopping or has stopped.
    case stopped
    /// The write took more than its time and was undone.
    case tooLong
    /// The thread of the writer could not be started.
    case noThread
}

/// The one writing connection of the process, owned by a thread of its own, with group commit.
///
/// The thread takes all writes that wait, runs each inside its own savepoint, commits them together with one sync of
/// the disk and only then answers them, successes and failures alike. A write that throws is undone alone; its
/// neighbors are committed.
///
/// Danger: **a write can run twice.** When SQLite rolls a whole group back (interrupt, I/O error, full disk, no memory)
/// or the commit fails, its members run again one by one, each in its own transaction. A closure therefore has no
/// effect but through its connection, and does not begin, commit or roll back.
package final class Writer: Sendable {
    /// Pages of 4 KiB beyond which the write-ahead log is cut even if the writer must wait for readers: 128 MiB.
    ///
    /// A log that long makes every read slower, and its disk space is lost until it is cut.
    package static let defaultWALCapPages = 32_768

    private let queue: WriteQueue
    /// How long one write may take, in nanoseconds.
    private let timeLimit: UInt64

    /// Opens the connection and starts its thread.
    ///
    /// - Parameters:
    ///   - path: The database file; it is made when missing.
    ///   - settings: Sizes and waits of the connection.
    ///   - queueLimit: How many writes may wait; beyond it they are refused at once.
    ///   - groupLimit: How many writes are committed together at most.
    ///   - timeLimit: How long one write may take; it is looked at between its statements.
    ///   - walCapPages: Size of the write-ahead log beyond which the writer waits for readers to cut it.
    ///   - prepare: What is done on the connection before the first write, and decides whether there is to be one.
    ///   - beforeCommit: What follows from a group's writes as a whole; run inside each transaction just before its
    ///     commit. If it throws, the group is lost and its members run again one by one.
    /// - Throws: `SQLiteError` when the file cannot be opened, `WriterError.noThread`, and what `prepare` throws.
    package init(
        path: String,
        settings: ConnectionSettings = .writer,
        queueLimit: Int = 4_096,
        groupLimit: Int = 256,
        timeLimit: Duration = .seconds(10),
        walCapPages: Int = Writer.defaultWALCapPages,
        prepare: (Connection) throws -> Void = { _ in },
        beforeCommit: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) throws {
        let connection = try Connection(path: path, access: .readWriteCreate, settings: settings)
        try prepare(connection)
        let queue = WriteQueue(queueLimit: queueLimit, groupLimit: groupLimit)
        self.queue = queue
        self.timeLimit = timeLimit.nanoseconds
        let loop = WriteLoop(
            connection: connection,
            queue: queue,
            keeper: LogKeeper(connection, settings: settings, capPages: walCapPages),
            beforeCommit: beforeCommit
        )
        guard loop.start() else { throw WriterError.noThread }
    }

    deinit {
        // The thread ends by itself. Not waiting: the last reference may be dropped on that very thread.
        queue.close()
    }

    /// Runs a write and returns what it returns, after it is on the disk.
    ///
    /// Not stopped by the cancellation of the task: the caller learns what became of it.
    ///
    /// The body may run twice, see `Writer`. What it throws undoes it and is thrown here. A long one, such as an import,
    /// has no limit of time.
    ///
    /// - Throws: `WriterError` when it was not accepted.
    package nonisolated(nonsending) func write<T: Sendable>(
        isLong: Bool = false,
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit(body, standsApart: false, isLong: isLong) { continuation.resume(with: $0) }
        }
    }

    /// Like `write`, for commands and tests: blocks the calling thread.
    ///
    /// Danger: called from inside a write, or from a thread that tasks run on, it can wait for itself.
    package func writeBlocking<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) throws -> T {
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Result<T, any Error>>(.failure(WriterError.stopped))
        submit(body, standsApart: false) { result in
            outcome.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        return try outcome.withLock { $0 }.get()
    }

    /// Runs a body on the writing connection alone, outside a transaction and once.
    ///
    /// For VACUUM, checkpoints, steps of a backup. Everyone who writes waits for it, so keep it short.
    package nonisolated(nonsending) func runApart<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit(body, standsApart: true) { continuation.resume(with: $0) }
        }
    }

    /// Refuses new writes, runs those that wait, empties the write-ahead log and closes the connection.
    ///
    /// Blocks until that is done; may be called more than once. Not from inside a write.
    package func stop() {
        queue.close()
        queue.waitUntilEnded()
    }

    /// What the writer has done so far.
    package var statistics: WriterStatistics { queue.statistics }

    private func submit<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T,
        standsApart: Bool,
        isLong: Bool = false,
        reply: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        do throws(WriterError) {
            try queue.append(
                WriteTask(standsApart: standsApart, limit: isLong ? nil : timeLimit, body: body, reply: reply)
            )
        } catch {
            reply(.failure(error))
        }
    }
}

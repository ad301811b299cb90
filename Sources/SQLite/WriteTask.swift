import Dispatch

/// How the work of one write is enclosed.
enum WriteFrame {
    /// In a savepoint of a group's transaction.
    case savepoint
    /// In a transaction of its own.
    case transaction
    /// In nothing.
    case bare
}

/// A write in the queue, whatever it returns.
protocol WriteJob: AnyObject, Sendable {
    /// Whether it runs alone and outside a transaction.
    var standsApart: Bool { get }
    /// Whether it is a group of its own, so that nobody's commit waits for it who came before.
    var isAlone: Bool { get }
    /// Whether the last attempt failed.
    var hasFailed: Bool { get }
    /// When it was asked for, as uptime in nanoseconds.
    var arrivedAt: UInt64 { get }
    /// Runs it and remembers the outcome; in a transaction of its own, what belongs before a commit follows it.
    func attempt(on connection: Connection, in frame: WriteFrame, beforeCommit: (Connection) throws -> Void)
    /// Makes an error its outcome.
    func fail(with error: any Error)
    /// Tells the caller the outcome; once.
    func answer()
}

/// A write with its outcome and the caller who waits for it.
///
/// `@unchecked Sendable` because the outcome is touched by the writer's thread only: the queue, under its lock, hands
/// the task over before the first attempt.
final class WriteTask<T: Sendable>: WriteJob, @unchecked Sendable {
    let standsApart: Bool
    let arrivedAt = DispatchTime.now().uptimeNanoseconds
    private let limit: UInt64?
    private let body: @Sendable (Connection) throws -> T
    private let reply: @Sendable (Result<T, any Error>) -> Void
    // A task that never ran would say so instead of leaving its caller waiting.
    private var outcome: Result<T, any Error> = .failure(WriterError.stopped)

    init(
        standsApart: Bool,
        limit: UInt64?,
        body: @escaping @Sendable (Connection) throws -> T,
        reply: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        self.standsApart = standsApart
        self.limit = limit
        self.body = body
        self.reply = reply
    }

    var isAlone: Bool { standsApart || limit == nil }

    var hasFailed: Bool {
        if case .failure = outcome { true } else { false }
    }

    func attempt(on connection: Connection, in frame: WriteFrame, beforeCommit: (Connection) throws -> Void) {
        outcome = Result {
            switch frame {
            case .savepoint: try connection.savepoint { try run(on: connection) }
            case .transaction:
                try connection.transaction {
                    let result = try run(on: connection)
                    try beforeCommit(connection)
                    return result
                }
            case .bare: try body(connection)
            }
        }
    }

    /// Runs the body within its time; what is over it ends between two statements and is undone alone.
    ///
    /// An interrupt in the middle of a statement would take the whole group with it.
    private func run(on connection: Connection) throws -> T {
        guard let limit else { return try body(connection) }
        connection.limit.setDeadline(DispatchTime.now().uptimeNanoseconds + limit)
        // Undoing and committing come after it and have their time.
        defer { connection.limit.setDeadline(nil) }
        do {
            let result = try body(connection)
            // A body that made something of a refused statement did only a part of its work.
            if connection.limit.isPastDeadline { throw WriterError.tooLong }
            return result
        } catch {
            throw connection.limit.isPastDeadline ? WriterError.tooLong : error
        }
    }

    func fail(with error: any Error) {
        outcome = .failure(error)
    }

    func answer() {
        reply(outcome)
    }
}

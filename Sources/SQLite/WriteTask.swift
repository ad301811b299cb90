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
    /// Whether the last attempt failed.
    var hasFailed: Bool { get }
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
    private let body: @Sendable (Connection) throws -> T
    private let reply: @Sendable (Result<T, any Error>) -> Void
    // A task that never ran would say so instead of leaving its caller waiting.
    private var outcome: Result<T, any Error> = .failure(WriterError.stopped)

    init(
        standsApart: Bool,
        body: @escaping @Sendable (Connection) throws -> T,
        reply: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        self.standsApart = standsApart
        self.body = body
        self.reply = reply
    }

    var hasFailed: Bool {
        if case .failure = outcome { true } else { false }
    }

    func attempt(on connection: Connection, in frame: WriteFrame, beforeCommit: (Connection) throws -> Void) {
        outcome = Result {
            switch frame {
            case .savepoint: try connection.savepoint { try body(connection) }
            case .transaction:
                try connection.transaction {
                    let result = try body(connection)
                    try beforeCommit(connection)
                    return result
                }
            case .bare: try body(connection)
            }
        }
    }

    func fail(with error: any Error) {
        outcome = .failure(error)
    }

    func answer() {
        reply(outcome)
    }
}

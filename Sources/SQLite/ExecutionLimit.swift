import CSQLite
import Dispatch

/// The step budget and the deadline of the statements of one connection.
///
/// SQLite asks it every thousand steps of its virtual machine, on the connection's own thread. Unlike an interrupt
/// from a timer, it can neither fall between two statements and be lost, nor hit the next user of the connection.
final class ExecutionLimit {
    /// Steps between two questions: some ten microseconds, so that the question itself does not show.
    static let interval = 1_000

    /// Steps allowed to one statement, with those nested in it; nil for no limit.
    var budget: Int?
    /// Moment after which nothing runs, as uptime in nanoseconds; nil for none.
    var deadline: UInt64?
    /// Whether the deadline has stopped a statement since it was set.
    private(set) var isPastDeadline = false
    private var spent = 0

    /// Begins to count for a new outermost statement.
    func restart() {
        spent = 0
    }

    /// Sets or removes the deadline.
    func setDeadline(_ moment: UInt64?) {
        deadline = moment
        isPastDeadline = false
    }

    /// Whether the deadline has passed; remembers it.
    func checkDeadline() -> Bool {
        guard let deadline else { return false }
        if !isPastDeadline, DispatchTime.now().uptimeNanoseconds >= deadline {
            isPastDeadline = true
        }
        return isPastDeadline
    }

    /// Whether the running statement must stop now.
    func isExhausted() -> Bool {
        spent += Self.interval
        // One interval more: the steps of earlier uses of a kept statement can bring a question forward.
        if let budget, spent >= budget + Self.interval { return true }
        return checkDeadline()
    }

    /// Asks the connection to call, or no longer to call, this limit.
    func install(on database: OpaquePointer) {
        guard budget != nil || deadline != nil else {
            sqlite3_progress_handler(database, 0, nil, nil)
            return
        }
        sqlite3_progress_handler(
            database,
            Int32(Self.interval),
            { context in
                guard let context else { return 0 }
                return Unmanaged<ExecutionLimit>.fromOpaque(context).takeUnretainedValue().isExhausted() ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}

import CSQLite
import Synchronization

/// Stops the running statement of a connection from another thread.
///
/// The statement fails with an error whose `isInterrupt` is true; a write that is stopped inside a transaction takes
/// the whole transaction with it. When no statement runs, nothing happens. Safe after the connection is closed.
package final class InterruptHandle: Sendable {
    // The lock is held during the call, because SQLite forbids to interrupt a connection that is being closed.
    private let database: Mutex<OpaquePointer?>

    init(_ database: sending OpaquePointer) {
        self.database = Mutex(database)
    }

    /// Stops what runs now.
    package func interrupt() {
        database.withLock { database in
            if let database { sqlite3_interrupt(database) }
        }
    }

    /// Forgets the connection before it is closed.
    func detach() {
        database.withLock { $0 = nil }
    }
}

package import Domain
import SQLite
import Synchronization

/// The reads of one loop (循环读取): all those of one wake-up share one read transaction, begun by the first of them
/// and ended before the loop sleeps or runs what the writer resumed, so that nobody sees less than was acknowledged.
///
/// Its connection is opened by the first of all: SQLite reads the whole schema then, which would hold up a start.
package final class LoopReader {
    private let open: () throws -> SQLReader
    private var opened: SQLReader?
    package let store: SQLStore
    private var isReading = false
    /// How often access had changed before the present transaction began: what was read in it is at least as new.
    private var changesAtBegin = 0

    /// How many steps of SQLite's machine one statement may take here.
    private let stepBudget: Int

    init(store: SQLStore, stepBudget: Int, open: @escaping () throws -> SQLReader) {
        self.open = open
        self.store = store
        self.stepBudget = stepBudget
    }

    /// How often access had changed, as far as the reads of this wake-up can know; no transaction is begun to ask.
    package var accessChanges: Int {
        isReading ? changesAtBegin : store.accessChanges.load(ordering: .sequentiallyConsistent)
    }

    /// Whether a read was stopped because it would have held up the loop.
    package func isTooHeavy(_ error: any Error) -> Bool { (error as? SQLiteError)?.isInterrupt == true }

    /// Reads one piece of an export, inside the transaction of this wake-up.
    ///
    /// It may look through many rows for the few that it gives, and can not be moved elsewhere: its stream lives here.
    package func withoutBudget<Result>(_ read: () throws -> Result) throws -> Result {
        let connection = try beginReading().connection
        connection.setStepBudget(nil)
        defer { connection.setStepBudget(stepBudget) }
        return try read()
    }

    /// The reader, inside the transaction of this wake-up.
    package func begin() throws -> any Reader { try beginReading() }

    private func beginReading() throws -> SQLReader {
        let reader = try opened ?? openNow()
        if !isReading {
            changesAtBegin = store.accessChanges.load(ordering: .sequentiallyConsistent)
            reader.connection.moment = store.clock.now().milliseconds
            try reader.connection.beginReading()
            isReading = true
        }
        return reader
    }

    /// Where that fails the read says why, and the next one tries again.
    private func openNow() throws -> SQLReader {
        let fresh = try open()
        fresh.connection.setStepBudget(stepBudget)
        opened = fresh
        return fresh
    }

    /// Ends the transaction of this wake-up, if a read began one.
    package func end() {
        guard isReading else { return }
        isReading = false
        opened?.connection.endReading()
    }
}

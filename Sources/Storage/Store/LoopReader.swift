package import Domain
import SQLite
import Synchronization

/// The reads of one loop (循环读取): all those of one wake-up share one read transaction, begun by the first of them
/// and ended before the loop sleeps or runs what the writer resumed, so that nobody sees less than was acknowledged.
package final class LoopReader {
    private let reader: SQLReader
    package let store: SQLStore
    private var isOpen = false
    /// How often access had changed before the present transaction began: what was read in it is at least as new.
    private var changesAtBegin = 0

    /// How many steps of SQLite's machine one statement may take here.
    private let stepBudget: Int

    init(reader: SQLReader, store: SQLStore, stepBudget: Int) {
        self.reader = reader
        self.store = store
        self.stepBudget = stepBudget
        reader.connection.setStepBudget(stepBudget)
    }

    /// How often access had changed, as far as the reads of this wake-up can know; no transaction is begun to ask.
    package var accessChanges: Int {
        isOpen ? changesAtBegin : store.accessChanges.load(ordering: .sequentiallyConsistent)
    }

    /// Whether a read was stopped because it would have held up the loop.
    package func isTooHeavy(_ error: any Error) -> Bool { (error as? SQLiteError)?.isInterrupt == true }

    /// Reads one piece of an export, inside the transaction of this wake-up.
    ///
    /// It may look through many rows for the few that it gives, and can not be moved elsewhere: its stream lives here.
    package func withoutBudget<Result>(_ read: () throws -> Result) throws -> Result {
        _ = try begin()
        reader.connection.setStepBudget(nil)
        defer { reader.connection.setStepBudget(stepBudget) }
        return try read()
    }

    /// The reader, inside the transaction of this wake-up.
    package func begin() throws -> any Reader {
        if !isOpen {
            changesAtBegin = store.accessChanges.load(ordering: .sequentiallyConsistent)
            reader.connection.moment = store.clock.now().milliseconds
            try reader.connection.run("BEGIN")
            isOpen = true
        }
        return reader
    }

    /// Ends the transaction of this wake-up, if a read began one.
    package func end() {
        guard isOpen else { return }
        isOpen = false
        reader.connection.endReading()
    }
}

package import Domain
import SQLite
import Synchronization

/// The reads of one loop (循环读取): all those of one wake-up share one read transaction, begun by the first of them
/// and ended before the loop sleeps or runs what the writer resumed, so that nobody sees less than was acknowledged.
package final class LoopReader {
    private let reader: SQLReader
    private let store: SQLStore
    private var isOpen = false
    /// How often access had changed before the present transaction began: what was read in it is at least as new.
    package private(set) var accessChanges = 0

    init(reader: SQLReader, store: SQLStore) {
        self.reader = reader
        self.store = store
    }

    /// The reader, inside the transaction of this wake-up.
    package func begin() throws -> any Reader {
        if !isOpen {
            accessChanges = store.accessChanges.load(ordering: .sequentiallyConsistent)
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

import CSQLite

/// What a connection may do with the file.
package enum Access: Sendable {
    /// Read and write, making the file when it is missing.
    case readWriteCreate
    /// Read and write a file that must exist.
    case readWrite
    /// Read only: the file is opened so, and `query_only` refuses writes with a clear error.
    case readOnly

    var flags: Int32 {
        // NOMUTEX: a connection is confined to one thread at a time, so SQLite's own lock would only cost.
        switch self {
        case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        case .readOnly: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        }
    }
}

/// The sizes and waits of one connection; what is not here is the same for all and set by `Connection`.
package struct ConnectionSettings: Sendable {
    /// How long a statement waits for another connection's lock, in milliseconds.
    package var busyMilliseconds: Int32
    /// Page cache of this connection, in KiB.
    package var cacheKiB: Int
    /// Whether the file is read through memory mapping; see `MappedFileSystem`.
    ///
    /// An I/O error under a mapping is a signal that ends the process, not an error code.
    package var isMapped: Bool
    /// Pages in the write-ahead log after which a commit checkpoints by itself; 0 leaves it to the caller.
    package var walAutocheckpoint: Int
    /// Size to which the write-ahead log is cut back after a checkpoint, in bytes.
    package var journalSizeLimitBytes: Int
    /// How many prepared statements are kept; the least recently used goes first.
    package var statementCacheSize: Int
    /// Name of the file system of SQLite (VFS) that opens the file; nil for this program's own.
    ///
    /// Tests name one whose operations fail.
    package var fileSystem: String?

    /// Makes settings.
    package init(
        busyMilliseconds: Int32,
        cacheKiB: Int,
        isMapped: Bool,
        walAutocheckpoint: Int,
        journalSizeLimitBytes: Int,
        statementCacheSize: Int,
        fileSystem: String? = nil
    ) {
        self.busyMilliseconds = busyMilliseconds
        self.cacheKiB = cacheKiB
        self.isMapped = isMapped
        self.walAutocheckpoint = walAutocheckpoint
        self.journalSizeLimitBytes = journalSizeLimitBytes
        self.statementCacheSize = statementCacheSize
        self.fileSystem = fileSystem
    }

    /// The same on another file system; nil for this program's own.
    package func on(_ fileSystem: String?) -> ConnectionSettings {
        var settings = self
        settings.fileSystem = fileSystem
        return settings
    }

    /// For the one writing connection.
    package static let writer = ConnectionSettings(
        // Only a command run beside the server by mistake can hold the lock; five seconds outlast its transaction.
        busyMilliseconds: 5_000,
        // The inner pages of the indexes of a million rows stay in memory between commits.
        cacheKiB: 16 * 1_024,
        // Writes go through the log and gain nothing, and an I/O error must stay an error code here.
        isMapped: false,
        // `Writer` checkpoints between its batches, never inside a commit that someone waits for.
        walAutocheckpoint: 0,
        // A log that grew under a long reader gives its disk space back.
        journalSizeLimitBytes: 64 * 1_024 * 1_024,
        // Above the number of different statements in the program, so that none is prepared twice.
        statementCacheSize: 256
    )

    /// For the reading connections.
    package static let reader = ConnectionSettings(
        // Readers never wait in WAL mode, except for the moment in which the log is recovered.
        busyMilliseconds: 1_000,
        // Small, as there are many readers and the mapping serves what is not in it.
        cacheKiB: 4 * 1_024,
        // A page of 50 rows took 114 instead of 145 µs with all of a large file mapped. It is address space, not memory.
        isMapped: true,
        // Readers may not checkpoint: only the writer does.
        walAutocheckpoint: 0,
        // Never used by a reader; the same value as the writer's, so that the file is treated alike.
        journalSizeLimitBytes: 64 * 1_024 * 1_024,
        // Filters and sorts make many statements; the frequent ones stay.
        statementCacheSize: 256
    )
}

import CSQLite

/// How far a checkpoint goes.
package enum CheckpointMode: Sendable {
    /// Copies what no reader needs; never waits.
    case passive
    /// Waits for readers and lets the log start again from its beginning.
    case restart
    /// Like `restart`, and cuts the log file to nothing.
    case truncate
}

/// What a checkpoint did.
package struct CheckpointResult: Sendable, Equatable {
    /// Pages in the log; 0 after a truncation.
    package let logPages: Int
    /// Pages of the log that are in the database file.
    package let copiedPages: Int
    /// Whether a reader kept it from finishing.
    package let wasBusy: Bool
}

extension Connection {
    /// Copies the write-ahead log into the database file.
    ///
    /// Only the one writing connection may do so, and only outside a transaction: in SQLite before 3.51.3 two
    /// connections that write or checkpoint at once can damage the log.
    package func checkpoint(_ mode: CheckpointMode) throws(SQLiteError) -> CheckpointResult {
        let number =
            switch mode {
            case .passive: SQLITE_CHECKPOINT_PASSIVE
            case .restart: SQLITE_CHECKPOINT_RESTART
            case .truncate: SQLITE_CHECKPOINT_TRUNCATE
            }
        var log: Int32 = 0
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(database, nil, number, &log, &copied)
        guard code == SQLITE_OK || code == SQLITE_BUSY else { throw .reported(by: database, code: code, sql: nil) }
        return CheckpointResult(
            logPages: Int(max(log, 0)),
            copiedPages: Int(max(copied, 0)),
            wasBusy: code == SQLITE_BUSY
        )
    }

    /// Sets how long statements wait for a lock, in milliseconds.
    func setBusyTimeout(_ milliseconds: Int32) {
        sqlite3_busy_timeout(database, milliseconds)
    }
}

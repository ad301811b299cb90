import CSQLite

/// A copy of a database in the making, page by page from a connection that goes on writing.
///
/// What the same connection writes meanwhile is put into the copy too, so that the copy is the database of the moment
/// of its last step. Another connection's backup would begin again with every write (sqlite.org, sqlite3_backup_step).
///
/// `@unchecked Sendable` because it is made, stepped and finished on the thread of its source only; `Writer.runApart`
/// takes it there.
package final class OnlineBackup: @unchecked Sendable {
    private let source: Connection
    private var destination: OpaquePointer?
    private var backup: OpaquePointer?

    /// Begins a copy into a file that must not exist.
    package init(of source: Connection, to path: String) throws(SQLiteError) {
        self.source = source
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, message: "the copy can not be made")
        }
        // A copy that does not come to its end is thrown away, so it needs no journal; it is synced once, at its end.
        sqlite3_exec(opened, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil, nil, nil)
        destination = opened
        backup = sqlite3_backup_init(opened, "main", source.database, "main")
        if backup == nil { throw SQLiteError.reported(by: opened, code: sqlite3_errcode(opened), sql: nil) }
    }

    deinit {
        sqlite3_backup_finish(backup)
        sqlite3_close_v2(destination)
    }

    /// Gives up; on the thread of the source, which must not write while the copy is taken off it.
    package func abandon() {
        sqlite3_backup_finish(backup)
        sqlite3_close_v2(destination)
        (backup, destination) = (nil, nil)
    }

    /// How many pages there are, and how many are still to be copied.
    package var pages: (total: Int, left: Int) {
        guard let backup else { return (0, 0) }
        return (Int(sqlite3_backup_pagecount(backup)), Int(sqlite3_backup_remaining(backup)))
    }

    /// Copies some pages; true when all are there.
    package func step(pages: Int32) throws(SQLiteError) -> Bool {
        guard let backup, let destination else { return true }
        let code = sqlite3_backup_step(backup, pages)
        switch code {
        case SQLITE_DONE: return true
        case SQLITE_OK, SQLITE_BUSY, SQLITE_LOCKED: return false
        default: throw SQLiteError.reported(by: destination, code: code, sql: nil)
        }
    }

    /// Ends the copy: one plain file, without a log beside it, that is not yet synced.
    package func finish() throws(SQLiteError) {
        guard let destination else { return }
        sqlite3_backup_finish(backup)
        backup = nil
        let code = sqlite3_exec(destination, "PRAGMA journal_mode = DELETE", nil, nil, nil)
        if code != SQLITE_OK { throw SQLiteError.reported(by: destination, code: code, sql: nil) }
        sqlite3_close_v2(destination)
        self.destination = nil
    }
}

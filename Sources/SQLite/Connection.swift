import CSQLite

/// One connection to a database file, with its prepared statements.
///
/// It is confined to one thread at a time: it may be handed on, never shared. It closes itself with its last
/// reference. What every statement touches is unchecked, because no access to it has another inside it: each is one
/// assignment, or a call that leads back to nobody.
package final class Connection {
    let database: OpaquePointer
    let limit = ExecutionLimit()
    let commitGuard = CommitGuard()
    private let statementMoment = StatementMoment()
    @exclusivity(unchecked) var cache: StatementCache
    /// How many borrowed statements are in use at this moment.
    @exclusivity(unchecked) var depth = 0
    /// How many statements were run so far, so that a test can tell how many a list took.
    @exclusivity(unchecked) package internal(set) var statementsRun = 0
    /// Is told of each statement run to its end that could change something, with its arguments; nil where nobody asks.
    package var onChange: ((_ sql: String, _ values: [Value]) throws(SQLiteError) -> Void)?
    private let interrupts: InterruptHandle

    /// Opens a file and sets what every connection of this program needs.
    ///
    /// - Parameters:
    ///   - path: The file, or ":memory:".
    ///   - access: What may be done with it.
    ///   - settings: Sizes and waits.
    /// - Throws: When the file cannot be opened, is no database, or cannot be put into WAL mode.
    package init(path: String, access: Access, settings: ConnectionSettings) throws(SQLiteError) {
        SQLiteLibrary.prepare()
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access.flags, settings.fileSystem ?? MappedFileSystem.name)
        guard let handle = opened else {
            throw SQLiteError(code: SQLITE_NOMEM, message: "out of memory")
        }
        if code != SQLITE_OK {
            let error = SQLiteError.reported(by: handle, code: sqlite3_extended_errcode(handle), sql: nil)
            sqlite3_close_v2(handle)
            throw error
        }
        database = handle
        cache = StatementCache(limit: settings.statementCacheSize)
        // SQLite allows interrupts from any thread; the box guards against one after the end.
        nonisolated(unsafe) let shared = handle
        interrupts = InterruptHandle(shared)
        sqlite3_extended_result_codes(handle, 1)
        commitGuard.install(on: handle)
        statementMoment.install(on: handle)
        try apply(settings, access: access)
    }

    deinit {
        interrupts.detach()
        cache.removeAll()
        sqlite3_close_v2(database)
    }

    /// What `moment()` says in its statements, in milliseconds: whoever begins a transaction sets it.
    package var moment: Int64 {
        get { statementMoment.milliseconds }
        set { statementMoment.milliseconds = newValue }
    }

    /// Rows changed since the connection was opened, those by triggers and cascades included.
    package var totalChanges: Int { Int(sqlite3_total_changes64(database)) }

    /// Rows changed by the last INSERT, UPDATE or DELETE; changes by triggers and cascades do not count.
    package var changes: Int { Int(sqlite3_changes64(database)) }

    /// The rowid of the last row inserted on this connection; 0 before the first.
    package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(database) }

    /// Whether no transaction is open.
    ///
    /// False becomes true without a COMMIT when SQLite itself rolled back: an interrupted write, an I/O error, a full
    /// disk or no memory.
    package var isAutocommit: Bool { sqlite3_get_autocommit(database) != 0 }

    /// How many prepared statements are kept at this moment.
    package var cachedStatements: Int { cache.count }

    /// A handle by which another thread can stop the running statement.
    package func interruptHandle() -> InterruptHandle { interrupts }

    /// Limits every statement to a number of steps of the virtual machine; nil removes the limit.
    ///
    /// Counted in thousands: it is never stopped before the number, and at most two thousand after it. A statement beyond it fails with an error whose `isInterrupt` is true. Statements nested
    /// in another share its budget. Not for the writer: an interrupted write takes its whole transaction with it.
    package func setStepBudget(_ virtualMachineSteps: Int?) {
        limit.budget = virtualMachineSteps
        limit.install(on: database)
    }

    /// Stops everything from this moment on, given as uptime in nanoseconds; nil removes the limit.
    func setDeadline(_ moment: UInt64?) {
        limit.setDeadline(moment)
        limit.install(on: database)
    }
}

import CSQLite

extension Connection {
    /// Applies the pragmas; each with the reason for it.
    func apply(_ settings: ConnectionSettings, access: Access) throws(SQLiteError) {
        // First, because all that follows can meet a lock.
        sqlite3_busy_timeout(database, settings.busyMilliseconds)
        // No statement may damage the file on purpose: shadow tables of FTS5 and the schema table stay closed.
        try configure(SQLITE_DBCONFIG_DEFENSIVE, 1)
        // A misspelled "column" is an error, not a text.
        try configure(SQLITE_DBCONFIG_DQS_DML, 0)
        try configure(SQLITE_DBCONFIG_DQS_DDL, 0)

        if access != .readOnly {
            try useWriteAheadLog()
            // An acknowledged write survives a power loss: the log is synced at every commit.
            try execute("PRAGMA synchronous = FULL")
            // Personal data that is erased leaves no copy in free pages.
            try execute("PRAGMA secure_delete = ON")
            // A log that grew gives its disk space back.
            try execute("PRAGMA journal_size_limit = \(settings.journalSizeLimitBytes)")
        }
        // Off by default in SQLite; the schema relies on references.
        try execute("PRAGMA foreign_keys = ON")
        // Sorting a report must not put personal data into files in the temporary folder.
        try execute("PRAGMA temp_store = MEMORY")
        // A schema that was tampered with cannot call functions with side effects.
        try execute("PRAGMA trusted_schema = OFF")
        // Damage is found when a page is read, before it spreads. A reader spreads nothing, and it looks at mapped pages
        // anew at every visit: a page of 50 rows took 145 instead of 114 µs.
        if access != .readOnly { try execute("PRAGMA cell_size_check = ON") }
        try execute("PRAGMA wal_autocheckpoint = \(settings.walAutocheckpoint)")
        // Negative: KiB instead of pages.
        try execute("PRAGMA cache_size = -\(settings.cacheKiB)")
        // The library only asks whether it is 0.
        try execute("PRAGMA mmap_size = \(settings.isMapped ? 1 << 30 : 0)")
        if access == .readOnly {
            // The open flag refuses as well; this one also covers attached and temporary databases.
            try execute("PRAGMA query_only = ON")
        }
        // The pragmas above are not the caller's statements.
        statementsRun = 0
    }

    private func configure(_ option: Int32, _ value: Int32) throws(SQLiteError) {
        let code = linli_sqlite3_db_config(database, option, value)
        if code != SQLITE_OK { throw .reported(by: database, code: code, sql: nil) }
    }

    /// Readers beside a writer, and group commit by one sync, exist only with the write-ahead log.
    private func useWriteAheadLog() throws(SQLiteError) {
        let sql = "PRAGMA journal_mode = WAL"
        let statement = try borrow(sql)
        defer { giveBack(statement) }
        var row = Statement(handle: statement.handle)
        let mode = try row.step() ? row.text(0) : ""
        // A database in memory keeps its own mode. Any other answer is a refusal that SQLite does not report.
        guard mode == "wal" || mode == "memory" else {
            throw SQLiteError(code: SQLITE_CANTOPEN, message: "the journal mode stays \(mode)", sql: sql)
        }
    }
}

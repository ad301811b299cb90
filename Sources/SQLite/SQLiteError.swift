import CSQLite

/// A refusal or failure reported by SQLite.
///
/// Match on the code, never on the text. No bound argument appears in it, so it may be logged.
package struct SQLiteError: Error, Sendable {
    /// The extended result code, such as 2067 for a broken UNIQUE constraint.
    package let code: Int32
    /// What SQLite says about it; names tables, columns and constraints, never an argument.
    package let message: String
    /// The statement that failed, with its placeholders; nil when the failure belongs to no statement.
    package let sql: String?

    /// Makes an error.
    package init(code: Int32, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// The code without its extension, such as 19 for every kind of constraint.
    package var primaryCode: Int32 { code & 0xFF }

    /// Whether a constraint of the schema refused the change.
    package var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
    /// Whether a row with the same unique key or primary key exists.
    package var isUnique: Bool { code == 2067 || code == 1555 }
    /// Whether a reference points at a missing row, or a row that is still referenced was deleted.
    package var isForeignKey: Bool { code == 787 }
    /// Whether a CHECK constraint refused a value.
    package var isCheck: Bool { code == 275 }
    /// Whether a column that must have a value got none.
    package var isNotNull: Bool { code == 1299 }
    /// Whether a trigger refused the change with RAISE.
    package var isTrigger: Bool { code == 1811 }
    /// Whether a STRICT column was given a value of another type.
    package var isDataType: Bool { code == 3091 }
    /// Whether another connection holds the lock.
    package var isBusy: Bool { primaryCode == SQLITE_BUSY }
    /// Whether the disk, or the size limit of the database, is full.
    ///
    /// Also where the index of the log, which is a file of its own, can not be made as long as it has to be.
    package var isFull: Bool { primaryCode == SQLITE_FULL || code == Self.noRoomForIndex }
    /// That is SQLITE_IOERR_SHMSIZE, a macro that Swift does not see.
    private static let noRoomForIndex: Int32 = SQLITE_IOERR | 19 << 8
    /// Whether the file system failed.
    package var isIOError: Bool { primaryCode == SQLITE_IOERR }
    /// Whether memory ran out.
    package var isOutOfMemory: Bool { primaryCode == SQLITE_NOMEM }
    /// Whether the statement was stopped: by an interrupt, by its step budget or by its time limit.
    package var isInterrupt: Bool { primaryCode == SQLITE_INTERRUPT }
    /// Whether the connection or the file may not be written.
    package var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
    /// Whether the file is damaged or is no database.
    package var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
    /// Whether the transaction was gone before its end, because a statement in it had failed.
    package var wasRolledBack: Bool { primaryCode == SQLITE_ABORT }
    /// Whether not the statement but what lies below it failed; the same statement may succeed later.
    ///
    /// A full disk and a damaged file have their own words.
    package var isStorageFailure: Bool {
        isIOError || isCannotOpen || isReadOnly || isOutOfMemory || isBusy || wasRolledBack
    }
    /// The primary code of a file whose beginning is not that of a database.
    package static let notADatabase = SQLITE_NOTADB
    /// The primary code of a file that may not be written.
    package static let readOnly = SQLITE_READONLY
    /// Whether the file could not be opened.
    package var isCannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }

    /// The error that the connection just reported.
    static func reported(by database: OpaquePointer, code: Int32, sql: String?) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }

    /// The error that running a statement just reported.
    static func reported(by statement: OpaquePointer, code: Int32) -> SQLiteError {
        let sql = sqlite3_sql(statement).map { String(cString: $0) }
        // The plain SQLITE_ERROR of a running statement is written by functions and virtual tables, and FTS5 quotes
        // the query it was given: the text of an argument. Constraints and RAISE have codes of their own.
        if code == SQLITE_ERROR, sqlite3_bind_parameter_count(statement) > 0 {
            return SQLiteError(code: code, message: "the statement refused one of its arguments", sql: sql)
        }
        return SQLiteError(code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(statement))), sql: sql)
    }
}

extension SQLiteError {
    /// Code and message without the statement, for people who never saw one.
    package var summary: String { "SQLite \(code): \(message)" }
}

extension SQLiteError: CustomStringConvertible {
    /// Code, message and statement in one line.
    package var description: String {
        let statement = sql.map { " in: \($0)" } ?? ""
        return "SQLite error \(code): \(message)\(statement)"
    }
}

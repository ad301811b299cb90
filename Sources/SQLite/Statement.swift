import CSQLite

/// A prepared statement on loan: bind its arguments, step through its rows, read their columns.
///
/// It belongs to the connection that lent it and lives until the closure that got it returns. Parameters count from 1,
/// columns from 0, as in SQLite. A column that does not exist reads as NULL.
package struct Statement: ~Copyable {
    let handle: OpaquePointer

    @usableFromInline
    init(handle: OpaquePointer) {
        self.handle = handle
    }

    /// Goes to the next row; false at the end.
    package mutating func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw .reported(by: handle, code: code)
    }

    /// Goes back to before the first row and keeps the arguments, so that single ones can be bound anew.
    package mutating func reset() {
        // Its result repeats the error of the last step, which was thrown there.
        sqlite3_reset(handle)
    }

    /// How many arguments the statement takes.
    package var parameterCount: Int32 { sqlite3_bind_parameter_count(handle) }

    /// How many columns a row has; 0 for a statement without rows.
    package var columnCount: Int32 { sqlite3_column_count(handle) }

    /// The name of a column; empty when there is none.
    package func columnName(_ index: Int32) -> String {
        sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
}

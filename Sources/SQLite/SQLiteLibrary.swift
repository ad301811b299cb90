import CSQLite

/// The SQLite library this program runs with.
package enum SQLiteLibrary {
    /// The version of the library in memory, such as "3.40.1".
    ///
    /// Before 3.51.3 a write-ahead log can be damaged when two connections write or checkpoint at the same instant,
    /// so diagnostics show it.
    package static var version: String {
        String(cString: sqlite3_libversion())
    }
}

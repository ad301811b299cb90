import CSQLite

/// The SQLite library this program runs with.
package enum SQLiteLibrary {
    /// Sets what holds for the whole process, once, before the first connection.
    static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        // Nobody reads SQLite's count of its memory, and keeping it takes a lock that all connections share. It is refused where
        // somebody used the library before, which is no reason to go without what follows.
        let isUncounted = linli_sqlite3_without_memory_statistics() == SQLITE_OK
        return MappedFileSystem.register() && isUncounted
    }()

    /// The version of the library in memory, such as "3.40.1".
    ///
    /// Before 3.51.3 a write-ahead log can be damaged when two connections write or checkpoint at the same instant,
    /// so diagnostics show it.
    package static var version: String {
        String(cString: sqlite3_libversion())
    }
}

import Glibc

/// The file of a database that nobody has open any more.
package enum DatabaseFile {
    /// What SQLite puts beside it.
    private static let companions = ["", "-wal", "-shm", "-journal"]

    /// Takes it away with what SQLite put beside it; what is not there is no error.
    package static func remove(_ path: String) {
        for suffix in companions { unlink(path + suffix) }
    }
}

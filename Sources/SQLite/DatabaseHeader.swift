import Glibc

/// What the beginning of a database file says of it (文件头; SQLite's file format, section 1.3).
///
/// It is read without SQLite, which would read the whole schema first; and so it does not see what only the log has yet.
package struct DatabaseHeader: Sendable, Equatable {
    /// Whose database it is: a number that each program chooses for itself.
    package let applicationID: UInt32
    /// How far it has come, as its program counts.
    package let userVersion: UInt32
    /// Whether it is written by way of a log, and so can be opened for writing without being changed.
    package let isLogged: Bool

    private static let size = 100
    private static let magic = Array("SQLite format 3\0".utf8)

    package init(applicationID: UInt32, userVersion: UInt32, isLogged: Bool) {
        self.applicationID = applicationID
        self.userVersion = userVersion
        self.isLogged = isLogged
    }

    /// Nothing where there is no such file, or one that is no database.
    ///
    /// Only for a file that this process has not open: to close it here would drop the locks of all that have.
    package init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.size)
        guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count, bytes.starts(with: Self.magic) else {
            return nil
        }
        func number(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        let isLogged = bytes[18] == 2 && bytes[19] == 2
        self.init(applicationID: number(at: 68), userVersion: number(at: 60), isLogged: isLogged)
    }
}

import Foundation
import SQLite

/// A folder for the database of one test; it goes with its last reference.
final class TemporaryDatabase: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var path: String { folder.appendingPathComponent("test.db").path }

    func exists(_ suffix: String) -> Bool {
        FileManager.default.fileExists(atPath: path + suffix)
    }

    /// A writing connection.
    func connection(_ script: String = "") throws -> Connection {
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        try connection.execute(script)
        return connection
    }

    /// A connection that only reads.
    func reader() throws -> Connection {
        try Connection(path: path, access: .readOnly, settings: .reader)
    }

    /// A writer, with a table `item(id, name UNIQUE)`.
    func writer(queueLimit: Int = 4_096, groupLimit: Int = 256) throws -> Writer {
        let writer = try Writer(path: path, queueLimit: queueLimit, groupLimit: groupLimit)
        try writer.writeBlocking { connection in
            try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")
        }
        return writer
    }

    /// How many rows the table `item` has for a reader.
    func itemCount() throws -> Int64? {
        try reader().first("SELECT count(*) FROM item") { $0.integer(0) }
    }
}

/// A step that one side waits for, so that the order of things does not depend on the clock.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// Blocks; for the writer's thread and for threads of a pool.
    func pass() { semaphore.wait() }

    /// Waits without blocking a thread that other tasks need to get here.
    func arrive() async {
        while !isOpen() { await Task.yield() }
    }

    private func isOpen() -> Bool {
        semaphore.wait(timeout: .now()) == .success
    }
}

/// An error that a test throws on purpose.
struct Refusal: Error, Equatable {
    var reason = "refused"
}

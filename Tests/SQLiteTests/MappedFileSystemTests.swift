import Foundation
import Glibc
import Testing

@testable import SQLite

@Suite("A database file is mapped whole, once, and for as long as somebody has it open")
struct MappedFileSystemTests {
    /// The lines of a table of the kernel that name a file.
    private func lines(of table: String, naming text: String) throws -> [Substring] {
        try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n").filter { $0.contains(text) }
    }

    private func fill(_ connection: Connection, rows: Int) throws {
        try connection.transaction {
            for _ in 0..<rows { try connection.run("INSERT INTO note (text) VALUES (hex(randomblob(1500)))") }
        }
    }

    private func count(_ connection: Connection) throws -> Int64 {
        try connection.first("SELECT count(*) + sum(length(text) = 3000) FROM note") { $0.integer(0) } ?? 0
    }

    private func writer(_ path: String) throws -> Connection {
        let writer = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        try writer.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
        return writer
    }

    @Test("A reader sees what was written after it looked first, however much the file grew")
    func growth() throws {
        let database = try TemporaryDatabase()
        let writer = try writer(database.path)
        let reader = try Connection(path: database.path, access: .readOnly, settings: .reader)
        for round in 1...6 {
            try fill(writer, rows: 300)
            // Some of it is read from the log, and then all from the file.
            #expect(try count(reader) == Int64(round * 600))
            try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try count(reader) == Int64(round * 600))
        }
    }

    @Test("Rows that were deleted and a file that shrank leave the right answers")
    func shrinking() throws {
        let database = try TemporaryDatabase()
        let writer = try writer(database.path)
        try fill(writer, rows: 900)
        try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let reader = try Connection(path: database.path, access: .readOnly, settings: .reader)
        #expect(try count(reader) == 1_800)
        try writer.run("DELETE FROM note WHERE id > 50")
        try writer.execute("VACUUM")
        try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(try count(reader) == 100)
    }

    @Test("Two readers share one mapping; it goes with the last connection")
    func sharing() throws {
        let database = try TemporaryDatabase()
        do {
            let writer = try writer(database.path)
            try fill(writer, rows: 300)
            try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            let readers = try (0..<2).map { _ in
                try Connection(path: database.path, access: .readOnly, settings: .reader)
            }
            for reader in readers { #expect(try count(reader) == 600) }
            #expect(try mappings(database.path) == 1)
        }
        #expect(try mappings(database.path) == 0)
    }

    /// How often the file itself is mapped, without the index of its log.
    private func mappings(_ path: String) throws -> Int {
        try lines(of: "/proc/self/maps", naming: path).filter { !$0.contains("-shm") }.count
    }

    /// Whether somebody holds a lock on the bytes that SQLite keeps shared locks on; asked with an owner of its own.
    private func isLocked(_ path: String) throws -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        try #require(file >= 0)
        // Closing it drops what the process holds, so this comes last.
        defer { close(file) }
        var question = flock()
        question.l_type = Int16(F_WRLCK)
        question.l_whence = Int16(SEEK_SET)
        question.l_start = 0x4000_0002
        question.l_len = 510
        // F_OFD_GETLK, which Swift does not import: locks of open files, against which the process's own ones stand, too.
        try #require(fcntl(file, 36, &question) == 0)
        return question.l_type != Int16(F_UNLCK)
    }

    @Test("A reader that closes leaves the locks of the others alone")
    func locks() throws {
        let database = try TemporaryDatabase()
        let writer = try writer(database.path)
        try fill(writer, rows: 300)
        try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        do {
            let reader = try Connection(path: database.path, access: .readOnly, settings: .reader)
            #expect(try count(reader) == 600)
        }
        #expect(try isLocked(database.path))
        withExtendedLifetime(writer) {}
    }
}

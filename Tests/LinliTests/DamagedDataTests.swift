import App
import Glibc
import SQLite
import TestSupport
import Testing

/// What can stand in the place of the database: each is refused with a sentence, and stays as it was.
@Suite("A database that is none, or no longer whole")
struct DamagedDataTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/linli.db" }

    init() throws {
        folder = try TemporaryFolder()
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
    }

    private func bytes() throws -> [UInt8] { try #require(FileContents.read(path)) }

    private func put(_ bytes: [UInt8]) throws {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        #expect(FileContents.create(path, bytes))
    }

    /// Both the server and the check refuse it with these words, and not a byte of it changes.
    private func expectRefusal(_ english: String, _ chinese: String) throws {
        let before = try bytes()
        for command in [["serve", "--port", "0"], ["migrate"], ["check"]] {
            let answer = try Program.run(command + ["--data", folder.path])
            #expect(answer.status == 1, "\(command): \(answer.output)")
            #expect(answer.output.contains(english) && answer.output.contains(chinese), "\(command): \(answer.output)")
        }
        #expect(try bytes() == before)
        // Reading alone may leave an empty log, and nothing in it.
        #expect(FileContents.read("\(path)-wal")?.isEmpty ?? true)
    }

    @Test("A text in place of the database is called what it is")
    func text() throws {
        try put(Array(String(repeating: "这不是数据库。\n", count: 1000).utf8))
        try expectRefusal("is not a database of this program", "不是本程序的数据库")
    }

    @Test("A database of another program is not given our tables")
    func foreign() throws {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        try makeForeign()
        try expectRefusal("is a database of another program", "是其他程序的数据库")
    }

    private func makeForeign() throws {
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        try connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT)")
        // As other programs leave it: without a log.
        try connection.execute("PRAGMA journal_mode = DELETE")
    }

    @Test("A file that was cut short is called damaged, with the way back", arguments: [100, 4096, 40_960])
    func cutShort(length: Int) throws {
        try put(Array(try bytes().prefix(length)))
        try expectRefusal("is damaged or was cut short", "已损坏或不完整")
    }

    @Test("An overwritten beginning is called no database of this program")
    func overwritten() throws {
        try put([UInt8](repeating: 0, count: 100) + (try bytes().dropFirst(100)))
        try expectRefusal("is not a database of this program", "不是本程序的数据库")
    }

    @Test("A folder in place of the database is called a folder")
    func directory() throws {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        #expect(mkdir(path, 0o700) == 0)
        defer { rmdir(path) }
        for command in [["serve", "--port", "0"], ["check"]] {
            let answer = try Program.run(command + ["--data", folder.path])
            #expect(answer.status == 1 && answer.output.contains("is a folder or a device"), "\(answer.output)")
            #expect(answer.output.contains("是文件夹或设备"), "\(answer.output)")
        }
    }

    @Test("A file in place of the data folder is a sentence")
    func fileAsFolder() throws {
        let answer = try Program.run(["serve", "--port", "0", "--data", path])
        #expect(answer.status == 1 && answer.output.contains("Check that the folder exists"), "\(answer.output)")
    }

    @Test("A damaged page deep in the file is found by the check, which names what is wrong")
    func damagedPage() throws {
        var damaged = try bytes()
        let start = (try rootPage(of: "case_event") - 1) * 4096
        for place in start..<start + 4096 { damaged[place] = 0xA5 }
        try put(damaged)
        let answer = try Program.run(["check", "--data", folder.path])
        #expect(answer.status == 1 && answer.output.contains("WRONG  integrity"), "\(answer.output)")
        #expect(try bytes() == damaged)
    }

    /// Where a table begins; the schema itself is whole.
    private func rootPage(of table: String) throws -> Int {
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return Int(try #require(try connection.first(sql, [.text(table)]) { $0.integer(0) }))
    }
}

import App
import SQLite
import Storage
import TestSupport
import Testing

@Suite("A database that says whose it is")
struct MarkedDatabaseTests {
    @Test("It says in its first bytes that it is of this program and how far it has come")
    func mark() throws {
        let folder = try served()
        let header = try #require(DatabaseHeader(path: "\(folder.path)/linli.db"))
        #expect(header == Schema.mark)
        #expect(header.userVersion == UInt32(Schema.migrations.count))
        #expect(DatabaseHeader(path: "\(folder.path)/linli.keys") == nil)
        #expect(DatabaseHeader(path: folder.path) == nil)
    }

    @Test(
        "It is held against the program all the same: what its list of migrations does not prove is not served",
        arguments: [
            ("DELETE FROM schema_migration", "linli.db"),
            ("DELETE FROM schema_migration WHERE name = (SELECT max(name) FROM schema_migration)", "linli.db"),
            ("UPDATE schema_migration SET sha256 = 'x' WHERE name = '0003_party'", "0003_party"),
            ("INSERT INTO schema_migration VALUES ('9999_future', 'x', 0)", "9999_future"),
        ]
    )
    func proof(change: String, named: String) throws {
        let folder = try served()
        try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer).execute(change)
        #expect(DatabaseHeader(path: "\(folder.path)/linli.db") == Schema.mark)
        let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(answer.status == 1 && answer.output.contains(named), "\(answer.output)")
    }

    @Test(
        "What was dropped, changed or added by hand is not served, and the check names it",
        arguments: [
            ("DROP TRIGGER audit_stays", "trigger audit_stays is missing"),
            ("DROP INDEX case_file_place", "index case_file_place is missing"),
            ("DROP TABLE case_repeat", "table case_repeat is missing"),
            ("DROP TABLE schema_seal", "table schema_seal is missing"),
            ("DELETE FROM schema_seal", "the seal of the schema is missing"),
            ("CREATE TABLE notes (text TEXT)", "table notes is of no migration"),
            ("ALTER TABLE case_repeat ADD COLUMN more TEXT", "table case_repeat is not as its migration made it"),
        ]
    )
    func changedByHand(change: String, said: String) throws {
        let folder = try served()
        let path = "\(folder.path)/linli.db"
        try Connection(path: path, access: .readWrite, settings: .writer).execute(change)
        for _ in 0..<2 {
            let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
            #expect(answer.status == 1 && answer.output.contains("linli check"), "\(answer.output)")
        }
        let check = try Program.run(["check", "--data", folder.path])
        #expect(check.status == 1 && check.output.contains(said), "\(check.output)")
    }

    @Test("SQLite's own count of changes can be set back; what was changed is not served all the same")
    func countSetBack() throws {
        let folder = try served()
        let path = "\(folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        let count = try #require(try connection.first("PRAGMA schema_version") { $0.integer(0) })
        try connection.execute("DROP TRIGGER audit_stays; PRAGMA schema_version = \(count)")
        let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(answer.status == 1 && answer.output.contains("linli check"), "\(answer.output)")
    }

    @Test("Figures of the tables and a compacted file change nothing of what is served, and the check is content")
    func compacted() throws {
        let folder = try served()
        let path = "\(folder.path)/linli.db"
        try Connection(path: path, access: .readWrite, settings: .writer).execute("ANALYZE; VACUUM")
        let again = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try again.waitForPort()
        #expect(try again.stop() == 0)
        let check = try Program.run(["check", "--data", folder.path])
        #expect(check.status == 0, "\(check.output)")
    }

    @Test("The mark of another program, or of an older version, is no reason to believe it")
    func otherMarks() throws {
        let folder = try served()
        let path = "\(folder.path)/linli.db"
        try Connection(path: path, access: .readWrite, settings: .writer).execute("PRAGMA user_version = 3")
        let again = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try again.waitForPort()
        #expect(try again.stop() == 0)
        #expect(DatabaseHeader(path: path) == Schema.mark)
        try Connection(path: path, access: .readWrite, settings: .writer).execute(
            "PRAGMA application_id = 7; DROP TABLE schema_migration"
        )
        let foreign = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(foreign.status == 1 && foreign.output.contains("linli.db"), "\(foreign.output)")
    }

    @Test("A database of another program that bears the mark is refused, and not a byte of it is changed")
    func forgedMark() throws {
        let folder = try served()
        let path = "\(folder.path)/linli.db"
        DatabaseFile.remove(path)
        try Connection(path: path, access: .readWriteCreate, settings: .writer).execute(
            "CREATE TABLE notes (text TEXT); PRAGMA application_id = \(Schema.mark.applicationID); "
                + "PRAGMA user_version = \(Schema.mark.userVersion)"
        )
        // As it is written by way of a log, and then as it was before there were logs.
        for version: UInt8 in [2, 1] {
            var bytes = try #require(FileContents.read(path))
            (bytes[18], bytes[19]) = (version, version)
            DatabaseFile.remove(path)
            #expect(FileContents.create(path, bytes))
            let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
            #expect(answer.status == 1 && answer.output.contains("linli.db"), "\(answer.output)")
            #expect(FileContents.read(path) == bytes)
        }
    }

    /// The folder of a server that ran and has ended.
    private func served() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try serving.waitForPort()
        #expect(try serving.stop() == 0)
        return folder
    }
}

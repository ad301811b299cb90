import App
import Crypto
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Upgrades of the database")
struct MigrationTests {
    /// A database as an older program left it: without the last migration.
    private func older() throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        try KeyFile.create("\(folder.path)/linli.keys")
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWriteCreate, settings: .writer)
        let older = Migrator(Array(Schema.migrations.dropLast()), digest: SHA256.hexDigest, now: { 0 })
        _ = try older.migrate(connection, sealing: Schema.seal)
        let last = try #require(Schema.migrations.last?.name)
        return (folder, last)
    }

    @Test("A dry run says what would be done and does nothing; the upgrade keeps a copy and says how long it took")
    func upgrades() throws {
        let (folder, last) = try older()
        for _ in 0..<2 {
            let dry = try Program.run(["migrate", "--dry-run", "--data", folder.path])
            #expect(dry.status == 0 && dry.output.contains("would apply \(last)"), "\(dry.output)")
        }
        // Neither does one of another command bring it up first.
        let other = try Program.run(["retention", "run", "--dry-run", "--data", folder.path])
        #expect(other.status == 1 && other.output.contains("was made by an earlier program"), "\(other.output)")
        #expect(try Schema.status(path: "\(folder.path)/linli.db").pending == [last])
        let done = try Program.run(["migrate", "--data", folder.path])
        #expect(done.status == 0 && done.output.contains("migrated \(last) in "), "\(done.output)")
        let copy = try #require(done.output.split(separator: "\n").first { $0.contains("before is in") })
        let path = String(copy.split(separator: " ").last ?? "")
        #expect(try Schema.status(path: path).pending == [last])
        #expect(try Program.run(["migrate", "--dry-run", "--data", folder.path]).output.contains("is current"))
    }
}

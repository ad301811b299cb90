import App
import Glibc
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Upgrades of the database")
struct MigrationTests {
    /// A database as an older program left it: without the last migration.
    private func older() throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        let last = try #require(Schema.migrations.last?.name)
        let path = "\(folder.path)/linli.db"
        let applied = "SELECT name, sha256 FROM schema_migration"
        let known = try Connection(path: path, access: .readOnly, settings: .reader).query(applied) {
            ($0.text(0), $0.text(1))
        }
        let digests = Dictionary(uniqueKeysWithValues: known)
        let texts = Dictionary(uniqueKeysWithValues: Schema.migrations.map { ($0.sql, digests[$0.name] ?? "") })
        // The keys stay, and the database is made anew by all migrations but the last.
        unlink(path)
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        let migrator = Migrator(Schema.migrations.dropLast(), digest: { texts[$0] ?? "" }, now: { 0 })
        _ = try migrator.migrate(connection)
        return (folder, last)
    }

    @Test("A dry run says what would be done and does nothing; the upgrade keeps a copy and says how long it took")
    func upgrades() throws {
        let (folder, last) = try older()
        for _ in 0..<2 {
            let dry = try Program.run(["migrate", "--dry-run", "--data", folder.path])
            #expect(dry.status == 0 && dry.output.contains("would apply \(last)"), "\(dry.output)")
        }
        let done = try Program.run(["migrate", "--data", folder.path])
        #expect(done.status == 0 && done.output.contains("migrated \(last) in "), "\(done.output)")
        let copy = try #require(done.output.split(separator: "\n").first { $0.contains("before is in") })
        let path = String(copy.split(separator: " ").last ?? "")
        #expect(try Schema.status(path: path).pending == [last])
        #expect(try Program.run(["migrate", "--dry-run", "--data", folder.path]).output.contains("is current"))
    }
}

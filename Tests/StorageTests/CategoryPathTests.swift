import Crypto
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite("The tree of the categories, both ways")
struct CategoryPathTests {
    private static let beginning = """
        INSERT INTO subdistrict (code, name, created_at, updated_at) VALUES ('1', '街道', 0, 0);
        INSERT INTO community (subdistrict_id, code, name, number_prefix, created_at, updated_at)
        VALUES (1, '1', '社区', 'AA', 0, 0);
        """

    private func add(_ id: Int64, below parent: Int64?, to connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO case_category (id, community_id, parent_id, code, name, created_at, updated_at)
            VALUES (?1, 1, ?2, 'c' || ?1, '类', 0, 0)
            """,
            [.integer(id), .optional(parent)]
        )
    }

    /// The paths as they lie there, and as walking up from each category finds them.
    private func paths(_ connection: Connection) throws -> (kept: [String], walked: [String]) {
        let kept = try connection.query(
            "SELECT ancestor_id || '>' || category_id || ':' || steps FROM case_category_path ORDER BY 1"
        ) { $0.text(0) }
        let walked = try connection.query(
            """
            WITH RECURSIVE up (ancestor, category, steps) AS (SELECT id, id, 0 FROM case_category
                UNION ALL SELECT c.parent_id, u.category, u.steps + 1 FROM up u JOIN case_category c ON c.id = u.ancestor
                WHERE c.parent_id IS NOT NULL)
            SELECT ancestor || '>' || category || ':' || steps FROM up ORDER BY 1
            """
        ) { $0.text(0) }
        return (kept, walked)
    }

    @Test("Through a thousand changes the paths are those of the tree, and no change makes a circle", arguments: 1...3)
    func changes(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        let connection = try Connection(path: path, access: .readWrite, settings: .writer)
        try connection.execute(Self.beginning)
        var chance = Chance(state: seed)
        var (ids, last, refused): ([Int64], Int64, Int) = ([], 0, 0)
        for _ in 0..<1_000 {
            let parent = ids.isEmpty || chance.integer(0...5) == 0 ? nil : chance.pick(ids)
            switch chance.integer(0...3) {
            case 0...1 where ids.count < 40:
                last += 1
                try add(last, below: parent, to: connection)
                ids.append(last)
            case 2 where !ids.isEmpty:
                let id = chance.pick(ids)
                let values: [Value] = [.optional(parent), .integer(id)]
                do {
                    try connection.run("UPDATE case_category SET parent_id = ? WHERE id = ?", values)
                } catch {
                    refused += 1
                }
            default:
                guard !ids.isEmpty else { continue }
                let id = chance.pick(ids)
                do {
                    try connection.run("DELETE FROM case_category WHERE id = ?", [.integer(id)])
                    ids.removeAll { $0 == id }
                } catch {
                    refused += 1
                }
            }
            let (kept, walked) = try paths(connection)
            #expect(kept == walked)
        }
        #expect(refused > 50 && last > 50)
        withExtendedLifetime(folder) {}
    }

    @Test("The categories of an older database find their tree")
    func upgrade() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        let connection = try Connection(path: path, access: .readWriteCreate, settings: .writer)
        let older = Schema.migrations.prefix { $0.name < "0029" }
        _ = try Migrator(Array(older), digest: SHA256.hexDigest, now: { 0 }).migrate(connection)
        try connection.execute(Self.beginning)
        for (id, parent) in [(1, nil), (2, 1), (3, 2), (4, 2), (5, nil)] as [(Int64, Int64?)] {
            try add(id, below: parent, to: connection)
        }
        _ = try Migrator(Schema.migrations, digest: SHA256.hexDigest, now: { 0 }).migrate(connection)
        let (kept, walked) = try paths(connection)
        #expect(kept == walked && kept.count == 10 && kept.contains("1>4:2"))
        withExtendedLifetime(folder) {}
    }
}

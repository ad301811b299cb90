import App
import JSON
import SQLite
import TestSupport
import Testing

@Suite("The search index of a database that is older than it")
struct SearchTests {
    /// A database as the migration leaves one that had rows: they are not in the index, and nothing waits to be.
    private func oldDatabase() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let added = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        guard added.status == 0 else { throw TestFailure(added.output) }
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        try connection.execute(
            """
            INSERT INTO subdistrict (code, name, created_at, updated_at) VALUES ('1', '街道', 0, 0);
            INSERT INTO community (subdistrict_id, code, name, number_prefix, created_at, updated_at)
            VALUES (1, '1', '社区', 'A', 0, 0);
            INSERT INTO organization (community_id, kind, name, created_at, updated_at)
            WITH RECURSIVE number (value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM number WHERE value < 450)
            SELECT 1, 'merchant', '路灯' || value || '号', 0, 0 FROM number;
            DELETE FROM search_pending;
            UPDATE search_index SET unfilled = 450 WHERE name = 'organization';
            """
        )
        return folder
    }

    /// How many organizations a serving program finds, once it finds so many.
    private func found(_ serving: Program, atLeast count: Int64) throws -> Int64 {
        let (port, token) = (try serving.waitForPort(), try serving.waitForToken())
        let client = HTTPClient(port: port)
        while true {
            let page = try client.send(
                "GET",
                "/api/v1/organizations?limit=1&q=%E8%B7%AF%E7%81%AF",
                token: token,
                headers: [("Prefer", "count=exact")]
            )
            guard let total = try page.json()["total"]?.integer else { throw TestFailure(page.text) }
            if total >= count { return total }
        }
    }

    @Test("A server fills it while it serves")
    func serves() throws {
        let folder = try oldDatabase()
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        #expect(try found(serving, atLeast: 450) == 450)
        #expect(try serving.stop() == 0)
        #expect(serving.rest().contains("filling the search index"))
    }

    @Test("linli migrate fills it, linli search rebuild makes it anew, and both say how much they did")
    func commands() throws {
        let folder = try oldDatabase()
        let migrated = try Program.run(["migrate", "--data", folder.path])
        #expect(migrated.status == 0 && migrated.output.contains("search index: 450 rows added"), "\(migrated.output)")
        let rebuilt = try Program.run(["search", "rebuild", "--data", folder.path])
        #expect(rebuilt.status == 0 && rebuilt.output.contains("made anew: 450 rows"), "\(rebuilt.output)")
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        try connection.execute("UPDATE search_index SET unfilled = 450 WHERE name = 'organization'")
        try connection.execute("INSERT INTO organization_search (organization_search) VALUES ('delete-all')")
        let finished = try Program.run(["search", "rebuild", "--json", "--data", folder.path])
        let result = try JSONDocument(parsing: Array(finished.output.utf8)).root
        #expect(result["rows"]?.integer == 450 && result["resumed"]?.bool == true, "\(finished.output)")
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        #expect(try found(serving, atLeast: 450) == 450)
        // Beside a server it says whose the database is.
        let beside = try Program.run(["search", "rebuild", "--data", folder.path])
        #expect(beside.status == 1 && beside.output.contains("(\(serving.id))"), "\(beside.output)")
        #expect(try serving.stop() == 0)
    }
}

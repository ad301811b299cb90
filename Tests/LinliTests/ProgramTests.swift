import App
import Glibc
import JSON
import SQLite
import TestSupport
import Testing

@Suite("The program")
struct ProgramTests {
    @Test("It serves until SIGTERM and then ends with 0; what it acknowledged is there afterwards")
    func servesAndStops() async throws {
        let folder = try TemporaryFolder()
        let added = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        #expect(added.status == 0, "\(added.output)")
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        let port = try serving.waitForPort()
        let token = try serving.waitForToken()
        let answer = try HTTPClient(port: port).send(
            "POST",
            "/api/v1/subdistricts",
            token: token,
            body: #"{"code": "320411001", "name": "街道"}"#
        )
        #expect(answer.status == 201)
        #expect(try serving.stop() == 0)
        let checked = try Program.run(["check", "--json", "--data", folder.path])
        #expect(checked.status == 0)
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        #expect(try connection.first("SELECT name FROM subdistrict") { $0.text(0) } == "街道")
    }

    @Test("What was acknowledged before kill -9 is there after it")
    func survivesKill() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        let (port, token) = (try serving.waitForPort(), try serving.waitForToken())
        let client = HTTPClient(port: port)
        let answers = try (1...50).map { number in
            try client.send(
                "POST",
                "/api/v1/subdistricts",
                token: token,
                body: #"{"code": "\#(number)", "name": "街道\#(number)"}"#
            )
        }
        #expect(answers.allSatisfy { $0.status == 201 })
        serving.kill()
        let again = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        let page = try HTTPClient(port: try again.waitForPort()).send(
            "GET",
            "/api/v1/subdistricts?limit=200",
            token: try again.waitForToken()
        )
        #expect(try page.json()["items"]?.count == 50)
        #expect(try again.stop() == 0)
    }

    @Test("A second process does not open the database of the first, and says whose it is")
    func oneProcess() throws {
        let folder = try TemporaryFolder()
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try serving.waitForPort()
        let second = try Program.run(["migrate", "--data", folder.path])
        #expect(second.status == 1)
        #expect(second.output.contains("(\(serving.id))"))
        #expect(try serving.stop() == 0)
    }

    @Test("A database that was changed or is newer stops the start with a sentence that says which")
    func foreignMigrations() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
        try change(folder, "INSERT INTO schema_migration VALUES ('9999_future', 'x', 0)")
        let newer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(newer.status == 1 && newer.output.contains("9999_future"), "\(newer.output)")
        try change(folder, "DELETE FROM schema_migration WHERE name = '9999_future'")
        try change(folder, "UPDATE schema_migration SET sha256 = 'x' WHERE name = '0003_party'")
        let changed = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(changed.status == 1 && changed.output.contains("0003_party"), "\(changed.output)")
    }

    @Test(
        "A wrong setting is a clear error at the start",
        arguments: [
            (["--port", "70000"], "port"), (["--loops", "many"], "loops"),
            (["--config", "/nowhere/linli.conf"], "/nowhere/linli.conf"),
        ]
    )
    func settings(flags: [String], word: String) throws {
        let folder = try TemporaryFolder()
        let answer = try Program.run(["serve", "--data", folder.path] + flags)
        #expect(answer.status != 0 && answer.output.contains(word), "\(answer.output)")
    }

    @Test("The keys lie apart from the database, and without them it does not open")
    func keys() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
        #expect(unlink("\(folder.path)/linli.keys") == 0)
        let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(answer.status == 1 && answer.output.contains("linli.keys"), "\(answer.output)")
    }

    @Test("Another database's keys are refused: nothing is sealed that nobody could open")
    func foreignKeys() throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
        #expect(try Program.run(["migrate", "--data", other.path]).status == 0)
        let keys = try #require(FileContents.read("\(other.path)/linli.keys"))
        #expect(unlink("\(folder.path)/linli.keys") == 0)
        #expect(FileContents.create("\(folder.path)/linli.keys", keys))
        let answer = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(answer.status == 1 && answer.output.contains("not the key file of this database"), "\(answer.output)")
    }

    @Test("Every setting is shown with its reason, as a file that can be read back")
    func printsConfiguration() throws {
        let folder = try TemporaryFolder()
        let shown = try Program.run(["serve", "--print-config", "--port", "9000", "--idle-seconds", "30"])
        #expect(shown.status == 0)
        #expect(shown.output.contains("\nport = 9000\n") && shown.output.contains("\nidle-seconds = 30\n"))
        let reasons = shown.output.split(separator: "\n").filter { $0.hasPrefix("# ") }
        #expect(reasons.count > 40)
        #expect(FileContents.create("\(folder.path)/linli.conf", Array(shown.output.utf8)))
        let again = try Program.run(["serve", "--print-config", "--config", "\(folder.path)/linli.conf"])
        #expect(again.output == shown.output)
    }

    @Test("A certificate for a first try serves over TLS, and is never written over another")
    func certificate() throws {
        let folder = try TemporaryFolder()
        let files = ["--certificate", "\(folder.path)/a.crt", "--key", "\(folder.path)/a.key"]
        #expect(try Program.run(["cert", "self-signed"] + files).status == 0)
        #expect(try Program.run(["cert", "self-signed"] + files).status == 1)
        let serving = try Program.start([
            "serve", "--data", folder.path, "--port", "0", "--tls-cert", "\(folder.path)/a.crt", "--tls-key",
            "\(folder.path)/a.key",
        ])
        let port = try serving.waitForPort(scheme: "https")
        // A plain request on the TLS port is told so, in the one error shape.
        let answer = try HTTPClient(port: port).send("GET", "/livez")
        #expect(answer.status == 400 && answer.code == "plain_http_on_tls_port")
        #expect(try serving.stop() == 0)
    }

    @Test("Each request leaves one line: what was refused before it was one, and a list with all its bytes")
    func accessLog() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        let serving = try Program.start([
            "serve", "--data", folder.path, "--port", "0", "--tour", "root", "--access-log", "json",
        ])
        let (port, token) = (try serving.waitForPort(), try serving.waitForToken())
        let list = try HTTPClient(port: port).send("GET", "/api/v1/subdistricts?format=csv&code=7", token: token)
        #expect(list.status == 200 && list.bytes.count > 0)
        let refused = HTTPClient(port: port)
        try refused.write(Array("GET /secret HTTP/2.0\r\nHost: a\r\n\r\n".utf8))
        #expect(try refused.readAnswer().status == 505)
        let large = HTTPClient(port: port)
        let head = "POST /api/v1/places HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n"
        try large.write(Array("\(head)Content-Length: 9999999\r\n\r\n".utf8))
        #expect(try large.readAnswer().status == 413)
        #expect(try serving.stop() == 0)
        let said = serving.rest()
        let lines = said.split(separator: "\n").filter { $0.hasPrefix("{") && $0.contains("\"status\"") }
        #expect(
            lines.contains { $0.contains("\"status\":200") && $0.contains("\"bytes\":\(list.bytes.count),") },
            "\(said)"
        )
        #expect(lines.contains { $0.contains("\"status\":505") && $0.contains("127.0.0.1") }, "\(said)")
        // The wire refuses it, but its head was read: the line says where to and from whom.
        #expect(
            lines.contains {
                $0.contains("\"status\":413") && $0.contains("\"/api/v1/places\"") && $0.contains("\"account_id\":1")
            },
            "\(said)"
        )
        #expect(lines.count == 3)
        #expect(!lines.contains { $0.contains("secret") || $0.contains("code=7") })
    }

    @Test("A log that nobody reads, or no more, holds up neither the requests nor the end", arguments: [false, true])
    func unreadLog(isGone: Bool) throws {
        let folder = try TemporaryFolder()
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        let client = HTTPClient(port: try serving.waitForPort())
        if isGone { serving.hangUp() }
        // More lines than a pipe holds.
        for number in 0..<2_000 {
            let id = String(repeating: "x", count: 60) + "\(number)"
            try #require(try client.send("GET", "/livez", headers: [("X-Request-Id", id)]).status == 200)
        }
        #expect(try serving.stop() == 0)
    }

    @Test("The surface describes itself without a database")
    func openAPI() throws {
        let answer = try Program.run(["openapi"])
        #expect(
            try JSONDocument(parsing: Array(answer.output.utf8), limits: JSONLimits(members: 1_000_000)).root[
                "openapi"
            ]?.string == "3.1.0"
        )
    }

    private func change(_ folder: TemporaryFolder, _ sql: String) throws {
        try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer).execute(sql)
    }
}

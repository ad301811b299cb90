import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("The audit chain on the command line")
struct AuditProgramTests {
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for login in ["first", "second"] {
            let added = try Program.run(
                ["account", "add", login, "--role", "admin", "--data", folder.path],
                input: "a long enough password\n"
            )
            #expect(added.status == 0, "\(added.output)")
        }
        return folder
    }

    @Test("It holds, says its head, and holds against that head; in both languages and as JSON")
    func holds() throws {
        let folder = try folder()
        let head = try Program.run(["audit", "head", "--data", folder.path])
        #expect(head.status == 0)
        #expect(FileContents.create("\(folder.path)/heads.txt", Array(head.output.utf8)))
        let data = ["--data", folder.path]
        let verified = try Program.run(["audit", "verify", "--head", "\(folder.path)/heads.txt"] + data)
        #expect(verified.status == 0)
        #expect(verified.output.contains("审计链完整") && verified.output.contains("the chain holds: 2 entries"))
        let json = try Program.run(["audit", "verify", "--json"] + data)
        let root = try JSONDocument(parsing: Array(json.output.utf8)).root
        #expect(root["ok"]?.bool == true && root["entries"]?.integer == 2 && root["broken_at"]?.isNull == true)
    }

    @Test("Whoever changes the file is found, with the number of the entry, and the command ends with 1")
    func finds() throws {
        let folder = try folder()
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        try connection.execute("DROP TRIGGER audit_stays; UPDATE audit SET action = 'nothing' WHERE id = 2")
        let verified = try Program.run(["audit", "verify", "--data", folder.path])
        #expect(verified.status == 1)
        #expect(verified.output.contains("第 2 条") && verified.output.contains("broken at entry 2"))
    }

    @Test("A file that is no list of heads is refused with its line")
    func refusesHeads() throws {
        let folder = try folder()
        #expect(FileContents.create("\(folder.path)/heads.txt", Array("# heads\nnothing here\n".utf8)))
        let verified = try Program.run(
            ["audit", "verify", "--head", "\(folder.path)/heads.txt", "--data", folder.path]
        )
        #expect(verified.status != 0)
        #expect(verified.output.contains("第 2 行") && verified.output.contains("line 2"))
    }

    @Test(
        "A chain that ends before what the server published is found without being told of the file, and said at the start"
    )
    func cutOff() throws {
        let folder = try folder()
        let data = ["--data", folder.path]
        let serving = try Program.start(["serve", "--port", "0"] + data)
        _ = try serving.waitForPort()
        #expect(try serving.stop() == 0)
        #expect(try Program.run(["audit", "verify"] + data).status == 0)
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        let kept = "SELECT sql FROM sqlite_schema WHERE name = 'audit_is_kept'"
        let trigger = try #require(try connection.first(kept) { $0.text(0) })
        // With the trigger as it was the schema is the one that was sealed.
        try connection.execute(
            "DROP TRIGGER audit_is_kept; DELETE FROM audit WHERE id = (SELECT max(id) FROM audit); \(trigger)"
        )
        let verified = try Program.run(["audit", "verify"] + data)
        #expect(verified.status == 1 && verified.output.contains("在已公布的链头之前结束"), "\(verified.output)")
        #expect(try Program.run(["audit", "verify", "--alone"] + data).status == 0)
        let again = try Program.start(["serve", "--port", "0"] + data)
        _ = try again.waitForPort()
        #expect(try again.stop() == 0)
        let heads = String(decoding: try #require(FileContents.read("\(folder.path)/audit-heads.txt")), as: UTF8.self)
        #expect(heads.split(separator: "\n").contains { $0.hasPrefix("#") && $0.hasSuffix("cutOff") }, "\(heads)")
    }
}

import App
import Glibc
import SQLite
import TestSupport
import Testing

@Suite("Import and export on the command line")
struct ImportProgramTests {
    /// A database with one community, and a file of so many compounds.
    private func folder(compounds: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWrite, settings: .writer)
        try connection.execute(
            """
            INSERT INTO subdistrict (code, name, created_at, updated_at) VALUES ('1', '街道', 0, 0);
            INSERT INTO community (subdistrict_id, code, name, number_prefix, created_at, updated_at)
            VALUES (1, '1', '社区', 'A', 0, 0);
            """
        )
        let rows = (0..<compounds).map { "小区\($0)\n" }.joined()
        #expect(FileContents.create("\(folder.path)/file.csv", Array("小区名称\n\(rows)".utf8)))
        return folder
    }

    private func compounds(_ folder: TemporaryFolder) throws -> Int64? {
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        return try connection.first("SELECT count(*) FROM compound") { $0.integer(0) }
    }

    @Test("A file is imported, exported again beside a running server, and no folder is overwritten")
    func importsAndExports() throws {
        let folder = try folder(compounds: 3)
        let file = "\(folder.path)/file.csv"
        let dry = try Program.run(["import", "compounds", file, "--dry-run", "--data", folder.path])
        #expect(dry.status == 0 && dry.output.contains("未做任何更改"), "\(dry.output)")
        #expect(try compounds(folder) == 0)
        let done = try Program.run(["import", "compounds", file, "--json", "--data", folder.path])
        #expect(done.status == 0 && done.output.contains("\"new\""), "\(done.output)")
        #expect(try compounds(folder) == 3)
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try serving.waitForPort()
        let target = try TemporaryFolder()
        let export = ["export", "--to", target.path, "--format", "ndjson", "--data", folder.path]
        let taken = try Program.run(export)
        #expect(taken.status == 0, "\(taken.output)")
        let text = String(decoding: FileContents.read("\(target.path)/compounds.ndjson") ?? [], as: UTF8.self)
        #expect(text.contains("\"name\":\"小区2\"") && text.split(separator: "\n").count == 3)
        #expect(FileContents.exists("\(target.path)/manifest.json"))
        // The server that runs wrote it down.
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
        let entries = "SELECT count(*) FROM audit WHERE action = 'export_register' AND object = 'compounds'"
        #expect(try connection.first(entries) { $0.integer(0) } == 1)
        let again = try Program.run(export)
        #expect(again.status == 1 && again.output.contains("it was kept"), "\(again.output)")
        let whole = try Program.run(["export", "--to", "\(folder.path)/x", "--unmasked", "--data", folder.path])
        #expect(whole.status == 1 && whole.output.contains("--reason"), "\(whole.output)")
        #expect(try serving.stop() == 0)
    }

    @Test("An import beside a running server is carried out by it, and what can not be taken is told here")
    func besideServer() throws {
        let folder = try folder(compounds: 5)
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0"])
        _ = try serving.waitForPort()
        let answer = try Program.run(["import", "compounds", "\(folder.path)/file.csv", "--data", folder.path])
        #expect(answer.status == 0 && answer.output.contains("已导入"), "\(answer.output)")
        #expect(try compounds(folder) == 5)
        #expect(FileContents.create("\(folder.path)/bad.csv", Array("小区名称,颜色\n一,红\n".utf8)))
        let refused = try Program.run(["import", "compounds", "\(folder.path)/bad.csv", "--data", folder.path])
        #expect(refused.status == 1 && refused.output.contains("unknown_column"), "\(refused.output)")
        #expect(try compounds(folder) == 5)
        #expect(try serving.stop() == 0)
    }

    @Test("SIGINT in the middle of an import ends it with a sentence, and nothing is there of it")
    func interrupted() throws {
        let folder = try folder(compounds: 200_000)
        let importing = try Program.start(["import", "compounds", "\(folder.path)/file.csv", "--data", folder.path])
        // Once it has a scratch file of its own it hears signals.
        while !FileContents.names(in: folder.path).contains(where: { $0.contains("rehearsal") }) { usleep(1000) }
        #expect(try importing.interrupt() == 1)
        #expect(try compounds(folder) == 0)
    }

    @Test("kill -9 in the middle of an import leaves nothing of it, and the next start takes its scratch files away")
    func killed() throws {
        let folder = try folder(compounds: 200_000)
        let importing = try Program.start(["import", "compounds", "\(folder.path)/file.csv", "--data", folder.path])
        func rests() -> [String] { FileContents.names(in: folder.path).filter { $0.contains("rehearsal") } }
        while rests().isEmpty { usleep(1000) }
        importing.kill()
        #expect(!rests().isEmpty)
        #expect(try compounds(folder) == 0)
        #expect(try Program.run(["check", "--data", folder.path]).status == 0)
        #expect(try Program.run(["migrate", "--data", folder.path]).status == 0)
        #expect(rests() == [])
        #expect(try compounds(folder) == 0)
    }

    @Test(
        "What can not be imported is one clear sentence in both languages",
        arguments: [
            (["cats", "file.csv"], "“cats” can not be imported"), (["compounds", "nowhere.csv"], "can not be read"),
            (["compounds", "file.csv", "--encoding", "latin1"], "is no known encoding"),
            (["compounds", ".", "--dry-run"], "is no regular file"),
        ]
    )
    func sentences(arguments: [String], sentence: String) throws {
        let folder = try folder(compounds: 1)
        var words = arguments
        words[1] = "\(folder.path)/\(words[1])"
        let answer = try Program.run(["import"] + words + ["--data", folder.path])
        #expect(answer.status == 1 && answer.output.contains(sentence), "\(answer.output)")
    }
}

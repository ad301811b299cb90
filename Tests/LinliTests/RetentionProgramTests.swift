import JSON
import TestSupport
import Testing

@Suite("Retention on the command line")
struct RetentionProgramTests {
    @Test("It says what would be done, by itself and through a running server, and as JSON for programs")
    func runs() async throws {
        let folder = try await TestServer.demoFolder()
        let command = ["retention", "run", "--dry-run", "--data", folder.path]
        let alone = try Program.run(command)
        #expect(alone.status == 0)
        #expect(alone.output.contains("没有到期的记录 / nothing is due"))
        let serving = try Program.start(["serve", "--data", folder.path, "--port", "0", "--retention-at", "off"])
        _ = try serving.waitForPort()
        let beside = try Program.run(command + ["--json"])
        #expect(beside.status == 0)
        let root = try JSONDocument(parsing: Array(beside.output.utf8)).root
        #expect(root["dry_run"]?.bool == true && root["items"]?.count == 0)
        #expect(try serving.stop() == 0)
        let wrong = try Program.run(["serve", "--data", folder.path, "--retention-at", "25:00"])
        #expect(wrong.status != 0 && wrong.output.contains("retention-at"))
    }
}

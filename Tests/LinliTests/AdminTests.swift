import App
import Glibc
import TestSupport
import Testing

@Suite("Commands beside a running server")
struct AdminTests {
    private func serve(_ folder: TemporaryFolder) throws -> Program {
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        return try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
    }

    @Test("An account, a backup and new keys come from the server that runs, and it goes on serving")
    func commands() throws {
        let folder = try TemporaryFolder()
        let serving = try serve(folder)
        let (port, token) = (try serving.waitForPort(), try serving.waitForToken())
        let added = try Program.run(
            ["account", "add", "second", "--role", "admin", "--data", folder.path],
            input: "another long password\n"
        )
        #expect(added.status == 0 && added.output.contains("account 2 second added"), "\(added.output)")
        let login = try HTTPClient(port: port).send(
            "POST",
            "/api/v1/auth/login",
            body: #"{"login": "second", "password": "another long password"}"#
        )
        #expect(login.status == 200)
        let backup = try Program.run(["backup", "--data", folder.path])
        #expect(backup.status == 0, "\(backup.output)")
        let path = try #require(Program.path(ofBackup: backup.output))
        let drill = try Program.run(["restore", "--verify", path, "--data", folder.path])
        #expect(drill.status == 0 && drill.output.contains("sound"), "\(drill.output)")
        let rotated = try Program.run(["keys", "rotate", "--data", folder.path])
        #expect(rotated.status == 0 && rotated.output.contains("key 2 was added"), "\(rotated.output)")
        // A second server, and a restore, are refused with the number of the first.
        let second = try Program.run(["serve", "--data", folder.path, "--port", "0"])
        #expect(second.status != 0 && second.output.contains("(\(serving.id))"), "\(second.output)")
        let restore = try Program.run(["restore", path, "--data", folder.path])
        #expect(restore.status != 0 && restore.output.contains("(\(serving.id))"), "\(restore.output)")
        #expect(try HTTPClient(port: port).send("GET", "/api/v1/me", token: token).status == 200)
        var status = stat()
        #expect(lstat("\(folder.path)/linli.sock", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try serving.stop() == 0)
        #expect(!FileContents.exists("\(folder.path)/linli.sock"))
    }

    @Test("A refusal of the running server is told as if the command had worked by itself, and nothing is half done")
    func refusal() throws {
        let folder = try TemporaryFolder()
        let serving = try serve(folder)
        _ = try serving.waitForPort()
        let short = try Program.run(
            ["account", "add", "third", "--role", "admin", "--data", folder.path],
            input: "short\n"
        )
        #expect(short.status != 0 && short.output.contains("at least 15 characters"), "\(short.output)")
        let beside = try Program.run(["keys", "export", "--to", "\(folder.path)/copy.keys", "--data", folder.path])
        #expect(beside.status != 0 && beside.output.contains("Name another place"), "\(beside.output)")
        let apart = try TemporaryFolder()
        let exported = try Program.run(["keys", "export", "--to", "\(apart.path)/copy.keys", "--data", folder.path])
        #expect(exported.status == 0, "\(exported.output)")
        #expect(FileContents.read("\(apart.path)/copy.keys") == FileContents.read("\(folder.path)/linli.keys"))
        #expect(try serving.stop() == 0)
    }

    @Test("A request that is sent again after kill -9 gets the answer that it had")
    func repeatAfterKill() throws {
        let folder = try TemporaryFolder()
        let serving = try serve(folder)
        let (port, token) = (try serving.waitForPort(), try serving.waitForToken())
        let headers = [("Idempotency-Key", "once")]
        let body = #"{"code": "1", "name": "街道"}"#
        let first = try HTTPClient(port: port).send(
            "POST",
            "/api/v1/subdistricts",
            token: token,
            headers: headers,
            body: body
        )
        #expect(first.status == 201)
        serving.kill()
        let again = try Program.start(["serve", "--data", folder.path, "--port", "0", "--tour", "root"])
        let second = try HTTPClient(port: try again.waitForPort()).send(
            "POST",
            "/api/v1/subdistricts",
            token: try again.waitForToken(),
            headers: headers,
            body: body
        )
        #expect(second.status == 201 && second.bytes == first.bytes)
        #expect(second.header("Idempotency-Replayed") == "true")
        #expect(try again.stop() == 0)
    }
}

@Suite("A database that is not where it was")
struct LostDatabaseTests {
    @Test(
        "A wrong folder is no success: nothing is made, and the sentence names the flag",
        arguments: [["backup"], ["keys", "rotate"]]
    )
    func wrongFolder(command: [String]) throws {
        let folder = try TemporaryFolder()
        let answer = try Program.run(command + ["--data", "\(folder.path)/elsewhere"])
        #expect(answer.status != 0 && answer.output.contains("--data"), "\(answer.output)")
        #expect(!FileContents.exists("\(folder.path)/elsewhere/linli.db"))
    }

    @Test(
        "A lost database beside its keys and backups is not begun anew, and its backups stay",
        arguments: [true, false]
    )
    func lost(isEmpty: Bool) throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        let made = try Program.run(["backup", "--data", folder.path])
        #expect(made.status == 0, "\(made.output)")
        let backup = try #require(Program.path(ofBackup: made.output))
        let database = "\(folder.path)/linli.db"
        if isEmpty { #expect(truncate(database, 0) == 0) } else { #expect(unlink(database) == 0) }
        for command in [["backup"], ["serve", "--port", "0"], ["migrate"]] {
            let answer = try Program.run(command + ["--data", folder.path])
            #expect(answer.status != 0, "\(answer.output)")
        }
        #expect(FileContents.exists(backup))
        let restored = try Program.run(["restore", backup, "--data", folder.path])
        #expect(restored.status == 0 && restored.output.contains("restored"), "\(restored.output)")
        #expect(try Program.run(["check", "--data", folder.path]).status == 0)
        // Killed between its last two steps, a restore leaves the new one beside an empty place.
        #expect(rename(database, "\(database).restoring") == 0)
        let cut = try Program.run(["serve", "--port", "0", "--data", folder.path])
        #expect(cut.status != 0 && cut.output.contains("a restore was cut off"), "\(cut.output)")
        #expect(try Program.run(["restore", backup, "--data", folder.path]).status == 0)
        #expect(try Program.run(["check", "--data", folder.path]).status == 0)
    }

    @Test("Restores within one second keep every database that was there")
    func twice() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(
            ["account", "add", "root", "--role", "admin", "--data", folder.path],
            input: "a long enough password\n"
        )
        let made = try Program.run(["backup", "--data", folder.path])
        let backup = try #require(Program.path(ofBackup: made.output))
        let kept = try (0..<3).map { _ in
            let said = try Program.run(["restore", backup, "--data", folder.path]).output
            return said.split(separator: "\n").first { $0.contains("kept as") }.map(String.init)
        }
        #expect(Set(kept.compactMap(\.self)).count == 3)
    }
}

@Suite("The rule by which backups are kept")
struct RetentionTests {
    private func kept(_ days: [Int], _ rule: RetentionRule) -> [Int] {
        let gone = rule.expired(days) { RetentionRule.Moment(day: $0, second: 0) }
        return days.filter { !gone.contains($0) }
    }

    @Test("The newest of the last days, weeks and months stay, the rest goes")
    func keeps() {
        // 2021-11-01 was a Monday, day 18932 since 1970; a year of daily backups up to 2021-11-07.
        let last = 18_938
        let days = Array(last - 365...last)
        let kept = kept(days, RetentionRule(days: 7, weeks: 4, months: 12))
        #expect(kept.suffix(7) == Array(last - 6...last)[...])
        // Sundays end the weeks: this one and three before.
        #expect(Set(kept).isSuperset(of: [18_938, 18_931, 18_924, 18_917]))
        // The last days of the eleven months before: 31 October 2021 is day 18931, 30 September 18900.
        #expect(Set(kept).isSuperset(of: [18_931, 18_900, 18_870]))
        #expect(kept.count == 7 + 3 + 10)
    }

    @Test("A server that stood still keeps its last backups however old they are")
    func standsStill() {
        #expect(kept([100, 101, 102], RetentionRule(days: 7, weeks: 4, months: 12)) == [100, 101, 102])
    }

    @Test("Of an earlier day the newest stays, of the present one all")
    func oneDay() {
        let earlier = [10, 20, 30].map { RetentionRule.Moment(day: 5, second: $0) }
        let present = [10, 20].map { RetentionRule.Moment(day: 6, second: $0) }
        let gone = RetentionRule(days: 7, weeks: 4, months: 12).expired(earlier + present) { $0 }
        #expect(gone == [earlier[1], earlier[0]])
    }
}

extension Program {
    /// The file that a backup said it made.
    fileprivate static func path(ofBackup output: String) -> String? {
        output.split(separator: "\n").first { $0.contains(".db: ") }?.split(separator: ":").first.map(String.init)
    }
}

import App
import Domain
import Glibc
import JSON
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Backups")
struct BackupTests {
    /// What commands say.
    final class Said: Sendable {
        let lines = Mutex<[String]>([])

        var output: CommandOutput {
            CommandOutput(say: { line in self.lines.withLock { $0.append(line) } }, progress: { _ in })
        }

        var text: String { lines.withLock { $0.joined(separator: "\n") } }
    }

    /// Makes a backup; the path of its database.
    private func backup(_ test: TestServer) async throws -> String {
        let said = Said()
        try await BackupCommand(folder: nil).perform(on: test.data, interruption: Interruption(), output: said.output)
        let line = try #require(said.text.split(separator: "\n").first { $0.contains(".db: ") })
        return try #require(line.split(separator: ":").first.map(String.init))
    }

    private func configuration(_ folder: TemporaryFolder) -> Configuration {
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        return configuration
    }

    private func restore(
        _ backup: String,
        into folder: TemporaryFolder,
        keys: String?,
        onlyVerifies: Bool = false
    ) async throws -> String {
        let said = Said()
        let command = RestoreCommand(backup: backup, onlyVerifies: onlyVerifies, keys: keys)
        try await command.run(configuration(folder), output: said.output)
        return said.text
    }

    @Test("A backup under load is of one moment: no activity oversold, every ledger agrees, and it is restored whole")
    func underLoad() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let created = try test.client().send(
            "POST",
            "/api/v1/activities",
            token: token,
            body: """
                {"kind": "class", "title": "茶艺", "starts_at": "2035-01-01T09:00:00+08:00", \
                "ends_at": "2035-01-01T10:00:00+08:00", "capacity": 30}
                """
        )
        let activity = try #require(try created.json()["id"]?.integer)
        _ = try test.client().send("POST", "/api/v1/activities/\(activity)/publish", token: token, body: "{}")
        let adults = try test.adults(200, token: token)
        async let answers = Crowd.send(to: test, connections: 8, requests: 200) { client, number in
            try client.send(
                "POST",
                "/api/v1/sign-ups",
                token: token,
                body: #"{"activity_id": \#(activity), "resident_id": \#(adults[number])}"#
            )
        }
        // It examines the copy by itself and would fail.
        let path = try await backup(test)
        #expect(await answers.allSatisfy { $0.status == 201 })

        let folder = try TemporaryFolder()
        let said = try await restore(path, into: folder, keys: test.data.configuration.keyPath)
        #expect(said.contains("restored"))
        let open = try OpenStore(configuration(folder), clock: SystemClock())
        let activities = try await open.store.read { reader in
            try reader.page(.activities, ListQuery(limit: 1, wantsTotal: true), view: View(scope: .everything)).total
        }
        let here = try await test.store.read { reader in
            try reader.page(.activities, ListQuery(limit: 1, wantsTotal: true), view: View(scope: .everything)).total
        }
        #expect(activities == here)
        open.store.stop()
    }

    @Test("Photos go along with a backup and come back with it; one that was changed is told")
    func files() async throws {
        let town = try await AttachmentTests.Town()
        let upload = try town.id(try town.upload(SamplePhotos.jpeg(), as: town.resident))
        let photo = try town.attach(upload, as: town.resident).json().at("items.0.id")?.integer ?? 0
        let path = try await backup(town.test)
        let folder = try TemporaryFolder()
        let keys = town.test.data.configuration.keyPath
        _ = try await restore(path, into: folder, keys: keys)
        let restored = try await TestServer(folder: folder)
        let seen = try restored.client().send(
            "GET",
            "/api/v1/attachments/\(photo)/content",
            token: try await restored.token("secretary")
        )
        let kept = try #require(town.files.first)
        #expect(seen.status == 200 && seen.bytes == FileContents.read(kept))
        // A backup is proven with its files.
        let files = "\(town.test.data.configuration.backupFolder)/files"
        let first = try #require(FileContents.names(in: files).first)
        let second = try #require(FileContents.names(in: "\(files)/\(first)").first)
        let name = try #require(FileContents.names(in: "\(files)/\(first)/\(second)").first)
        truncate("\(files)/\(first)/\(second)/\(name)", 3)
        do {
            _ = try await restore(path, into: folder, keys: nil, onlyVerifies: true)
            Issue.record("a cut file was taken")
        } catch {
            #expect("\(error)".contains("are not whole"))
        }
    }

    @Test("A drill proves a backup and changes nothing")
    func drill() async throws {
        let test = try await TestServer.ownDemo()
        let path = try await backup(test)
        let folder = try TemporaryFolder()
        #expect(try await restore(path, into: folder, keys: nil, onlyVerifies: true).contains("sound"))
        #expect(!FileContents.exists("\(folder.path)/linli.db"))
    }

    @Test("What is damaged, cut, foreign or no backup at all is refused in words, and the old database stays")
    func refused() async throws {
        let test = try await TestServer.ownDemo()
        let path = try await backup(test)
        let folder = try TemporaryFolder()
        let keys = test.data.configuration.keyPath
        _ = try await restore(path, into: folder, keys: keys)
        let before = FileContents.read("\(folder.path)/linli.db")

        func reason(_ change: (String) throws -> Void) async throws -> String {
            let copy = "\(folder.path)/copy.db"
            unlink(copy)
            unlink("\(folder.path)/copy.json")
            let manifest = FileContents.read(String(path.dropLast(3)) + ".json") ?? []
            _ = FileContents.create(copy, FileContents.read(path) ?? [])
            _ = FileContents.create("\(folder.path)/copy.json", manifest)
            try change(copy)
            do {
                return try await restore(copy, into: folder, keys: nil)
            } catch {
                return "\(error)"
            }
        }
        #expect(
            try await reason { copy in
                let file = open(copy, O_WRONLY)
                pwrite(file, [0x55], 1, 40_000)
                close(file)
            }.contains("is damaged")
        )
        #expect(try await reason { truncate($0, 8_192) }.contains("it was cut or exchanged"))
        #expect(try await reason { unlink(String($0.dropLast(3)) + ".json") }.contains("manifest"))
        #expect(
            try await reason { copy in
                unlink(String(copy.dropLast(3)) + ".json")
                _ = FileContents.create(String(copy.dropLast(3)) + ".json", Array("{}".utf8))
            }.contains("no manifest of a linli backup")
        )
        #expect(
            try await reason { copy in
                unlink(copy)
                mkdir(copy, 0o700)
            }.contains("is a folder")
        )
        rmdir("\(folder.path)/copy.db")
        // Other keys would open nothing that is sealed in it.
        let other = try TemporaryFolder()
        try KeyFile.create("\(other.path)/linli.keys")
        await #expect(throws: CommandFailure.self) { try await restore(path, into: other, keys: nil) }
        #expect(!FileContents.exists("\(other.path)/linli.db"))
        #expect(FileContents.read("\(folder.path)/linli.db") == before)
    }

    @Test("A restore takes away what an interrupted one left, even if it is refused itself")
    func afterInterruption() async throws {
        let test = try await TestServer.ownDemo()
        let path = try await backup(test)
        let folder = try TemporaryFolder()
        let left = "\(folder.path)/linli.db.restoring"
        try KeyFile.create("\(folder.path)/linli.keys")
        #expect(FileContents.create(left, [1, 2, 3]))
        await #expect(throws: CommandFailure.self) { try await restore(path, into: folder, keys: nil) }
        #expect(!FileContents.exists(left))
        #expect(FileContents.create(left, [1, 2, 3]))
        let said = try await restore(path, into: folder, keys: test.data.configuration.keyPath)
        #expect(said.contains("restored") && !FileContents.exists(left))
    }

    @Test("Backup, drill, restore and key rotation speak Chinese and English")
    func bothLanguages() async throws {
        let test = try await TestServer.ownDemo()
        let said = Said()
        try await BackupCommand(folder: nil).perform(on: test.data, interruption: Interruption(), output: said.output)
        try await RotateKeysCommand().perform(on: test.data, interruption: Interruption(), output: said.output)
        for words in ["已备份：", "rows in", "密钥单独存放", "the keys lie apart", "已重新加密", "values sealed anew"] {
            #expect(said.text.contains(words), "\(words)")
        }
        let folder = try TemporaryFolder()
        let path = try #require(
            said.text.split(separator: "\n").first { $0.contains(".db: ") }?.split(separator: ":").first.map(
                String.init
            )
        )
        let restored = try await restore(path, into: folder, keys: test.data.configuration.keyPath)
        #expect(restored.contains("已恢复") && restored.contains("restored"))
        do {
            _ = try await restore("\(path)x", into: folder, keys: nil)
            Issue.record("there is no such backup")
        } catch {
            #expect("\(error)" == "没有文件 \(path)x\nthere is no file \(path)x")
        }
        // Whoever holds the data is named in both, too.
        let locked = await #expect(throws: CommandFailure.self) {
            try await restore(path, into: test.folder, keys: nil)
        }
        #expect(locked?.description.contains("另一个进程") == true)
        #expect(locked?.description.contains("Another process") == true)
    }

    @Test("A restore keeps what was there under a name of its own")
    func keepsOld() async throws {
        let test = try await TestServer.ownDemo()
        let path = try await backup(test)
        let folder = try TemporaryFolder()
        let keys = test.data.configuration.keyPath
        _ = try await restore(path, into: folder, keys: keys)
        let said = try await restore(path, into: folder, keys: nil)
        let kept = try #require(said.split(separator: "\n").first { $0.contains("kept as") })
        #expect(FileContents.exists(String(kept.split(separator: " ").last ?? "")))
    }
}

@Suite("Keys")
struct KeyRotationTests {
    @Test("A rotation while others write leaves every value readable, sealed with the new key, and found as before")
    func rotates() async throws {
        let test = try await TestServer.ownDemo()
        let token = try await test.token("secretary")
        let phone = "13800009999"
        func resident(_ body: String) throws -> HTTPAnswer {
            try test.client().send("POST", "/api/v1/residents", token: token, body: body)
        }
        let made = try resident(
            #"{"name": "周新民", "phone": "\#(phone)", "birth_date": "1960-01-02", "sex": "male", "household_id": 1, "relation": "other"}"#
        )
        #expect(made.status == 201, "\(made.text)")
        func found() throws -> [Int64] {
            let page = try test.client().send("GET", "/api/v1/residents?phone=\(phone)&fields=id", token: token)
            return try page.json()["items"]?.elements.compactMap { $0["id"]?.integer } ?? []
        }
        let before = try found()
        #expect(!before.isEmpty)
        async let others = Crowd.send(to: test, connections: 4, requests: 40) { client, number in
            try client.send(
                "POST",
                "/api/v1/places",
                token: token,
                body: #"{"name": "步道\#(number)", "kind": "road", "grid_id": 1}"#
            )
        }
        let said = BackupTests.Said()
        try await RotateKeysCommand().perform(on: test.data, interruption: Interruption(), output: said.output)
        #expect(await others.allSatisfy { $0.status == 201 })
        #expect(said.text.contains("key 2 was added"))
        #expect(try found() == before)
        let ring = test.data.open.vault.ring
        #expect(ring.newest.id == 2)
        for column in type(of: test.data.open.store).sealedColumns {
            #expect(try await test.data.open.store.sealedOtherwise(column) == 0)
        }
        // The file holds both, and the next start takes it.
        #expect(try KeyFile.load(test.data.configuration.keyPath).ring.all.map(\.id) == [1, 2])
    }

    @Test("Keys that were exported before a rotation are not those of a later backup: the drill and the restore say so")
    func exportedEarlier() async throws {
        let test = try await TestServer.ownDemo()
        let (old, folder) = ("\(test.folder.path)/exported.keys", "\(test.folder.path)/copies")
        #expect(FileContents.create(old, try #require(FileContents.read(test.data.configuration.keyPath))))
        let said = BackupTests.Said()
        try await RotateKeysCommand().perform(on: test.data, interruption: Interruption(), output: said.output)
        try await BackupCommand(folder: folder).perform(
            on: test.data,
            interruption: Interruption(),
            output: said.output
        )
        let backup = try #require(FileContents.names(in: folder).first { $0.hasSuffix(".db") })
        var elsewhere = test.data.configuration
        elsewhere.dataDirectory = "\(test.folder.path)/elsewhere"
        let place = elsewhere
        func restore(_ keys: String, verify: Bool) async -> String {
            do {
                let command = RestoreCommand(backup: "\(folder)/\(backup)", onlyVerifies: verify, keys: keys)
                try await command.run(place, output: said.output)
                return ""
            } catch { return "\(error)" }
        }
        for verify in [true, false] {
            let refusal = await restore(old, verify: verify)
            #expect(refusal.contains("seal 2") && refusal.contains("未做任何更改"), "\(refusal)")
        }
        #expect(await restore(test.data.configuration.keyPath, verify: true) == "")
        // One of another community in the same folder stays, however old it is.
        let other = try #require(FileContents.read("\(folder)/\(backup.dropLast(3)).json"))
        let manifest = String(decoding: other, as: UTF8.self)
        let keys = String(try #require(manifest.firstMatch(of: /"keys": *"([0-9a-f]{64})"/)).1)
        for day in 1...9 {
            let name = "\(folder)/linli-2020010\(day)-033000"
            let text =
                day > 5 ? manifest : manifest.replacing(keys, with: String(repeating: "0", count: keys.utf8.count))
            #expect(FileContents.create("\(name).db", []) && FileContents.create("\(name).json", Array(text.utf8)))
        }
        let rule = RetentionRule(days: 1, weeks: 0, months: 0)
        let gone = BackupFolder(folder).prune(by: rule, of: keys)
        #expect(!gone.isEmpty && gone.allSatisfy { $0 > "linli-20200105-999999" }, "\(gone)")
    }

    @Test("A key file that lost a key is refused at the start, by the number of the key")
    func lostKey() async throws {
        let folder = try TemporaryFolder()
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        let first = try OpenStore(configuration, clock: SystemClock())
        let old = try #require(FileContents.read(configuration.keyPath))
        let said = BackupTests.Said()
        try await RotateKeysCommand().perform(
            on: OpenData(configuration: configuration, open: first),
            interruption: Interruption(),
            output: said.output
        )
        first.store.stop()
        unlink(configuration.keyPath)
        _ = FileContents.create(configuration.keyPath, old)
        await #expect(throws: CommandFailure.self) {
            try await RotateKeysCommand().run(configuration, output: said.output)
        }
    }
}

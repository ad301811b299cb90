import App
import Domain
import JSON
import SQLite
import Services
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Imports beside single writes")
struct BulkImportTests {
    private static func file(_ rows: Int, in folder: TemporaryFolder) throws -> CSVFile {
        let header = "小区,楼栋,单元,室号,与户主关系,姓名,性别,出生日期,联系电话\n"
        let lines = (0..<rows).map { "示范新苑,1幢,1单元,101室,其他,新来\($0),男,1990-01-02,\(19_900_000_000 + $0)\n" }
        let path = "\(folder.path)/residents.csv"
        _ = FileContents.create(path, Array((header + lines.joined()).utf8))
        return try CSVFile(path: path, encoding: nil)
    }

    private func residents(_ test: TestServer) async throws -> Int64? {
        try await test.store.read { reader in
            try reader.page(.residents, ListQuery(limit: 1, wantsTotal: true), view: View(scope: .everything)).total
        }
    }

    private static func place(_ number: Int, _ client: HTTPClient, _ token: String) throws -> Int {
        try client.send(
            "POST",
            "/api/v1/places",
            token: token,
            body: #"{"name": "步道\#(number)", "kind": "road", "grid_id": 1}"#
        ).status
    }

    @Test("Single writes are acknowledged in the middle of an import, which then stands whole")
    func fair() async throws {
        let test = try await TestServer.ownDemo { $0.importDirectRows = 10 }
        let token = try await test.token("secretary")
        let before = try #require(try await residents(test))
        let acknowledged = Mutex<[Int]>([])
        let table = try Self.file(1_000, in: test.folder)
        let report = try await ImportService(store: test.store).run(
            ImportRequest(.residents),
            table,
            // The import goes no further before this write is acknowledged.
            progress: { progress in
                let status = try? Self.place(progress.rows, test.client(), token)
                acknowledged.withLock { $0.append(status ?? 0) }
            },
            isInterrupted: { false }
        )
        #expect(report.isClean)
        #expect(acknowledged.withLock { $0 } == [201, 201, 201, 201])
        #expect(try await residents(test) == before + 1_000)
        // What was sealed on the copy opens here.
        let found = try test.client().send("GET", "/api/v1/residents?phone=19900000999&fields=name,phone", token: token)
        #expect(found.text.contains("新来999") && found.text.contains("199****0999"), "\(found.text)")
        #expect(try Checkup.examine(test.folder).isEmpty)
        #expect(FileContents.names(in: test.folder.path).filter { $0.contains("rehearsal") } == [])
    }

    @Test("Residents who are registered by hand meanwhile get other ids, and stay")
    func besideTheSameRegister() async throws {
        let test = try await TestServer.ownDemo { $0.importDirectRows = 10 }
        let token = try await test.token("secretary")
        let before = try #require(try await residents(test))
        let table = try Self.file(300, in: test.folder)
        let report = try await ImportService(store: test.store).run(
            ImportRequest(.residents),
            table,
            progress: { _ in
                _ = try? test.client().send(
                    "POST",
                    "/api/v1/residents",
                    token: token,
                    body: """
                        {"name": "周新民", "birth_date": "1960-01-02", "sex": "male", "household_id": 1, "relation": "other"}
                        """
                )
            },
            isInterrupted: { false }
        )
        #expect(report.isClean)
        #expect(try await residents(test) == before + 301)
        #expect(try Checkup.examine(test.folder).isEmpty)
    }

    @Test("What somebody takes first is found when the import is put in: it is worked out again, and says so")
    func overtaken() async throws {
        let test = try await TestServer.ownDemo { $0.importDirectRows = 10 }
        let token = try await test.token("secretary")
        let first = Atomic(true)
        let rows = (0..<300).map { "通道\($0)\n" }.joined()
        let path = "\(test.folder.path)/compounds.csv"
        _ = FileContents.create(path, Array(("小区名称\n" + rows).utf8))
        let report = try await ImportService(store: test.store).run(
            ImportRequest(.compounds),
            try CSVFile(path: path, encoding: nil),
            progress: { _ in
                // Only the first time, beside the writer: the second time the writer itself is at it.
                guard first.exchange(false, ordering: .relaxed) else { return }
                _ = try? test.client().send("POST", "/api/v1/compounds", token: token, body: #"{"name": "通道7"}"#)
            },
            isInterrupted: { false }
        )
        #expect(report.isClean)
        let page = try test.client().send("GET", "/api/v1/compounds?name=%E9%80%9A%E9%81%937", token: token)
        #expect(try page.json()["items"]?.count == 1)
        // It was worked out a second time, when that one was there already.
        #expect(report.tallies.contains { $0.tally.new == 299 && $0.tally.same == 1 })
    }

    @Test("An import that finds a fault leaves nothing, and neither does a dry run")
    func nothingIsLeft() async throws {
        let test = try await TestServer.ownDemo { $0.importDirectRows = 10 }
        let before = try await residents(test)
        var request = ImportRequest(.residents)
        request.isDryRun = true
        let table = try Self.file(300, in: test.folder)
        let dry = try await ImportService(store: test.store).run(
            request,
            table,
            progress: { _ in },
            isInterrupted: { false }
        )
        #expect(dry.isClean)
        #expect(try await residents(test) == before)
        await #expect(throws: ImportInterruption.self) {
            try await ImportService(store: test.store).run(
                ImportRequest(.residents),
                table,
                progress: { _ in },
                isInterrupted: { true }
            )
        }
        #expect(try await residents(test) == before)
        #expect(FileContents.names(in: test.folder.path).filter { $0.contains("rehearsal") } == [])
    }
}

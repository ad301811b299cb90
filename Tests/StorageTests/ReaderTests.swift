import Domain
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Reading and writing rows")
struct ReaderTests {
    private struct Fixed: Clock {
        func now() -> Instant { Instant(milliseconds: 1_640_000_000_000) }
    }

    private func store() throws -> (SQLStore, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        return (try SQLStore(path: path, vault: try SchemaTests.vault(), clock: Fixed(), time: CommunityTime()), folder)
    }

    private func subdistrict(_ code: String) -> Draft {
        Draft(.subdistricts, ["code": .text(code), "name": .text("街道\(code)")])
    }

    @Test("A page is one statement, a counted page two, whatever their length")
    func statements() async throws {
        let (store, folder) = try store()
        try await store.write { transaction in
            for number in 1...120 {
                let draft = Draft(.subdistricts, ["code": .text("\(number)"), "name": .text("街道")])
                _ = try transaction.insert(draft, scope: .everything)
            }
        }
        let connection = try Connection(path: "\(folder.path)/test.db", access: .readOnly, settings: .reader)
        let reader = SQLReader(connection: connection, vault: try SchemaTests.vault())
        let before = connection.statementsRun
        _ = try reader.page(.subdistricts, ListQuery(limit: 100), view: View(scope: .everything))
        #expect(connection.statementsRun == before + 1)
        let page = try reader.page(.subdistricts, ListQuery(limit: 1, wantsTotal: true), view: View(scope: .everything))
        #expect(connection.statementsRun == before + 3)
        #expect(page.total == 120)
        store.stop()
    }

    @Test("A long read that takes too long is given up in words, in both languages")
    func tooLong() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        var settings = StoreSettings()
        settings.readLimit = .zero
        let store = try SQLStore(
            path: path,
            vault: try SchemaTests.vault(),
            clock: Fixed(),
            time: CommunityTime(),
            settings: settings
        )
        let error = await #expect(throws: DomainError.self) {
            try await store.read { try $0.page(.subdistricts, ListQuery(), view: View(scope: .everything)).bytes }
        }
        #expect(error?.kind == .unavailable && error?.code == "query_too_long")
        #expect(error?.message == Title("查询耗时过长，请缩小范围", "The query takes too long; ask for less"))
        store.stop()
    }

    @Test("A refused unit of work leaves nothing, and its neighbors stay")
    func nothingHalf() async throws {
        let (store, folder) = try store()
        let (first, second, third) = (subdistrict("1"), subdistrict("2"), subdistrict("1"))
        try await store.write { _ = try $0.insert(first, scope: .everything) }
        await #expect(throws: DomainError.self) {
            try await store.write { transaction in
                _ = try transaction.insert(second, scope: .everything)
                _ = try transaction.insert(third, scope: .everything)
            }
        }
        let page = try await store.read { try $0.page(.subdistricts, ListQuery(), view: View(scope: .everything)) }
        #expect(String(decoding: page.bytes, as: UTF8.self).contains(#""code":"1""#))
        #expect(!String(decoding: page.bytes, as: UTF8.self).contains(#""code":"2""#))
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("An export is the same rows as the pages, without a gap or a repetition")
    func exports() async throws {
        let (store, folder) = try store()
        try await store.write { transaction in
            for number in 1...450 {
                let draft = Draft(.subdistricts, ["code": .text("\(number)"), "name": .text("街道")])
                _ = try transaction.insert(draft, scope: .everything)
            }
        }
        let lines = try await store.read { reader -> [Substring] in
            let view = View(scope: .everything, format: .ndjson)
            let export = try reader.export(
                .subdistricts,
                ListQuery(sort: [SortKey("code", descending: true)]),
                view: view
            )
            var text = ""
            while let piece = try export.next() { text += String(decoding: piece, as: UTF8.self) }
            return text.split(separator: "\n")
        }
        #expect(lines.count == 450 && Set(lines).count == 450)
        store.stop()
        withExtendedLifetime(folder) {}
    }
}

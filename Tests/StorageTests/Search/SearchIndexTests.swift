import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite("The search index")
struct SearchIndexTests {
    private struct Fixed: Clock {
        func now() -> Instant { Instant(milliseconds: 1_640_000_000_000) }
    }

    private struct Refusal: Error {}

    /// A store with one community, and a second that has nothing.
    private func store() async throws -> (SQLStore, TemporaryFolder) {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/test.db"
        try EmptyDatabase.make(at: path)
        let store = try open(path)
        try await store.write { transaction in
            let subdistrict = Draft(.subdistricts, ["code": .text("1"), "name": .text("街道")])
            _ = try transaction.insert(subdistrict, scope: .everything)
            for code in ["1", "2"] {
                let community = Draft(
                    .communities,
                    [
                        "subdistrict_id": .integer(1), "code": .text(code), "name": .text("社区\(code)"),
                        "number_prefix": .text("GB\(code)"),
                    ]
                )
                _ = try transaction.insert(community, scope: .everything)
            }
        }
        return (store, folder)
    }

    private func open(_ path: String) throws -> SQLStore {
        try SQLStore(path: path, vault: try SchemaTests.vault(), clock: Fixed(), time: CommunityTime())
    }

    private static func draft(_ name: String, community: Int64 = 1) -> Draft {
        Draft(
            .organizations,
            ["community_id": .integer(community), "kind": .text("merchant"), "name": .text(name)]
        )
    }

    private func add(_ names: [String], to store: SQLStore) async throws {
        for name in names {
            try await store.write { _ = try $0.insert(Self.draft(name), scope: .everything) }
        }
    }

    /// The ids of the organizations that are found, in the order of the answer.
    private func find(
        _ question: String,
        in store: SQLStore,
        scope: DataScope = .everything,
        sort: [SortKey] = []
    ) async throws -> [Int64] {
        let query = ListQuery(search: try SearchQuestion(question), sort: sort, limit: 200)
        let view = View(scope: scope, format: .csv, fields: [0], csv: Self.bare)
        let page = try await store.read { try $0.page(.organizations, query, view: view) }
        return String(decoding: page.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
            .compactMap { Int64($0) }
    }

    private static let bare: View.CSVOptions = {
        var options = View.CSVOptions()
        options.hasBOM = false
        return options
    }()

    @Test(
        "Words of one, two and more characters, of letters and of digits are found where they stand",
        arguments: [
            ("路", [1, 2]), ("灯", [1, 2]), ("亮", [1]), ("路灯", [1, 2]), ("灯不", [1]), ("路灯不亮", [1]), ("不亮路灯", []),
            ("路 亮", [1]), ("路亮", []), ("5幢", [2, 3]), ("5", [2, 3]), ("幢1单元", [3]), ("5幢1", [3]), ("单", [3]),
            ("gb", [4]), ("GB-2021-0001", [4]), ("ｇｂ－２０２１", [4]), ("2021-GB", []), ("2021 gb", [4]), ("000123", [4]),
            ("00123", []), ("g", [4]), ("元", [3]),
        ] as [(String, [Int64])]
    )
    func finds(question: String, ids: [Int64]) async throws {
        let (store, folder) = try await store()
        try await add(["小区路灯不亮", "5幢路灯", "5幢1单元", "GB-2021-000123"], to: store)
        #expect(try await find(question, in: store).sorted() == ids)
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("After a change the old text is not found, after a deletion nothing is")
    func follows() async throws {
        let (store, folder) = try await store()
        try await add(["路灯", "路牌"], to: store)
        let change = Draft(.organizations, ["name": .text("电梯")])
        try await store.write { try $0.update(change, id: 1, ifVersion: nil, scope: .everything) }
        #expect(try await find("路灯", in: store).isEmpty)
        #expect(try await find("电梯", in: store) == [1])
        try await store.write { transaction in
            try transaction.delete(.organizations, id: 1, ifVersion: nil, scope: .everything)
        }
        #expect(try await find("电梯", in: store).isEmpty)
        #expect(try await find("路", in: store) == [2])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("Several changes of one row in one transaction end with the last")
    func changesTwice() async throws {
        let (store, folder) = try await store()
        try await store.write { transaction in
            let id = try transaction.insert(Self.draft("甲路"), scope: .everything)
            for name in ["乙路", "丙路"] {
                let change = Draft(.organizations, ["name": .text(name)])
                try transaction.update(change, id: id, ifVersion: nil, scope: .everything)
            }
            let gone = try transaction.insert(Self.draft("丁路"), scope: .everything)
            try transaction.delete(.organizations, id: gone, ifVersion: nil, scope: .everything)
        }
        #expect(try await find("路", in: store) == [1])
        #expect(try await find("甲", in: store) + find("乙", in: store) + find("丁", in: store) == [])
        #expect(try await find("丙路", in: store) == [1])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("A write that was rolled back is not found, and its neighbors of the same group are")
    func rolledBack() async throws {
        let (store, folder) = try await store()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    _ = try? await store.write { transaction in
                        _ = try transaction.insert(Self.draft("\(number)号路灯"), scope: .everything)
                        if number % 2 == 1 { throw Refusal() }
                    }
                }
            }
        }
        #expect(try await find("路灯", in: store).count == 20)
        #expect(try await find("1号", in: store).isEmpty)
        #expect(try await find("2号", in: store).count == 1)
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("A group that SQLite rolls back and that runs again one by one is found once, without what failed")
    func rerun() async throws {
        let (store, folder) = try await store()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    _ = try? await store.write { transaction in
                        _ = try transaction.insert(Self.draft("\(number)号路灯"), scope: .everything)
                        // The whole transaction goes, as it does on a full disk.
                        if number == 20, let transaction = transaction as? SQLTransaction {
                            try transaction.reader.connection.execute("ROLLBACK")
                        }
                    }
                }
            }
        }
        #expect(try await find("路灯", in: store).count == 39)
        #expect(try await find("20号", in: store).isEmpty)
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("Few matches: those with the words in the title first, then the newest; a sort that is asked for wins")
    func order() async throws {
        let (store, folder) = try await store()
        try await add(["路灯一", "路灯二", "路灯三"], to: store)
        #expect(try await find("路灯", in: store) == [3, 2, 1])
        #expect(try await find("路灯", in: store, sort: [SortKey("id")]) == [1, 2, 3])
        #expect(try await find("路灯", in: store, sort: [SortKey("name")]) == [1, 3, 2])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("A scope finds its own rows alone")
    func scopes() async throws {
        let (store, folder) = try await store()
        try await add(["路灯"], to: store)
        try await store.write { _ = try $0.insert(Self.draft("路灯", community: 2), scope: .everything) }
        #expect(try await find("路灯", in: store) == [2, 1])
        #expect(try await find("路灯", in: store, scope: .community(1)) == [1])
        #expect(try await find("路灯", in: store, scope: .community(3)) == [])
        #expect(try await find("路灯", in: store, scope: .subdistrict(1)) == [2, 1])
        #expect(try await find("路灯", in: store, scope: .subdistrict(2)) == [])
        #expect(try await find("路灯", in: store, scope: .organization(2, community: 2)) == [2])
        #expect(try await find("路灯", in: store, scope: .grid(1, community: 1)) == [1])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("Beyond the limit of ranking, the newest come first, page by page, each once, and are not sorted")
    func manyMatches() async throws {
        let (store, folder) = try await store()
        let count = ListQuery.sortedMatches + 50
        try await store.write { transaction in
            for number in 1...count { _ = try transaction.insert(Self.draft("路灯\(number)"), scope: .everything) }
        }
        var query = ListQuery(search: try SearchQuestion("路灯"), limit: 200)
        query.wantsTotal = true
        let view = View(scope: .everything, format: .csv, fields: [0], csv: Self.bare)
        var seen: [Int64] = []
        repeat {
            let asked = query
            let page = try await store.read { try $0.page(.organizations, asked, view: view) }
            #expect(page.total == Int64(count))
            seen += String(decoding: page.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
                .compactMap { Int64($0) }
            query.cursor = page.nextCursor
        } while query.cursor != nil
        #expect(seen == Array((1...Int64(count)).reversed()))
        await #expect(throws: DomainError.self) { try await find("路灯", in: store, sort: [SortKey("name")]) }
        let connection = try Connection(path: "\(folder.path)/test.db", access: .readOnly, settings: .reader)
        let reader = SQLReader(connection: connection, vault: try SchemaTests.vault())
        // On a loop it is stopped here and goes on in the pool.
        connection.setStepBudget(2_000)
        let name = try #require(Resource[.organizations].index(of: "name"))
        let none = Filter(field: name, comparison: .equal, values: [.text("无")])
        let filtered = ListQuery(filters: [none], search: try SearchQuestion("路灯"), limit: 10)
        let error = #expect(throws: SQLiteError.self) { try reader.page(.organizations, filtered, view: view) }
        #expect(error?.isInterrupt == true)
        #expect(try await find("路灯\(count)", in: store, sort: [SortKey("name")]) == [Int64(count)])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("Rows older than the index are added newest first; what changes meanwhile is found as it is")
    func filling() async throws {
        let (store, folder) = try await store()
        try await add((1...10).map { "路灯\($0)" }, to: store)
        try await store.emptySearch()
        #expect(try await find("路灯", in: store).isEmpty)
        #expect(try await store.searchProgress() == SearchIndex.Progress(missing: 10, total: 10))
        try await store.write { transaction in
            let change = Draft(.organizations, ["name": .text("电梯")])
            try transaction.update(change, id: 2, ifVersion: nil, scope: .everything)
            try transaction.delete(.organizations, id: 3, ifVersion: nil, scope: .everything)
            _ = try transaction.insert(Self.draft("新路灯"), scope: .everything)
        }
        #expect(try await find("灯", in: store) == [11])
        #expect(try await store.fillSearch(rows: 3))
        #expect(try await find("灯", in: store) == [11, 10, 9, 8])
        let change = Draft(.organizations, ["name": .text("路灯十")])
        try await store.write { try $0.update(change, id: 10, ifVersion: nil, scope: .everything) }
        while try await store.fillSearch(rows: 3) {}
        #expect(try await store.isSearchWhole())
        #expect(try await find("灯", in: store) == [11, 10, 9, 8, 7, 6, 5, 4, 1])
        #expect(try await find("电梯", in: store) == [2])
        #expect(try await find("路灯十", in: store) == [10])
        store.stop()
        withExtendedLifetime(folder) {}
    }

    @Test("A search reads the index and looks rows up by their id; nothing is read whole", arguments: SearchSource.all)
    func plans(source: SearchSource) async throws {
        let (store, folder) = try await store()
        store.stop()
        let connection = try Connection(path: "\(folder.path)/test.db", access: .readOnly, settings: .reader)
        let resource = try #require(ResourceName.allCases.first { ResourceSource.of($0).search?.name == source.name })
        let query = ListQuery(search: try SearchQuestion("路灯"))
        let view = View(scope: .grid(1, community: 1))
        let reader = SQLReader(connection: connection, vault: try SchemaTests.vault())
        for order in [SearchOrder.newest, .ranked] {
            let plan = reader.plan(of: Projection[resource], query, view: view, search: order)
            let arguments = Array(repeating: Value.null, count: 12)
            let steps = try connection.withStatement("EXPLAIN QUERY PLAN \(plan.sql)") { row in
                for index in 0..<row.parameterCount { try row.bind(index + 1, arguments[Int(index)]) }
                var steps: [String] = []
                while try row.step() { steps.append(row.text(3)) }
                return steps
            }
            #expect(steps.contains { $0.hasPrefix("SCAN s VIRTUAL TABLE INDEX") }, "\(steps)")
            let whole = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("VIRTUAL TABLE INDEX") && $0 != "SCAN h" }
            #expect(whole.isEmpty, "\(steps)")
            if order == .newest { #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)") }
        }
        withExtendedLifetime(folder) {}
    }
}

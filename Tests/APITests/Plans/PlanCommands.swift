import App
import Domain
import Storage
import TestSupport

/// The commands that work on the data beside requests (命令走查).
enum PlanCommands {
    private static let output = CommandOutput(say: { _ in }, progress: { _ in })

    private static func configuration(_ folder: TemporaryFolder) -> Configuration {
        var configuration = Configuration()
        configuration.dataDirectory = folder.path
        return configuration
    }

    /// Takes everything out whole, so that it can be brought in again.
    static func export(_ folder: TemporaryFolder, to target: TemporaryFolder) async throws {
        var command = ExportCommand(folder: target.path)
        command.isUnmasked = true
        command.reason = "测试"
        try await command.run(configuration(folder), interruption: Interruption(), output: output)
    }

    /// Every register once as it is and once with a row that is new.
    static func importEverything(into test: TestServer, from folder: TemporaryFolder) async throws {
        for kind in ImportKind.allCases { try await load(kind, "\(folder.path)/\(kind.rawValue).csv", test) }
        let place = ("示范新苑", "99号楼")
        let fresh: [(ImportKind, String)] = [
            (.compounds, "小区\n导入小区\n"), (.grids, "网格,网格编码\n导入网格,G77\n"),
            (.buildings, "小区,楼号,层数,网格\n\(place.0),\(place.1),18,导入网格\n"),
            (.dwellings, "小区,楼栋,单元,室号,业主,业主手机号\n\(place.0),\(place.1),1,101,张三,19900000001\n"),
            (.households, "小区,楼栋,单元,室号,户主,入住日\n\(place.0),\(place.1),1,101,张三,2019-01-01\n"),
            (
                .residents,
                """
                小区,楼栋,单元,室号,户主,与户主关系,姓名,性别,出生日期,身份证号
                \(place.0),\(place.1),1,101,张三,户主,张三,男,1989-04-30,
                \(place.0),\(place.1),1,101,张三,配偶,李四,,,320499200102280010

                """
            ),
        ]
        for (kind, text) in fresh {
            let path = "\(folder.path)/fresh-\(kind.rawValue).csv"
            _ = FileContents.create(path, Array(text.utf8))
            try await load(kind, path, test)
        }
    }

    private static func load(_ kind: ImportKind, _ path: String, _ test: TestServer) async throws {
        let command = ImportCommand(kind: kind.rawValue, file: path)
        let said = BackupTests.Said()
        guard try await command.run(in: test.store, interruption: Interruption(), output: said.output) else {
            throw TestFailure("\(path): \(said.text)")
        }
    }

    /// Ends one record of each kind, as retention does.
    static func endRecords(_ test: TestServer) async throws {
        let whenever = CivilDate(daysSince1970: 100_000)
        for kind in RetentionKind.allCases {
            for act in RetentionAct.allCases {
                try await test.store.write { transaction in
                    let retention = transaction.retention
                    _ = try retention.periods()
                    _ = try retention.count(kind, act, community: 1, before: whenever)
                    var ids = try retention.due(kind, act, community: 1, before: whenever, most: 1)
                    _ = try retention.lines(kind, ids, view: View(scope: .everything, format: .ndjson))
                    // Nobody has left the demonstration; whom nothing refers to is not there.
                    if kind == .residents { ids = act == .anonymise ? [50] : [999_999] }
                    try retention.end(kind, act, ids, community: 1)
                }
            }
        }
        try await test.store.write { try $0.retention.note(RetentionOutcome(community: 1, kind: .cases)) }
    }

    /// The head of a day, which at first is not taken and then is.
    static func postHeads(_ test: TestServer) async throws {
        let store = test.data.open.store
        let day = CivilDate(daysSince1970: 21_975)
        guard let head = try await store.headsToPost(on: day).first else { throw TestFailure("there is no head") }
        _ = try await store.chainID()
        try await store.noteUnposted(head, why: "timed_out")
        try await store.notePosted(head)
    }

    /// Backup, the proof of it, check, key rotation and search.
    static func readWhole(_ test: TestServer) async throws {
        let said = BackupTests.Said()
        try await BackupCommand(folder: nil).perform(on: test.data, interruption: Interruption(), output: said.output)
        let lines = said.text.split(separator: "\n")
        guard let backup = lines.first(where: { $0.contains(".db: ") })?.split(separator: ":").first.map(String.init)
        else { throw TestFailure(said.text) }
        let verify = RestoreCommand(backup: backup, onlyVerifies: true, keys: test.data.configuration.keyPath)
        try await verify.run(test.data.configuration, output: output)
        _ = try await CheckCommand.run(test.data.configuration, json: false, output: output)
        try await RotateKeysCommand().perform(on: test.data, interruption: Interruption(), output: output)
        try await test.data.open.store.emptySearch()
        while try await test.data.open.store.fillSearch(rows: 2_000) {}
    }
}

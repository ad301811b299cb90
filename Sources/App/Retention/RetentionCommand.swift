import Domain
import JSON
import Services
import Storage

/// 执行保存期限: ends what was kept long enough, in small pieces beside whoever works; interrupted, the next run goes on.
package struct RetentionCommand: AdminCommand {
    package static let name = "retention run"

    /// Only says what would be done.
    package var isDryRun: Bool
    package var json: Bool

    package init(isDryRun: Bool, json: Bool) {
        self.isDryRun = isDryRun
        self.json = json
    }

    package init(arguments: [String: String]) throws {
        self.init(isDryRun: arguments["dry-run"] != nil, json: arguments["json"] != nil)
    }

    package var arguments: [String: String] {
        var arguments: [String: String] = [:]
        if isDryRun { arguments["dry-run"] = "1" }
        if json { arguments["json"] = "1" }
        return arguments
    }

    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        let service = RetentionService(store: data.open.store)
        if isDryRun {
            return output.say(text(try await service.plan()))
        }
        let outcomes = try await Self.end(service, data, at: SystemClock().now()) { done in
            output.progress("已处置 \(done) 条 / \(done) records")
            return !interruption.isAsked
        }
        output.progress(nil)
        output.say(text(outcomes))
        if interruption.isAsked { output.tell("已中断，下次接着做", "interrupted; the next run goes on") }
    }

    /// Ends what is due, lays it aside before, and takes its words out of the search.
    static func end(
        _ service: RetentionService,
        _ data: OpenData,
        at now: Instant,
        progress: (Int) throws -> Bool
    ) async throws -> [RetentionOutcome] {
        let stamp = BackupFolder.name(at: now, in: data.configuration.time)
        let folder = data.configuration.retentionFolder
        if let folder, !FileContents.createFolder(folder) {
            throw CommandFailure.bilingual("无法建立文件夹 \(folder)", "The folder \(folder) can not be made")
        }
        let outcomes = try await service.run(
            layAside: { outcome, lines in
                guard let folder, !lines.isEmpty else { return nil }
                let name = "\(stamp)-\(outcome.kind.rawValue)-\(outcome.community).ndjson"
                guard FileContents.append(String(decoding: lines, as: UTF8.self), to: "\(folder)/\(name)") else {
                    throw CommandFailure.bilingual("无法写入 \(folder)/\(name)", "\(folder)/\(name) can not be written")
                }
                return name
            },
            progress: progress
        )
        // An index keeps the words of what was erased until it is made anew.
        if outcomes.contains(where: { [.cases, .residents].contains($0.kind) && $0.total > 0 }) {
            try await data.open.store.emptySearch()
            while try await data.open.store.fillSearch(rows: searchPiece) {}
        }
        return outcomes
    }

    /// Rows of the search that are added at once, as when it is made anew beside a server.
    private static let searchPiece = 100

    private func text(_ outcomes: [RetentionOutcome]) -> String {
        json ? document(outcomes) : sentences(outcomes)
    }

    private func sentences(_ outcomes: [RetentionOutcome]) -> String {
        let found = outcomes.filter { $0.total > 0 }
        guard !found.isEmpty else { return "没有到期的记录 / nothing is due" }
        let (chinese, english) = isDryRun ? ("将", "would be ") : ("已", "")
        return found.map { outcome in
            let kind = outcome.kind.title
            let file = outcome.exported.map { " → \($0)" }.joined()
            return "社区 \(outcome.community) \(kind.chinese)：\(chinese)匿名 \(outcome.anonymised)、删除 \(outcome.deleted) / "
                + "\(kind.english): \(outcome.anonymised) \(english)anonymised, \(outcome.deleted) \(english)deleted\(file)"
        }.joined(separator: "\n")
    }

    private func document(_ outcomes: [RetentionOutcome]) -> String {
        let tree: JSONTree = [
            "dry_run": .bool(isDryRun),
            "items": .array(
                outcomes.map { outcome in
                    [
                        "community_id": .integer(outcome.community), "kind": .string(outcome.kind.rawValue),
                        "anonymised": .integer(Int64(outcome.anonymised)), "deleted": .integer(Int64(outcome.deleted)),
                        "exported": .array(outcome.exported.map { .string($0) }),
                    ]
                }
            ),
        ]
        var out = ByteWriter()
        tree.write(to: &out, indent: true)
        return String(decoding: out.array(), as: UTF8.self)
    }
}

import Domain
import JSON
package import SQLite
import Storage

/// 重建检索索引: the full-text indexes made anew from the rows, in pieces that stay when it is interrupted.
package enum SearchCommand {
    /// Rows of one transaction: enough that the commits cost nothing, few enough that progress shows and little is lost.
    private static let piece = 2_000

    /// Makes the indexes anew; one that an interruption left unfinished is finished.
    package static func rebuild(_ configuration: Configuration, json: Bool, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            try DatabaseProblem.checkFile(configuration.databasePath)
            guard FileContents.exists(configuration.databasePath) else {
                throw CommandFailure.noDatabase(at: configuration.databasePath)
            }
            let open = try OpenStore(configuration, clock: SystemClock()) { output.say($0) }
            defer { open.store.stop() }
            let begun = SystemClock().now()
            let isResumed = try await !open.store.isSearchWhole()
            if !isResumed { try await open.store.emptySearch() }
            let rows = try await fill(open.store, output: output)
            let seconds = Double(SystemClock().now().milliseconds - begun.milliseconds) / 1000
            output.say(json ? document(rows, seconds, isResumed) : sentence(rows, seconds, isResumed))
        }
    }

    /// Adds what the indexes lack, and says how far it is.
    ///
    /// - Returns: How many rows were added.
    static func fill(_ store: SQLStore, output: CommandOutput) async throws -> Int {
        let start = try await store.searchProgress()
        var added = 0
        let begun = SystemClock().now()
        while try await store.fillSearch(rows: piece) {
            added = min(added + piece, start.missing)
            let seconds = (SystemClock().now().milliseconds - begun.milliseconds) / 1000
            let rest = added == 0 ? 0 : Int64(start.missing - added) * seconds / Int64(added)
            output.progress(
                "检索索引 search index: \(added) / \(start.missing), \(seconds) s, 约剩 about \(rest) s left"
            )
        }
        output.progress(nil)
        return start.missing
    }

    /// Brings the indexes up to rows that were written past the store, inside the transaction that wrote them.
    package static func settle(_ connection: Connection) throws { try SearchIndex.settle(connection) }

    private static func sentence(_ rows: Int, _ seconds: Double, _ isResumed: Bool) -> String {
        let time = Int(seconds.rounded())
        return """
            检索索引已\(isResumed ? "补全" : "重建")：\(rows) 行，用时 \(time) 秒
            search index \(isResumed ? "finished" : "made anew"): \(rows) rows in \(time) s
            """
    }

    private static func document(_ rows: Int, _ seconds: Double, _ isResumed: Bool) -> String {
        let tree: JSONTree = [
            "rows": .integer(Int64(rows)), "milliseconds": .integer(Int64(seconds * 1000)), "resumed": .bool(isResumed),
        ]
        var out = ByteWriter()
        tree.write(to: &out, indent: true)
        return String(decoding: out.array(), as: UTF8.self)
    }
}

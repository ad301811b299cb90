import Storage

/// Brings the database up to the program (升级数据库).
package enum MigrateCommand {
    /// `isDry` only says what would be done.
    package static func run(_ configuration: Configuration, isDry: Bool, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            guard !isDry else { return try foretell(configuration, output) }
            var hasWorked = false
            let open = try OpenStore(configuration, clock: SystemClock()) {
                hasWorked = true
                output.say($0)
            }
            defer { open.store.stop() }
            if try await !open.store.isSearchWhole() {
                output.tell(
                    "正在为已有数据建立检索索引；可随时中断，下次继续",
                    "adding the rows that are there to the search index; it may be interrupted and goes on later"
                )
                let rows = try await SearchCommand.fill(open.store, output: output)
                output.tell("检索索引：新增 \(rows) 行", "search index: \(rows) rows added")
            }
            output.tell(
                hasWorked ? "数据库现已是最新" : "数据库已是最新",
                hasWorked ? "the database is current now" : "the database is current"
            )
        }
    }

    private static func foretell(_ configuration: Configuration, _ output: CommandOutput) throws {
        guard !FileContents.exists(configuration.dataDirectory) || FileContents.isFolder(configuration.dataDirectory)
        else {
            throw CommandFailure.bilingual(
                "\(configuration.dataDirectory) 不是文件夹；请用 --data 指定数据文件夹",
                "\(configuration.dataDirectory) is no folder; name the data folder with --data"
            )
        }
        try OpenStore.recognize(configuration)
        guard FileContents.exists(configuration.databasePath) else {
            let count = Schema.migrations.count
            output.tell(
                "尚无数据库：将执行全部 \(count) 个迁移来建立",
                "there is no database yet: all \(count) migrations would make one"
            )
            return
        }
        let (applied, pending) = try Schema.status(path: configuration.databasePath)
        for name in pending { output.say("将执行 would apply \(name)") }
        output.tell(
            pending.isEmpty ? "数据库已是最新" : "已执行 \(applied.count) 个，待执行 \(pending.count) 个；未做任何更改",
            pending.isEmpty
                ? "the database is current"
                : "\(applied.count) are applied, \(pending.count) would be; nothing was changed"
        )
    }
}

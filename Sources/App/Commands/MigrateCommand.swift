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
                output.say(
                    "adding the rows that are there to the search index; it may be interrupted and goes on later"
                )
                output.say("search index: \(try await SearchCommand.fill(open.store, output: output)) rows added")
            }
            output.say(hasWorked ? "the database is current now" : "the database is current")
        }
    }

    private static func foretell(_ configuration: Configuration, _ output: CommandOutput) throws {
        guard !FileContents.exists(configuration.dataDirectory) || FileContents.isFolder(configuration.dataDirectory)
        else {
            throw CommandFailure("\(configuration.dataDirectory) is no folder; name the data folder with --data")
        }
        try OpenStore.recognize(configuration)
        guard FileContents.exists(configuration.databasePath) else {
            output.say("there is no database yet: all \(Schema.migrations.count) migrations would make one")
            return
        }
        let (applied, pending) = try Schema.status(path: configuration.databasePath)
        for name in pending { output.say("would apply \(name)") }
        output.say(
            pending.isEmpty
                ? "the database is current"
                : "\(applied.count) are applied, \(pending.count) would be; nothing was changed"
        )
    }
}

import Storage

/// Brings the database up to the program (升级数据库).
package enum MigrateCommand {
    package static func run(_ configuration: Configuration, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            var applied = 0
            let open = try OpenStore(configuration, clock: SystemClock()) {
                applied += 1
                output.say($0)
            }
            defer { open.store.stop() }
            if try await !open.store.isSearchWhole() {
                output.say(
                    "adding the rows that are there to the search index; it may be interrupted and goes on later"
                )
                output.say("search index: \(try await SearchCommand.fill(open.store, output: output)) rows added")
            }
            output.say(applied == 0 ? "the database is current" : "\(applied) migrations applied")
        }
    }
}

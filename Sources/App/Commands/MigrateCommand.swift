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
            open.store.stop()
            output.say(applied == 0 ? "the database is current" : "\(applied) migrations applied")
        }
    }
}

import App
import ArgumentParser

/// Brings the database up to the program (升级数据库).
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database up to this program.")

    @OptionGroup var settings: SettingFlags

    @Flag(help: "Only say which migrations would be applied.")
    var dryRun = false

    func run() async throws {
        try await MigrateCommand.run(try settings.configuration(), isDry: dryRun, output: Terminal.output)
    }
}

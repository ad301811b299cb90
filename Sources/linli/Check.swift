import App
import ArgumentParser

/// Examines the database (检查数据库).
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Examine the database: the file, its references, and the invariants that no single row can show."
    )

    @OptionGroup var settings: SettingFlags

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() async throws {
        let isWell = try await CheckCommand.run(try settings.configuration(), json: json, output: Terminal.output)
        if !isWell { throw ExitCode(1) }
    }
}

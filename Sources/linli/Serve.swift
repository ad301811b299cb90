import App
import ArgumentParser

/// Serves (启动服务).
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM or SIGINT.")

    @OptionGroup var settings: SettingFlags

    @Option(help: "Sign this account in for two hours and print curl lines to try.")
    var tour: String?

    func run() async throws {
        try await ServeCommand.run(try settings.configuration(), tour: tour, output: Terminal.output)
    }
}
